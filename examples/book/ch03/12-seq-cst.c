/*
 * Sequentially consistent operations: each of two threads raises its flag and goes on only if the other's is down. All
 * agree on one order of the four operations, so at most one goes on, and may use what both want.
 *
 * Comes out (how many went on): 1, or 0 if both saw the other's flag; never 2. With -DWEAKER, release and acquire: also 2.
 *
 * Rust Atomics and Locks, chapter 3, sequentially consistent ordering.
 */
#include "../outcome.h"

#include <acqrel/atomic.h>
#include <acqrel/thread.h>

#ifdef WEAKER
#define LOAD  ar_load_acquire
#define STORE ar_store_release
#else
#define LOAD  ar_load_seq_cst
#define STORE ar_store_seq_cst
#endif

static ar_atomic_bool a, b;
static ar_atomic_int went_on;

static void *first(void *arg)
{
	/* seq_cst: before the load below for all threads; else both may miss the other's flag */
	STORE(&a, true);
	/* seq_cst: after the store above for all threads */
	if (!LOAD(&b)) {
		/* relaxed: only counts */
		ar_fetch_add_relaxed(&went_on, 1);
	}
	return arg;
}

static void *second(void *arg)
{
	/* seq_cst: as above */
	STORE(&b, true);
	/* seq_cst: as above */
	if (!LOAD(&a)) {
		/* relaxed: as above */
		ar_fetch_add_relaxed(&went_on, 1);
	}
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, first, NULL);
		ar_scope_spawn(&s, second, NULL);
	}
	/* relaxed: alone */
	outcome("%d", ar_load_relaxed(&went_on));
	return 0;
}
