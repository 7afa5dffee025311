/*
 * Threads do their part of something, count it down, and those who wait for all parts see them all. Natively
 * that is done again and again, each time with a latch on the heap that the last to be done frees.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/latch.h>

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#ifndef THREADS
#define THREADS 2
#endif

struct round {
	ar_latch parts;
	ar_atomic_int inside;
	int part[THREADS];
};

static struct round **rounds;

static void *work(void *arg)
{
	int turns = AR_ITERATIONS(20000, 1), self = *(int *)arg;

	for (int i = 0; i < turns; i++) {
		struct round *round = rounds[i];
		round->part[self] = 42;
		if (self == 0) {
			ar_latch_count_down(&round->parts, 1);
			ar_latch_wait(&round->parts);
		} else {
			ar_latch_arrive_and_wait(&round->parts);
		}
		for (int k = 0; k < THREADS; k++)
			assert(round->part[k] == 42);
		assert(ar_latch_is_open(&round->parts));
		/* acq_rel: the last has taken over from the others, before it frees */
		if (ar_fetch_sub_acq_rel(&round->inside, 1) == 1)
			free(round);
	}
	return arg;
}

int main(void)
{
	pthread_t threads[THREADS];
	int turns = AR_ITERATIONS(20000, 1), numbers[THREADS];

	rounds = (struct round **)calloc((size_t)turns, sizeof *rounds);
	assert(rounds);
	for (int i = 0; i < turns; i++) {
		rounds[i] = (struct round *)calloc(1, sizeof **rounds);
		assert(rounds[i]);
		ar_latch_init(&rounds[i]->parts, THREADS);
		ar_init(&rounds[i]->inside, THREADS);
	}
	for (int i = 0; i < THREADS; i++) {
		numbers[i] = i;
		pthread_create(&threads[i], NULL, work, &numbers[i]);
	}
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	free(rounds);
	return 0;
}
