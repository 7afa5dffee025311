/*
 * A stop flag: a thread works until another one tells it to stop. The flag publishes nothing, so it is relaxed.
 *
 * Comes out: some number of rounds, and then both are done. (For the checker a wait: it does not go round.)
 *
 * Rust Atomics and Locks, chapter 2, stop flag.
 */
#include <acqrel/check.h>
#include <acqrel/thread.h>

#include <assert.h>
#include <stdio.h>

static ar_atomic_bool stop;

static void *work(void *arg)
{
	/* relaxed: the flag is all there is to know */
	while (!ar_load_relaxed(&stop))
		ar_thread_yield();
	return arg;
}

int main(void)
{
	ar_thread t;

	int err = ar_thread_spawn(&t, work, NULL);
	assert(err == 0);
	if (!ar_checking())
		ar_thread_sleep_until(ar_after(5 * AR_MILLISECOND));
	/* relaxed: as above */
	ar_store_relaxed(&stop, true);
	ar_thread_join(t, NULL);
	printf("stopped\n");
	return 0;
}
