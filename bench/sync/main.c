/*
 * bench-sync [--rounds N] [--turns N] [--threads N] [--only WORD] TASK...: does the tasks with our objects
 * and with those of others, one after the other, in rounds, so that whatever else the machine is doing meets
 * all of them. Without a task: all of them.
 *
 * Prints, separated by tabs: the task, the number of threads, who, bytes, nanoseconds for a turn of each of
 * the threads (median, and the middle half), and the median of the ratios to our time in the same round.
 */
#include "peer.h"

#include "machine.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST_PEERS   32
#define MOST_ROUNDS  101
#define MOST_THREADS 64

static const struct peer *const *const libraries[] = {
	ours_peers,   pthread_peers, c11_peers, book_peers,
#ifdef WITH_NSYNC
	nsync_peers,
#endif
#ifdef WITH_STD
	std_peers,
#endif
#ifdef WITH_BOOST
	boost_peers,
#endif
#ifdef WITH_ABSEIL
	abseil_peers,
#endif
};

static const struct task {
	const char *name;
	int threads;
	long turns;
} tasks[] = {
	{"condvar-ping-pong", 2, 5000},
	{"condvar-ping-pong-unlocked", 2, 5000},
	{"condvar-queue", 2, 20000},
	{"condvar-queue", 4, 10000},
	{"condvar-gate", 5, 1000},
	{"condvar-gate", 17, 300},
	{"condvar-nobody", 1, 1000000},
	{"semaphore-share", 1, 500000},
	{"semaphore-share", 2, 50000},
	{"semaphore-share", 4, 20000},
	{"semaphore-ping-pong", 2, 5000},
	{"barrier", 2, 5000},
	{"barrier", 4, 1000},
	{"event-ping-pong", 2, 5000},
	{"once", 1, 1000000},
};

static int rounds = 15, only_threads;
static long only_turns;
static const char *only = "";

struct seat {
	const struct peer *peer;
	int self, threads;
	long turns;
	pthread_barrier_t *start;
};

static void *sit(void *arg)
{
	const struct seat *s = arg;

	take_processor(s->self);
	pthread_barrier_wait(s->start);
	s->peer->part(s->self, s->threads, s->turns);
	return NULL;
}

/* Nanoseconds for a turn. */
static double measure(const struct peer *p, int threads, long turns)
{
	pthread_t ids[MOST_THREADS];
	struct seat seats[MOST_THREADS];
	pthread_barrier_t start;
	double before;

	p->prepare(threads, turns);
	if (threads == 1) {
		/*
		 * The thread's own time: it needs nobody else, and what other programs take is not counted.
		 */
		before = nanoseconds(CLOCK_THREAD_CPUTIME_ID);
		p->part(0, 1, turns);
		before = nanoseconds(CLOCK_THREAD_CPUTIME_ID) - before;
	} else {
		pthread_barrier_init(&start, NULL, (unsigned)threads + 1);
		for (int i = 0; i < threads; i++) {
			seats[i] = (struct seat){p, i, threads, turns, &start};
			if (pthread_create(&ids[i], NULL, sit, &seats[i]))
				abort();
		}
		pthread_barrier_wait(&start);
		before = nanoseconds(CLOCK_MONOTONIC);
		for (int i = 0; i < threads; i++)
			pthread_join(ids[i], NULL);
		before = nanoseconds(CLOCK_MONOTONIC) - before;
		pthread_barrier_destroy(&start);
	}
	p->clean_up();
	return before / (double)turns;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void run(const struct task *task)
{
	static double times[MOST_PEERS][MOST_ROUNDS], ratios[MOST_PEERS][MOST_ROUNDS];
	const struct peer *peers[MOST_PEERS];
	int count = 0, threads = only_threads ? only_threads : task->threads;
	long turns = only_turns ? only_turns : task->turns;

	for (size_t l = 0; l < sizeof libraries / sizeof libraries[0]; l++)
		for (const struct peer *const *p = libraries[l]; *p; p++)
			if (!strcmp((*p)->task, task->name) && strstr((*p)->name, only) && count < MOST_PEERS)
				peers[count++] = *p;
	for (int round = -1; round < rounds; round++) { /* -1: to warm up */
		for (int i = 0; i < count; i++) {
			double ns = measure(peers[i], threads, turns);
			times[i][round < 0 ? 0 : round] = ns;
			ratios[i][round < 0 ? 0 : round] = ns / times[0][round < 0 ? 0 : round];
		}
	}
	for (int i = 0; i < count; i++) {
		qsort(times[i], (size_t)rounds, sizeof(double), compare);
		qsort(ratios[i], (size_t)rounds, sizeof(double), compare);
		printf("%s\t%d\t%s\t%zu\t%.4g\t%.4g\t%.4g\t%.2f\n", task->name, threads, peers[i]->name,
		       peers[i]->size, times[i][rounds / 2], times[i][rounds / 4], times[i][rounds * 3 / 4],
		       ratios[i][rounds / 2]);
	}
	fflush(stdout);
}

int main(int argc, char **argv)
{
	int i = 1;

	for (; i + 1 < argc && argv[i][0] == '-'; i += 2) {
		if (!strcmp(argv[i], "--rounds"))
			rounds = atoi(argv[i + 1]);
		else if (!strcmp(argv[i], "--turns"))
			only_turns = atol(argv[i + 1]);
		else if (!strcmp(argv[i], "--threads"))
			only_threads = atoi(argv[i + 1]);
		else if (!strcmp(argv[i], "--only"))
			only = argv[i + 1];
		else
			break;
	}
	if (rounds < 1 || rounds > MOST_ROUNDS || only_threads > MOST_THREADS ||
	    (i < argc && argv[i][0] == '-')) {
		fprintf(stderr,
		        "usage: bench-sync [--rounds N] [--turns N] [--threads N] [--only WORD] [TASK...]\n");
		return 2;
	}
	have_second_thread();
	for (size_t t = 0; t < sizeof tasks / sizeof tasks[0]; t++) {
		bool wanted = i == argc;
		for (int k = i; k < argc; k++)
			wanted |= !strncmp(tasks[t].name, argv[k], strlen(argv[k]));
		if (wanted)
			run(&tasks[t]);
	}
	return 0;
}
