/*
 * Progress reporting without delay: the worker unparks main after every item, so that main hears of the last one at once;
 * a deadline makes it report now and then anyway.
 *
 * Comes out: numbers that grow up to the last, and main gets past the loop in every execution: no token gets lost.
 *
 * Rust Atomics and Locks, chapter 2, progress reporting (synchronization).
 */
#include <acqrel/check.h>
#include <acqrel/thread.h>

#include <assert.h>
#include <stdio.h>

static ar_atomic_int done;

static void *work(void *arg)
{
	ar_thread_handle reporter = arg;

	for (int i = 0; i < AR_ITERATIONS(100, 2); i++) {
		/* relaxed: the count is all that is looked at */
		ar_store_relaxed(&done, i + 1);
		ar_unpark(reporter);
	}
	return NULL;
}

int main(void)
{
	int items = AR_ITERATIONS(100, 2), now;

	AR_THREAD_SCOPE(s) {
		int err = ar_scope_spawn(&s, work, ar_thread_current());
		assert(err == 0);
		/* relaxed: as above */
		while ((now = ar_load_relaxed(&done)) != items) {
			printf("%d of %d\n", now, items);
			if (ar_checking())
				ar_park(); /* without a deadline a lost token would be forever */
			else
				ar_park_until(ar_after(AR_SECOND));
		}
	}
	printf("done\n");
	return 0;
}
