/*
 * bench-park [ROUNDS]: parking and starting threads, ours and others', interleaved; medians, and their ratios to ours.
 */
#include "peer.h"

#include <acqrel/thread.h>
#include <acqrel/time.h>

#include <stdio.h>
#include <stdlib.h>

static const struct peer *const peers[] = {
	&ours,
	&pthread,
	&posix_semaphore,
#ifdef WITH_RUST
	&rust,
#endif
};

enum { PEERS = sizeof peers / sizeof peers[0], MOST_ROUNDS = 101 };

static void token(const struct peer *p, long n)
{
	p->token(n);
}

static void ping_pong(const struct peer *p, long n)
{
	p->ping_pong(n, 0);
}

static void ping_pong_late(const struct peer *p, long n)
{
	p->ping_pong(n, 1);
}

static void spawn(const struct peer *p, long n)
{
	p->spawn(n);
}

static const struct row {
	const char *name;
	void (*run)(const struct peer *p, long n);
	long n;
} rows[] = {
	{"token given and taken", token, 1000000},
	{"ping-pong, round trip", ping_pong, 20000},
	{"ping-pong, both asleep (40 µs of work)", ping_pong_late, 1000},
	{"thread started and joined", spawn, 1000},
};

void work_a_while(void)
{
	ar_time end = ar_now() + 20 * AR_MICROSECOND;

	while (ar_now() < end)
		;
}

/* A second thread, which sleeps on: libc's locks do without atomic operations as long as there is only one. */
static void *sleep_on(void *arg)
{
	for (;;)
		ar_park();
	return arg;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	int rounds = argc > 1 ? atoi(argv[1]) : 15;

	if (argc > 2 || rounds < 1 || rounds > MOST_ROUNDS) {
		fprintf(stderr, "usage: bench-park [ROUNDS], 1 to %d\n", MOST_ROUNDS);
		return 2;
	}
	ar_thread sleeper;
	if (ar_thread_spawn(&sleeper, sleep_on, NULL) != 0)
		return 1;
	ar_thread_detach(sleeper);
	printf("nanoseconds (ratio to acqrel), medians of %d rounds\n", rounds);
	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
		static double ns[PEERS][MOST_ROUNDS];
		for (int i = 0; i < rounds; i++) {
			for (int p = 0; p < PEERS; p++) {
				ar_time begin = ar_now();
				rows[r].run(peers[p], rows[r].n);
				ns[p][i] = (double)(ar_now() - begin) / (double)rows[r].n;
			}
		}
		printf("%s:", rows[r].name);
		for (int p = 0; p < PEERS; p++) {
			qsort(ns[p], (size_t)rounds, sizeof ns[p][0], compare);
			printf("  %s %.1f (%.2f)", peers[p]->name, ns[p][rounds / 2],
			       ns[p][rounds / 2] / ns[0][rounds / 2]);
		}
		printf("\n");
	}
	return 0;
}
