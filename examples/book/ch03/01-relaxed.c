/*
 * Relaxed operations give no order between variables. One thread writes X and then Y, another reads Y and then X.
 *
 * Comes out (X, then Y): 0 0, 10 0, 10 20, and also 0 20: the second write seen, the first one not.
 *
 * Rust Atomics and Locks, chapter 3, relaxed ordering.
 */
#include "../outcome.h"

#include <acqrel/atomic.h>
#include <acqrel/thread.h>

static ar_atomic_int x, y;

static void *write(void *arg)
{
	/* relaxed: what the program shows */
	ar_store_relaxed(&x, 10);
	/* relaxed: as above */
	ar_store_relaxed(&y, 20);
	return arg;
}

static void *read(void *arg)
{
	/* relaxed: as above */
	int y_seen = ar_load_relaxed(&y);
	/* relaxed: as above */
	int x_seen = ar_load_relaxed(&x);

	outcome("%d %d", x_seen, y_seen);
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
