/* A load learns with one half that the other was stored before: it takes none from before that, also where a
 * store of the whole word came in between.
 *
 * expect: ok
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

static union {
	_Atomic uint64_t word;
	_Atomic uint32_t half[2];
} u;

static void *whole(void *unused)
{
	atomic_store_explicit(&u.word, 2ull << 32 | 2, memory_order_relaxed);
	return unused;
}

static void *halves(void *unused)
{
	atomic_store_explicit(&u.half[1], 1, memory_order_relaxed);
	atomic_exchange_explicit(&u.half[0], 1, memory_order_acq_rel);
	return unused;
}

int main(void)
{
	pthread_t t[2];

	pthread_create(&t[0], NULL, whole, NULL);
	pthread_create(&t[1], NULL, halves, NULL);
	uint64_t word = atomic_load_explicit(&u.word, memory_order_acquire);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	assert(word != 1);
	return 0;
}
