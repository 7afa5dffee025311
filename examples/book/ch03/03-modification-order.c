/*
 * One writer: all threads agree on the order of the values of one variable, and no thread sees it run backwards, however
 * relaxed. X is 0, then 5, then 15.
 *
 * Comes out: the fifteen ways to see four of these in order, such as 0 0 5 15, and nothing like 5 0 15 15.
 *
 * Rust Atomics and Locks, chapter 3, total modification order.
 */
#include "../outcome.h"

#include <acqrel/atomic.h>
#include <acqrel/thread.h>

static ar_atomic_int x;

static void *write(void *arg)
{
	/* relaxed: what the program shows */
	ar_fetch_add_relaxed(&x, 5);
	/* relaxed: as above */
	ar_fetch_add_relaxed(&x, 10);
	return arg;
}

static void *read(void *arg)
{
	int seen[4];

	for (int i = 0; i < 4; i++) {
		/* relaxed: as above */
		seen[i] = ar_load_relaxed(&x);
	}
	outcome("%d %d %d %d", seen[0], seen[1], seen[2], seen[3]);
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, write, NULL);
		ar_scope_spawn(&s, read, NULL);
	}
	return 0;
}
