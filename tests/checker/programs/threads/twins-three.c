/* Threads that run the same read an old value or a new one, and those that have read the new one come in one order,
 * the first and the last also when the one in between is not among them.
 *
 * expect: ok 8
 * reductions: on
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

#define THREADS 3

static atomic_int x, next;

static void *draw(void *unused)
{
	if (atomic_load_explicit(&x, memory_order_relaxed))
		atomic_exchange_explicit(&next, 1, memory_order_relaxed);
	return unused;
}

int main(void)
{
	pthread_t threads[THREADS];

	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, draw, NULL);
	atomic_store_explicit(&x, 1, memory_order_relaxed);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	assert(next <= 1);
	return 0;
}
