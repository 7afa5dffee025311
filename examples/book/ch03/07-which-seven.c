/*
 * Two threads release the same value, 7, each after writing something else. Who acquires a 7 has what one of the two
 * wrote, but the value does not show which one: order comes from the store that was read, not from what it says.
 *
 * Comes out (A, B, for who has seen a 7): 1 0, 0 1 or 1 1, never 0 0; "none" if there was no 7 yet.
 *
 * Rust Atomics and Locks, chapter 3, happens-before between threads.
 */
#include "../outcome.h"

#include <acqrel/atomic.h>
#include <acqrel/thread.h>

static ar_atomic_int a, b, x;

static void *write_a(void *arg)
{
	/* relaxed: the 7 publishes it */
	ar_store_relaxed(&a, 1);
	/* release: pairs with the acquire in read(); else a 7 could come without any of the two */
	ar_store_release(&x, 7);
	return arg;
}

static void *write_b(void *arg)
{
	/* relaxed: as above */
	ar_store_relaxed(&b, 1);
	/* release: as above */
	ar_store_release(&x, 7);
	return arg;
}

static void *read(void *arg)
{
	/* acquire: pairs with the release that has stored this very 7 */
	if (ar_load_acquire(&x) != 7) {
		outcome("none");
		return arg;
	}
	/* relaxed: what there is to see has been published */
	int a_seen = ar_load_relaxed(&a);
	/* relaxed: as above */
	int b_seen = ar_load_relaxed(&b);
	outcome("%d %d", a_seen, b_seen);
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, write_a, NULL);
		ar_scope_spawn(&s, write_b, NULL);
		ar_scope_spawn(&s, read, NULL);
	}
	return 0;
}
