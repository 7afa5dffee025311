/*
 * A mutex with its data inside: there is no way to the number but through the lock. Ten threads add a hundred each. (Two
 * add two under the checker.)
 *
 * Comes out: 1000.
 *
 * Rust Atomics and Locks, chapter 1, mutexes.
 */
#include <acqrel/check.h>
#include <acqrel/mutex.h>
#include <acqrel/thread.h>

#include <assert.h>
#include <stdio.h>

static ar_guarded(int) number;

static void *add(void *arg)
{
	AR_GUARDED(n, &number) {
		for (int i = 0; i < AR_ITERATIONS(100, 2); i++)
			++*n;
	}
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		for (int i = 0; i < AR_ITERATIONS(10, 2); i++)
			ar_scope_spawn(&s, add, NULL);
	}
	AR_GUARDED(n, &number) {
		printf("%d\n", *n);
		assert(*n == AR_ITERATIONS(1000, 4));
	}
	return 0;
}
