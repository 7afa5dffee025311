/*
 * In each phase every thread writes its own place and, after the barrier, reads all others'. One of them is
 * last.
 */
#undef NDEBUG
#include <acqrel/barrier.h>
#include <acqrel/check.h>

#include <assert.h>
#include <pthread.h>

#ifndef THREADS
#define THREADS 2
#endif
#ifndef PHASES
#define PHASES 1 /* under the checker */
#endif

static ar_barrier barrier = AR_BARRIER_INIT;
static int place[2][THREADS]; /* those of this phase and those of the next */
static ar_atomic_int lasts;

static void *work(void *arg)
{
	int phases = AR_ITERATIONS(20000, PHASES), self = *(int *)arg;

	for (int i = 1; i <= phases; i++) {
		place[i % 2][self] = i;
		/* relaxed: read when all threads have been joined */
		ar_fetch_add_relaxed(&lasts, ar_barrier_wait(&barrier, THREADS));
		for (int k = 0; k < THREADS; k++)
			assert(place[i % 2][k] == i);
	}
	return arg;
}

int main(void)
{
	pthread_t threads[THREADS];
	int numbers[THREADS];

	for (int i = 0; i < THREADS; i++) {
		numbers[i] = i;
		pthread_create(&threads[i], NULL, work, &numbers[i]);
	}
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	/* relaxed: those who changed it have been joined */
	assert(ar_load_relaxed(&lasts) == AR_ITERATIONS(20000, PHASES));
	assert(ar_barrier_wait(&barrier, 1));
	return 0;
}
