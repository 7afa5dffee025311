/* They wait for a flag first, which leaves them the same; then each draws a number, and the first writes.
 *
 * expect: ok 1
 * reductions: on
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

#define THREADS 4

static atomic_int start, next, order[THREADS];

static void *draw(void *unused)
{
	while (!atomic_load_explicit(&start, memory_order_acquire))
		;
	int mine = atomic_fetch_add(&next, 1);
	atomic_store(&order[mine], 1 + mine);
	return unused;
}

int main(void)
{
	pthread_t threads[THREADS];

	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, draw, NULL);
	atomic_store_explicit(&start, 1, memory_order_release);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < THREADS; i++)
		assert(order[i] == 1 + i);
	return 0;
}
