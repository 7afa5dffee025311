/*
 * The two flags again, with relaxed operations and a seq_cst fence between store and load, which is the one thing that
 * release, acquire and acq_rel fences cannot do.
 *
 * Comes out (how many went on): 0 or 1. With -DWEAKER, acq_rel fences: also 2.
 *
 * Rust Atomics and Locks, chapter 3, fences.
 */
#include "../outcome.h"

#include <acqrel/atomic.h>
#include <acqrel/thread.h>

#ifdef WEAKER
#define FENCE ar_fence_acq_rel
#else
#define FENCE ar_fence_seq_cst
#endif

static ar_atomic_bool a, b;
static ar_atomic_int went_on;

static void *first(void *arg)
{
	/* relaxed: the fence orders it with the load */
	ar_store_relaxed(&a, true);
	/* seq_cst: pairs with the other thread's; else both may miss the other's flag */
	FENCE();
	/* relaxed: as above */
	if (!ar_load_relaxed(&b)) {
		/* relaxed: only counts */
		ar_fetch_add_relaxed(&went_on, 1);
	}
	return arg;
}

static void *second(void *arg)
{
	/* relaxed: the fence orders it with the load */
	ar_store_relaxed(&b, true);
	/* seq_cst: pairs with the other thread's; else both may miss the other's flag */
	FENCE();
	/* relaxed: as above */
	if (!ar_load_relaxed(&a)) {
		/* relaxed: only counts */
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
