/*
 * bench-arc [--rounds N]: counted references, ours and others', in rounds in which each has its turn. Prints,
 * separated by tabs: the task, the number of threads, who, nanoseconds for one turn of each thread (median,
 * and the middle half), and the median of the ratios to ours in the same round.
 *
 * bench-arc --alone NAME TASK TIMES: for counting instructions; TASK is a number (peer.h).
 */
#include "peer.h"

#include "machine.h"
#include "statistics.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct peer *const peers[] = {
	&ours,
#ifdef WITH_STD
	&std_peer,
#endif
#ifdef WITH_RUST
	&rust,
#endif
};

enum { PEERS = sizeof peers / sizeof peers[0], MOST_ROUNDS = 101, MOST_THREADS = 4 };

static const char *const names[TASKS] = {"clone and drop", "upgrade and drop", "downgrade and drop",
                                         "make and drop"};

struct seat {
	void (*task)(long times);
	long times;
	int number;
	pthread_barrier_t *start;
};

static void *sit(void *arg)
{
	const struct seat *s = arg;

	take_processor(s->number);
	pthread_barrier_wait(s->start);
	s->task(s->times);
	return NULL;
}

/* Nanoseconds for one turn; of one thread, in its own processor time. */
static double measure(void (*task)(long times), int threads)
{
	pthread_t ids[MOST_THREADS];
	struct seat seats[MOST_THREADS];
	pthread_barrier_t start;
	long times = 200000;
	double before;

	if (threads == 1) {
		before = nanoseconds(CLOCK_THREAD_CPUTIME_ID);
		task(times);
		return (nanoseconds(CLOCK_THREAD_CPUTIME_ID) - before) / (double)times;
	}
	pthread_barrier_init(&start, NULL, (unsigned)threads + 1);
	for (int i = 0; i < threads; i++) {
		seats[i] = (struct seat){task, times, i, &start};
		if (pthread_create(&ids[i], NULL, sit, &seats[i]))
			abort();
	}
	before = nanoseconds(
		CLOCK_MONOTONIC); /* not after the barrier: we may be the last whom the system wakes */
	pthread_barrier_wait(&start);
	for (int i = 0; i < threads; i++)
		pthread_join(ids[i], NULL);
	before = nanoseconds(CLOCK_MONOTONIC) - before;
	pthread_barrier_destroy(&start);
	return before / (double)times;
}

static void run(int task, int threads, int rounds)
{
	static double times[PEERS][MOST_ROUNDS], ratios[PEERS][MOST_ROUNDS];
	int order[PEERS];

	for (int round = -1; round < rounds; round++) { /* -1: to warm up */
		int place = round < 0 ? 0 : round;
		shuffle(order, PEERS);
		for (int i = 0; i < PEERS; i++)
			times[order[i]][place] = measure(peers[order[i]]->tasks[task], threads);
		for (int i = 0; i < PEERS; i++)
			ratios[i][place] = times[i][place] / times[0][place];
	}
	for (int i = 0; i < PEERS; i++) {
		struct spread s = spread_of(times[i], rounds);
		printf("%s\t%d\t%s\t%.2f\t%.2f\t%.2f\t%.2f\n", names[task], threads, peers[i]->name, s.median,
		       s.from, s.to, spread_of(ratios[i], rounds).median);
	}
}

static int usage(void)
{
	fprintf(stderr, "usage: bench-arc [--rounds N] | --alone NAME TASK TIMES\n");
	return 2;
}

int main(int argc, char **argv)
{
	int rounds = argc == 3 && !strcmp(argv[1], "--rounds") ? atoi(argv[2]) : 15;

	if (argc == 5 && !strcmp(argv[1], "--alone")) {
		int task = 0;
		while (task < TASKS && strcmp(names[task], argv[3]))
			task++;
		for (int i = 0; i < PEERS && task < TASKS; i++)
			if (!strcmp(peers[i]->name, argv[2])) {
				have_second_thread();
				peers[i]->tasks[task](atol(argv[4]));
				return 0;
			}
		return usage();
	}
	if ((argc != 1 && argc != 3) || rounds < 1 || rounds > MOST_ROUNDS)
		return usage();
	have_second_thread();
	for (int task = 0; task < TASKS; task++)
		for (int threads = 1; threads <= (task == MAKE ? 1 : MOST_THREADS); threads *= 2)
			run(task, threads, rounds);
	return 0;
}
