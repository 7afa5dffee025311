/* Stores of threads that run the same need not come in every order: main's own store comes before, between or
 * after theirs.
 *
 * expect: ok 4
 * reductions: on
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

#define THREADS 3

static atomic_int x;

static void *set(void *unused)
{
	atomic_store_explicit(&x, 1, memory_order_relaxed);
	return unused;
}

int main(void)
{
	pthread_t threads[THREADS];

	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, set, NULL);
	atomic_store_explicit(&x, 2, memory_order_relaxed);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	assert(x);
	return 0;
}
