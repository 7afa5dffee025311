/*
 * Statistics in three counters: how many, how long in all, and the longest. Each is right by itself; seen together they
 * need not fit, since one may be a step ahead of another.
 *
 * Comes out: at the end all three are right; while the threads work, a look may find a total without its count:
 * count and total of a look are 0 0, 1 10, 2 20 (fit), but also 0 10, 0 20, 1 0, 1 20, 2 0 and 2 10.
 *
 * Rust Atomics and Locks, chapter 2, statistics.
 */
#include "../outcome.h"

#include <acqrel/atomic.h>
#include <acqrel/thread.h>

static ar_atomic_int count, total, longest;

static void *work(void *arg)
{
	int microseconds = 10;

	/* relaxed: each counter stands for itself */
	ar_fetch_add_relaxed(&count, 1);
	/* relaxed: as above */
	ar_fetch_add_relaxed(&total, microseconds);
	/* relaxed: as above */
	ar_fetch_max_relaxed(&longest, microseconds);
	return arg;
}

static void *look(void *arg)
{
	/* relaxed: as above */
	int count_seen = ar_load_relaxed(&count);
	/* relaxed: as above */
	int total_seen = ar_load_relaxed(&total);

	outcome("%d %d", count_seen, total_seen);
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, work, NULL);
		ar_scope_spawn(&s, work, NULL);
		ar_scope_spawn(&s, look, NULL);
	}
	/* relaxed: the end of the scope gives the order */
	assert(ar_load_relaxed(&count) == 2);
	/* relaxed: as above */
	assert(ar_load_relaxed(&total) == 20);
	/* relaxed: as above */
	assert(ar_load_relaxed(&longest) == 10);
	return 0;
}
