/*
 * Threads add to a plain variable, of which a semaphore with one permit lets one at a time. Nothing may get
 * lost.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/semaphore.h>

#include <assert.h>
#include <pthread.h>

#ifndef THREADS
#define THREADS 2
#endif

static ar_semaphore permits = AR_SEMAPHORE_INIT(1);
static long total;

static void *work(void *arg)
{
	int turns = AR_ITERATIONS(100000, 1);

	for (int i = 0; i < turns; i++) {
		ar_semaphore_wait(&permits);
		total++;
		ar_semaphore_post(&permits);
	}
	return arg;
}

int main(void)
{
	pthread_t threads[THREADS];

	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, work, NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	assert(total == THREADS * AR_ITERATIONS(100000, 1));
	assert(ar_semaphore_count(&permits) == 1);
	assert(ar_semaphore_try_wait(&permits) && !ar_semaphore_try_wait(&permits));
	return 0;
}
