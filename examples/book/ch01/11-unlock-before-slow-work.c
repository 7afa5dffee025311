/*
 * The guard block ends where the lock is not needed any more: the slow part comes after it, and ten threads take a tenth
 * of the time that they take with -DSLOW_INSIDE.
 *
 * Comes out: the number of additions, and the time, about 20 ms; 200 ms with -DSLOW_INSIDE.
 *
 * Rust Atomics and Locks, chapter 1, mutexes.
 */
#include <acqrel/check.h>
#include <acqrel/mutex.h>
#include <acqrel/thread.h>
#include <acqrel/time.h>

#include <assert.h>
#include <stdio.h>

static ar_guarded(int) number;

static void slow_work(void)
{
	if (!ar_checking())
		ar_thread_sleep_until(ar_after(20 * AR_MILLISECOND));
}

static void *add(void *arg)
{
	AR_GUARDED(n, &number) {
		++*n;
#ifdef SLOW_INSIDE
		slow_work();
#endif
	}
#ifndef SLOW_INSIDE
	slow_work();
#endif
	return arg;
}

int main(void)
{
	ar_time begin = ar_now();

	AR_THREAD_SCOPE(s) {
		for (int i = 0; i < AR_ITERATIONS(10, 2); i++)
			ar_scope_spawn(&s, add, NULL);
	}
	AR_GUARDED(n, &number) {
		assert(*n == AR_ITERATIONS(10, 2));
		printf("%d in %d ms\n", *n, (int)((ar_now() - begin) / AR_MILLISECOND));
	}
	return 0;
}
