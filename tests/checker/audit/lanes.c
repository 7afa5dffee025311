/* Gathers, masked loads and stores, and bit strings. */
#include <stdint.h>
#include <stdlib.h>

static int numbers[64], *volatile hidden = numbers;
static double doubles[64], *volatile hidden_doubles = doubles;

#if defined __x86_64__
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2"), noinline))

AVX2 static int gathers(int n)
{
	__m256i at = _mm256_setr_epi32(0, 3, 7, 9, 12, 20, 21, n);
	__m256i some = _mm256_setr_epi32(-1, 0, -1, 0, -1, -1, 0, 0);
	__m256i a = _mm256_i32gather_epi32(hidden, at, 4);
	__m256i b = _mm256_mask_i32gather_epi32(a, hidden + 1, at, some, 4);
	__m128i c = _mm256_i64gather_epi32(hidden, _mm256_setr_epi64x(0, 1, 2, n), 8);
	__m256d d = _mm256_mask_i32gather_pd(_mm256_setzero_pd(), hidden_doubles, _mm_set1_epi32(n),
	                                     _mm256_castsi256_pd(some), 8);

	return _mm256_extract_epi32(_mm256_add_epi32(a, b), 3) + _mm_cvtsi128_si32(c) +
	       (int)_mm256_cvtsd_f64(d);
}

AVX2 static int masked(int n)
{
	__m256i some = _mm256_setr_epi32(-1, 0, -1, 0, -1, -1, 0, -n);
	__m256i a = _mm256_maskload_epi32(hidden + 3, some);
	__m256d d = _mm256_maskload_pd(hidden_doubles + 1, some);

	_mm256_maskstore_epi32(hidden + 9, some, a);
	_mm256_maskstore_pd(hidden_doubles + 2, some, d);
	_mm_maskstore_epi64((long long *)(hidden + 12), _mm256_castsi256_si128(some), _mm_set1_epi64x(n));
	return _mm256_extract_epi32(a, 2);
}

/* clang makes masked loads and stores of it. */
AVX2 static void loop(int *to, const int *from, int n)
{
	for (int i = 0; i < n; i++)
		if (from[i] & 1)
			to[i] = from[i] * 3;
}

__attribute__((noinline)) static int bits(long n)
{
	unsigned char byte = (unsigned char)n;

	__asm__ volatile("bts %1, %0" : "+m"(hidden[2]) : "r"(n) : "memory", "cc");
	__asm__ volatile("btr %1, %0" : "+m"(hidden[2]) : "r"(n + 70) : "memory", "cc");
	__asm__ volatile("bt %1, %0" : : "m"(hidden[2]), "r"(n - 70) : "memory", "cc");
	__asm__ volatile("xlatb" : "+a"(byte) : "b"(hidden) : "memory");
	_mm_maskmoveu_si128(_mm_set1_epi8(3), _mm_setr_epi32(-1, 0, -1, (int)n), (char *)(hidden + 20));
	return byte;
}
#endif

int main(int argc, char **argv)
{
	int sum = 0;

	for (int i = 0; i < 64; i++)
		numbers[i] = i;
#if defined __x86_64__
	if (__builtin_cpu_supports("avx2")) {
		sum += gathers(argc);
		sum += masked(argc);
		loop(hidden, hidden + 20, 31 + argc);
	}
	sum += bits(argc);
#endif
	(void)argv;
	return sum == -1;
}
