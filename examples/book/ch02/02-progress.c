/*
 * Progress reporting: a thread counts what it has done, main looks now and then. The number is exact, but tells main
 * nothing about anything else; that all is done it learns by the join.
 *
 * Comes out: numbers that grow, and "done" after the last. Never a number that is smaller than the one before.
 *
 * Rust Atomics and Locks, chapter 2, progress reporting.
 */
#include <acqrel/check.h>
#include <acqrel/thread.h>

#include <assert.h>
#include <stdio.h>

static ar_atomic_int done;

static void *work(void *arg)
{
	int items = AR_ITERATIONS(100, 3);

	for (int i = 0; i < items; i++) {
		if (!ar_checking())
			ar_thread_sleep_until(ar_after(100 * AR_MICROSECOND));
		/* relaxed: one thread counts, and the count is all that is looked at */
		ar_store_relaxed(&done, i + 1);
	}
	return arg;
}

int main(void)
{
	int items = AR_ITERATIONS(100, 3), before = 0;
	ar_thread t;

	int err = ar_thread_spawn(&t, work, NULL);
	assert(err == 0);
	for (int looks = 0; looks < AR_ITERATIONS(10, 2); looks++) {
		/* relaxed: as above */
		int now = ar_load_relaxed(&done);
		assert(now >= before && now <= items);
		printf("%d of %d\n", now, items);
		before = now;
		if (!ar_checking())
			ar_thread_sleep_until(ar_after(AR_MILLISECOND));
	}
	ar_thread_join(t, NULL);
	/* relaxed: the join gives the order */
	assert(ar_load_relaxed(&done) == items);
	printf("done\n");
	return 0;
}
