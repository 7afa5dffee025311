/*
 * The two flags once more, where one side comes often and the other seldom: the seldom one has the system make a barrier
 * in all threads, and the frequent one is left with a compiler fence.
 *
 * Comes out (how many went on): 0 or 1. With -DLIGHT_MISSING: also 2.
 *
 * Rust Atomics and Locks, chapter 3, compiler fences (membarrier and FlushProcessWriteBuffers).
 */
#include "../outcome.h"

#include <acqrel/fence.h>
#include <acqrel/thread.h>

static ar_atomic_bool often, seldom;
static ar_atomic_int went_on;

static void *frequent(void *arg)
{
	/* relaxed: the fence orders it with the load */
	ar_store_relaxed(&often, true);
#ifndef LIGHT_MISSING
	ar_fence_light();
#endif
	/* relaxed: as above */
	if (!ar_load_relaxed(&seldom)) {
		/* relaxed: only counts */
		ar_fetch_add_relaxed(&went_on, 1);
	}
	return arg;
}

static void *infrequent(void *arg)
{
	/* relaxed: the fence orders it with the load */
	ar_store_relaxed(&seldom, true);
	ar_fence_heavy();
	/* relaxed: as above */
	if (!ar_load_relaxed(&often)) {
		/* relaxed: only counts */
		ar_fetch_add_relaxed(&went_on, 1);
	}
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, frequent, NULL);
		ar_scope_spawn(&s, infrequent, NULL);
	}
	/* relaxed: alone */
	outcome("%d", ar_load_relaxed(&went_on));
	return 0;
}
