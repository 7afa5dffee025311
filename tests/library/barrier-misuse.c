/*
 * <acqrel/barrier.h>: a barrier for no threads, or for fewer than wait there, ends the program with a
 * sentence that says so.
 */
#include <acqrel/barrier.h>

#include <pthread.h>

#ifndef THREADS
#define THREADS 0
#endif

static ar_barrier turn;

static void *wait_for_two(void *arg)
{
	ar_barrier_wait(&turn, 2);
	return arg;
}

int main(void)
{
	pthread_t thread;

	if (THREADS > 0) {
		pthread_create(&thread, NULL, wait_for_two, NULL);
		/* relaxed: nothing is handed over, it only has to be there */
		while (ar_load_relaxed(&turn.word) == 0)
			ar_spin_hint();
	}
	ar_barrier_wait(&turn, THREADS);
	return 0;
}
