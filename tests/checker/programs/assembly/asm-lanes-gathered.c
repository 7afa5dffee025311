/* An element that is gathered is read.
 *
 * expect: data-race
 * report: `numbers[12]`
 */
#include <pthread.h>

static int numbers[32];
static volatile int sink;

static void *write_one(void *unused)
{
	numbers[12] = 1;
	return unused;
}

#if defined(__x86_64__)
#include <immintrin.h>

__attribute__((target("avx2"), noinline)) static int gather(void)
{
	__m256i at = _mm256_setr_epi32(0, 3, 7, 9, 12, 20, 21, 30);
	__m256i mask = _mm256_setr_epi32(-1, 0, -1, 0, -1, -1, 0, 0);

	return _mm256_extract_epi32(_mm256_mask_i32gather_epi32(_mm256_setzero_si256(), numbers, at, mask, 4),
	                            4);
}
#endif

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, write_one, NULL);
#if defined(__x86_64__)
	if (__builtin_cpu_supports("avx2"))
		sink = gather();
	else
#endif
		sink = numbers[12];
	pthread_join(t, NULL);
	return 0;
}
