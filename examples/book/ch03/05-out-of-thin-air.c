/*
 * Two threads copy each other's variable. By the letter of the C standard both could come to hold 37, since each value
 * would have been read where the other thread had written it. No compiler or processor does that, and RC11 rules it out.
 *
 * Comes out: 0 0, and nothing else.
 *
 * Rust Atomics and Locks, chapter 3, out-of-thin-air values.
 */
#include "../outcome.h"

#include <acqrel/atomic.h>
#include <acqrel/thread.h>

static ar_atomic_int x, y;

static void *x_to_y(void *arg)
{
	/* relaxed: what the program shows */
	int seen = ar_load_relaxed(&x);
	/* relaxed: as above */
	ar_store_relaxed(&y, seen);
	return arg;
}

static void *y_to_x(void *arg)
{
	/* relaxed: as above */
	int seen = ar_load_relaxed(&y);
	/* relaxed: as above */
	ar_store_relaxed(&x, seen);
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, x_to_y, NULL);
		ar_scope_spawn(&s, y_to_x, NULL);
	}
	/* relaxed: alone */
	int x_left = ar_load_relaxed(&x);
	/* relaxed: as above */
	int y_left = ar_load_relaxed(&y);
	outcome("%d %d", x_left, y_left);
	return 0;
}
