/*
 * <acqrel/fence.h>: a pair of fences of which one costs next to nothing, because the other pays for both.
 *
 *	ar_store_relaxed(&reading, true);       // often, in many threads
 *	ar_fence_light();
 *	p = ar_load_relaxed(&current);
 *
 *	ar_store_relaxed(&current, newer);      // seldom
 *	ar_fence_heavy();
 *	wait_while(ar_load_relaxed(&reading));
 *
 * Two threads that each write one variable and then read the other need a seq_cst fence in between, each;
 * else both may read the old value. Where one side runs a million times as often as the other, as with hazard
 * pointers and read-copy-update, the frequent side can do with a compiler fence if the other asks the system
 * to make all processors that run this process go through a real one (membarrier on Linux,
 * FlushProcessWriteBuffers on Windows). That takes microseconds, and interrupts the other processors.
 *
 * The contract: a light and a heavy fence have a place in the order of seq_cst to each other: either what
 * comes before the light one is seen by all that comes after the heavy one, or the other way round. A heavy
 * fence is also an ar_fence_seq_cst(), which two heavy ones are to each other. Between two light ones there
 * is no order but that of ar_compiler_fence(): two light sides that must see each other need something else.
 * A light fence does not synchronize: what a thread wrote plainly is published by a release and an acquire.
 *
 * Where the system has no such call, both are ar_fence_seq_cst(). Which it is gets decided when the process
 * starts, before main and before other constructors, so that no light fence can rely on what a heavy one does
 * not do:
 *
 *   ar_fence_is_light_   meaning                                      who may change it, to what
 *   0                    light fences are seq_cst fences              the library at the start, to 1
 *   1                    they are compiler fences, and heavy ones     no thread
 *                        make up for it
 *
 * The checker explores both: with the Linux port, light fences that have no order but with heavy ones; with
 * others, such as that of POSIX threads, seq_cst fences. ThreadSanitizer knows neither fences nor this.
 */
#ifndef ACQREL_FENCE_H
#define ACQREL_FENCE_H

#include <acqrel/api.h>
#include <acqrel/atomic.h>

/* The side that runs often. Safe from any thread and from signal handlers. */
static inline void ar_fence_light(void);

AR_BEGIN_DECLARATIONS

/* The side that runs seldom: a system call. Safe from any thread. */
AR_API void ar_fence_heavy(void);

/* --- How it works ----------------------------------------------------------------------------------- */

AR_API extern ar_atomic_bool ar_fence_is_light_;

AR_END_DECLARATIONS

static inline void ar_fence_light(void)
{
	/* relaxed: it does not change after the start, and until then there are no other threads */
	if (AR_LIKELY_(ar_load_relaxed(&ar_fence_is_light_))) {
		/*
		 * seq_cst, for the compiler: the heavy fence makes a real one of it; else the compiler may
		 * move what is around it
		 */
		ar_compiler_fence();
		return;
	}
	/*
	 * seq_cst: pairs with the heavy fence; else both sides may miss what the other has written before it
	 */
	ar_fence_seq_cst();
}

#endif
