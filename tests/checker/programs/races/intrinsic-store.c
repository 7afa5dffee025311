/* An intrinsic that stores, which compilers do not announce.
 *
 * expect: data-race
 * report: data race on `shared
 */
#include <pthread.h>
#include <emmintrin.h>

__attribute__((aligned(16))) int shared[4];

static void *writer(void *unused)
{
	_mm_stream_si128((__m128i *)shared, _mm_set1_epi32(1));
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, writer, NULL);
	_mm_stream_si128((__m128i *)shared, _mm_set1_epi32(2));
	pthread_join(t, NULL);
	return 0;
}
