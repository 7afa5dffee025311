/*
 * One thread gives as many permits as all others take: nobody sleeps for ever, also where two are given
 * before the first one woken has looked. The last to be done frees the semaphore, at once.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/semaphore.h>

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#ifndef THREADS
#define THREADS 2
#endif

struct shared {
	ar_semaphore made;
	int announced;
};

static struct shared *shared;
static ar_atomic_int left = AR_ATOMIC_INIT(THREADS - 1);

static void *give(void *arg)
{
	int permits = (THREADS - 1) * AR_ITERATIONS(100000, 1);
	ar_semaphore *made = &shared->made; /* after the last post there may be no *shared */

	shared->announced = 42;
	for (int i = 0; i < permits; i++)
		ar_semaphore_post(made);
	return arg;
}

static void *take(void *arg)
{
	int turns = AR_ITERATIONS(100000, 1);

	for (int i = 0; i < turns; i++) {
		ar_semaphore_wait(&shared->made);
		assert(shared->announced == 42);
	}
	/* acq_rel: the last has taken over from the others, before it frees */
	if (ar_fetch_sub_acq_rel(&left, 1) == 1)
		free(shared);
	return arg;
}

int main(void)
{
	pthread_t threads[THREADS];

	shared = (struct shared *)calloc(1, sizeof *shared);
	assert(shared);
	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, i == 0 ? give : take, NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	return 0;
}
