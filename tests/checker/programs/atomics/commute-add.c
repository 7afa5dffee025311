/* Threads add to a counter that is read when all have ended: in which order they did is nobody's business.
 * Without optimization clang puts the result into memory, which counts as use: fewer threads there.
 *
 * expect: ok 1
 * reductions: on
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

#ifdef __OPTIMIZE__
#define THREADS 12
#else
#define THREADS 4
#endif

static atomic_int count;

static void *add(void *unused)
{
	atomic_fetch_add_explicit(&count, 1, memory_order_relaxed);
	return unused;
}

int main(void)
{
	pthread_t threads[THREADS];

	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, add, NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	assert(count == THREADS);
	return 0;
}
