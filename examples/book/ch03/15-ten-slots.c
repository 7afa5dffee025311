/*
 * One fence for many loads: ten threads compute and set a flag each; main looks at all flags with relaxed loads, then
 * has one acquire fence, and may use the results of all that had set theirs. (Three threads under the checker.)
 *
 * Comes out: the results that are ready, all of them whole. With -DNO_ACQUIRE: a data race.
 *
 * Rust Atomics and Locks, chapter 3, fences.
 */
#include <acqrel/check.h>
#include <acqrel/thread.h>

#include <assert.h>
#include <stdio.h>

static int results[10];
static ar_atomic_bool ready[10];

static void *compute(void *arg)
{
	int i = (int)((int *)arg - results);

	results[i] = i * i + 1;
	/* release: pairs with the acquire fence in main(); else that may miss the result */
	ar_store_release(&ready[i], true);
	return arg;
}

int main(void)
{
	int count = AR_ITERATIONS(10, 3);

	AR_THREAD_SCOPE(s) {
		bool seen[10];

		for (int i = 0; i < count; i++)
			ar_scope_spawn(&s, compute, &results[i]);
		if (!ar_checking())
			ar_thread_sleep_until(ar_after(AR_MILLISECOND));
		for (int i = 0; i < count; i++) {
			/* relaxed: the fence acquires, for all ten at once */
			seen[i] = ar_load_relaxed(&ready[i]);
		}
#ifndef NO_ACQUIRE
		/* acquire: pairs with the releases that the loads have seen; else we may miss the results */
		ar_fence_acquire();
#endif
		for (int i = 0; i < count; i++) {
			if (!seen[i])
				continue;
			assert(results[i] == i * i + 1);
			if (!ar_checking())
				printf("result %d: %d\n", i, results[i]);
		}
	}
	return 0;
}
