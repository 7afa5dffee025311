/* One task, done once by one peer, and what came of it. */
#ifndef BENCH_SYNC_MEASURE_H
#define BENCH_SYNC_MEASURE_H

#include "peer.h"

#include <stdbool.h>

#define MOST_THREADS 64

struct load {
	int threads;
	long work_ns;
	bool alone; /* one thread that needs nobody else: what other programs take is not counted */
};

struct outcome {
	double ns;        /* for a turn of each thread */
	double processor; /* nanoseconds of processor time for such a turn, of all threads together */
	/* nanoseconds in which 99.9 % of the measured waits were over, if the task has such */
	double wait_p999;
};

struct outcome measure(const struct peer *p, const struct load *load, long turns);

/* So many turns, but no more than `most`, that they take so long. */
long turns_for(const struct peer *p, const struct load *load, long milliseconds, long most);

#endif
