/*
 * Spawning and joining give order without any acquire or release: what comes before the spawn has happened for the
 * thread, and what the thread has done has happened for who has joined it. What comes in between may be seen or not.
 *
 * Comes out: 1 or 2; never 0, never 3.
 *
 * Rust Atomics and Locks, chapter 3, spawning and joining.
 */
#include "../outcome.h"

#include <acqrel/atomic.h>
#include <acqrel/thread.h>

static ar_atomic_int x;

static void *look(void *arg)
{
	/* relaxed: what the program shows */
	outcome("%d", ar_load_relaxed(&x));
	return arg;
}

int main(void)
{
	ar_thread t;

	/* relaxed: as above */
	ar_store_relaxed(&x, 1);
	if (ar_thread_spawn(&t, look, NULL) != 0)
		return 1;
	/* relaxed: as above */
	ar_store_relaxed(&x, 2);
	ar_thread_join(t, NULL);
	/* relaxed: as above */
	ar_store_relaxed(&x, 3);
	return 0;
}
