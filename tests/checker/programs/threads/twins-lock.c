/* Threads that run the same take a lock in one order, whichever of them comes first.
 *
 * expect: ok 1
 * reductions: on
 * report: explored once: executions that differ only in which of 9 threads that run the same did what
 * unsaid: whose results are not used
 */
#include <assert.h>
#include <pthread.h>

#define THREADS 9

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static int count;

static void *add(void *unused)
{
	pthread_mutex_lock(&m);
	count++;
	pthread_mutex_unlock(&m);
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
