/*
 * Release and acquire: the thread that sees the flag sees the data that was written before it, though that is no atomic.
 *
 * Comes out: 123. Built with -DRELAXED the flag says nothing about the data: a data race.
 *
 * Rust Atomics and Locks, chapter 3, release and acquire ordering.
 */
#include "../outcome.h"

#include <acqrel/atomic.h>
#include <acqrel/thread.h>

#ifdef RELAXED
#define LOAD  ar_load_relaxed
#define STORE ar_store_relaxed
#else
#define LOAD  ar_load_acquire
#define STORE ar_store_release
#endif

static int data;
static ar_atomic_bool ready;

static void *write(void *arg)
{
	data = 123;
	/* release: pairs with the acquire in main(); else that may miss the data */
	STORE(&ready, true);
	return arg;
}

int main(void)
{
	ar_thread t;

	if (ar_thread_spawn(&t, write, NULL) != 0)
		return 1;
	/* acquire: pairs with the release in write(); else we may miss the data */
	while (!LOAD(&ready))
		ar_thread_yield();
	outcome("%d", data);
	ar_thread_join(t, NULL);
	return 0;
}
