/* What compilers make code of by themselves: built-in functions, intrinsics, atomics, atomic_init. */
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#if defined __x86_64__
#include <immintrin.h>
#endif

static char text[300], other[300];
static int numbers[64];
static atomic_int counter;
static _Atomic(struct { int a, b; }) pair;
static struct {
	atomic_int n;
	int rest[20];
} nested, copy;
static int *volatile hidden = numbers;

__attribute__((noinline)) int copies(int n)
{
	__builtin_memset(text, n, 5);
	__builtin_memset(text, 0, 64);
	__builtin_memset(text, 3, sizeof text);
	__builtin_memcpy(other, text, 3);
	__builtin_memcpy(other, text, 31);
	__builtin_memcpy(other, text, sizeof other);
	__builtin_memmove(other + 1, other, 48);
	__builtin_strcpy(text, "a string of some length");
	__builtin_mempcpy(text + 5, other, 16);
	int equal = __builtin_memcmp(text, other, 8) == 0;
	equal += __builtin_strcmp(text, "a string") == 0;
	return equal + (int)__builtin_strlen(text) + text[n];
}

__attribute__((noinline)) int swaps(int n)
{
	uint32_t u;
	uint64_t w;

	memcpy(&u, text + 1, sizeof u);
	u = __builtin_bswap32(u);
	memcpy(text + 9, &u, sizeof u);
	memcpy(&w, other + 3, sizeof w);
	w = __builtin_bswap64(w);
	memcpy(other + 17, &w, sizeof w);
	return (int)u + (int)w + n;
}

__attribute__((noinline)) int intrinsics(int n)
{
#if defined __x86_64__
	__m128i x = _mm_loadu_si128((const void *)(hidden + 1));

	x = _mm_add_epi32(x, _mm_set1_epi32(n));
	_mm_storeu_si128((void *)(hidden + 7), x);
	_mm_store_si128((void *)hidden, x);
	_mm_storel_epi64((void *)(hidden + 13), x);
	_mm_storeh_pd((void *)(hidden + 14), _mm_castsi128_pd(x));
	_mm_stream_si32(hidden + 20, n);
	_mm_stream_si128((void *)(hidden + 24), x);
	_mm_maskmoveu_si128(x, _mm_set1_epi8((char)0x80), (void *)(hidden + 32));
	_mm_sfence();
	return _mm_cvtsi128_si32(x);
#else
	return n;
#endif
}

__attribute__((noinline)) int atomics(int n)
{
	atomic_init(&counter, n);
	atomic_fetch_add(&counter, 1);
	atomic_store_explicit(&counter, 4, memory_order_release);
	pair = pair;
	__sync_fetch_and_add(&numbers[3], n);
	copy = nested;
	return atomic_load(&counter) + __atomic_load_n(&numbers[3], __ATOMIC_ACQUIRE);
}

__attribute__((noinline)) int choose(int n)
{
	static int (*const table[])(int) = {copies, swaps, intrinsics, atomics};
	static int (*variable[4])(int);

	for (int i = 0; i < 4; i++)
		variable[i] = table[(i + n) % 4];
	switch (numbers[n] & 7) {
	case 0:
		return variable[0](n);
	case 1:
		return variable[1](n);
	case 2:
		return variable[2](n);
	case 3:
		return variable[3](n);
	case 4:
		return numbers[1];
	default:
		return numbers[2]++;
	}
}

int main(int argc, char **argv)
{
	int sum = 0;

	(void)argv;
	for (int i = 0; i < 6; i++)
		sum += choose(argc) + copies(argc) + swaps(argc) + intrinsics(argc) + atomics(argc);
	return sum == 12345;
}
