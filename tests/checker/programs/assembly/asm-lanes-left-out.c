/* Of a vector that is gathered, or loaded and stored with a mask, only these elements are accessed; of a bit
 * string, only the word in which the bit is. Another thread writes all the others at the same time.
 *
 * expect: ok 1
 */
#include <assert.h>
#include <pthread.h>

static int numbers[32], mine[] = {0, 7, 12, 20, 2, 24, 25, 28};
static int bits[8];

static void *write_others(void *unused)
{
	for (int i = 0; i < 32; i++) {
		int others = 1;
		for (int k = 0; k < 8; k++)
			others &= i != mine[k];
		if (others)
			numbers[i] = 1;
	}
	bits[0] = bits[3] = bits[4] = 1;
	return unused;
}

#if defined(__x86_64__)
#include <immintrin.h>

__attribute__((target("avx2"), noinline)) static int vectors(void)
{
	__m256i at = _mm256_setr_epi32(0, 3, 7, 9, 12, 20, 21, 30);
	__m256i mask = _mm256_setr_epi32(-1, 0, -1, 0, -1, -1, 0, 0);
	__m256i far = _mm256_setr_epi32(-1, 0, 0, 0, -1, -1, 0, 0);
	__m256i all = _mm256_mask_i32gather_epi32(_mm256_setzero_si256(), numbers, at, mask, 4);
	__m128i two =
		_mm256_mask_i64gather_epi32(_mm_setzero_si128(), numbers + 2, _mm256_setr_epi64x(0, 1, 5, 6),
	                                    _mm_setr_epi32(-1, 0, -1, 0), 4);

	_mm256_maskstore_epi32(numbers + 20, far, at);
	return _mm256_extract_epi32(_mm256_maskload_epi32(numbers + 20, far), 4) + _mm_cvtsi128_si32(two) +
	       _mm256_extract_epi32(all, 1);
}

__attribute__((noinline)) static void bytes(void)
{
	_mm_maskmoveu_si128(_mm_set1_epi8(3), _mm_setr_epi32(0, 0, (int)0x80808080, 0),
	                    (char *)(numbers + 5));
}

__attribute__((noinline)) static int bit_strings(void)
{
	long far = 32 + 3, near = -37;
	unsigned char set;

	__asm__ volatile("btsl %k1, %0" : "+m"(bits[0]) : "r"(far) : "memory", "cc");
	__asm__ volatile("btcl %k1, %0" : "+m"(bits[4]) : "r"(near) : "memory", "cc");
	__asm__ volatile("btl %k1, %2; setc %0" : "=q"(set) : "r"(far), "m"(bits[0]) : "memory", "cc");
	return set;
}

#else

static int vectors(void)
{
	return 12;
}

static void bytes(void)
{
}

static int bit_strings(void)
{
	return 1;
}

#endif

int main(void)
{
	pthread_t t;
	int sum = 12, set;

	pthread_create(&t, NULL, write_others, NULL);
#if defined(__x86_64__)
	if (__builtin_cpu_supports("avx2"))
#endif
		sum = vectors();
	bytes();
	set = bit_strings();
	pthread_join(t, NULL);
	assert(sum == 12 && set == 1);
	return 0;
}
