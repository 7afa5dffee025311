/* An element that is stored with a mask is written.
 *
 * expect: data-race
 * report: `numbers[5]`
 */
#include <pthread.h>

static int numbers[32];
static volatile int sink;

static void *read_one(void *unused)
{
	sink = numbers[5];
	return unused;
}

#if defined(__x86_64__)
#include <immintrin.h>

__attribute__((target("avx2"), noinline)) static void store(void)
{
	_mm256_maskstore_epi32(numbers + 1, _mm256_setr_epi32(-1, 0, -1, 0, -1, -1, 0, 0),
	                       _mm256_set1_epi32(3));
}
#endif

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, read_one, NULL);
#if defined(__x86_64__)
	if (__builtin_cpu_supports("avx2"))
		store();
	else
#endif
		numbers[5] = 3;
	pthread_join(t, NULL);
	return 0;
}
