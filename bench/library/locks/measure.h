/* Running one lock for a moment, and what came of it. */
#ifndef BENCH_LOCKS_MEASURE_H
#define BENCH_LOCKS_MEASURE_H

#include "peer.h"

struct load {
	int threads;
	long inside_ns, outside_ns;
	int reads_percent;
	int milliseconds;
};

struct outcome {
	double per_second; /* turns of all threads */
	double wait_p999;  /* nanoseconds in which 99.9 % of the measured turns got the lock */
	double least;      /* turns of the least served thread, of what an equal share would be */
};

/* Has to be called first: how fast ticks and steps of work() are, and a second thread that sleeps on. */
void measure_calibrate(void);

/* Nanoseconds for one pair of lock and unlock by one thread while no other wants the lock. */
double measure_alone(void (*alone)(long pairs), long pairs);

/* Ends the program with a message if the lock let two threads in at once. */
struct outcome measure_contended(const struct peer *p, const struct load *load);

#endif
