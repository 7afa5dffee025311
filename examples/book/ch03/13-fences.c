/*
 * Fences give order to relaxed operations around them: a release fence, then a relaxed store; a relaxed load that sees
 * it, then an acquire fence: what was before the first fence comes before what is after the second.
 *
 * Comes out: 123. With -DNO_RELEASE or -DNO_ACQUIRE: a data race.
 *
 * Rust Atomics and Locks, chapter 3, fences.
 */
#include "../outcome.h"

#include <acqrel/atomic.h>
#include <acqrel/thread.h>

static int data;
static ar_atomic_bool ready;

static void *write(void *arg)
{
	data = 123;
#ifndef NO_RELEASE
	/* release: pairs with the acquire fence in main(), by way of the flag; else that may miss the data */
	ar_fence_release();
#endif
	/* relaxed: the fence publishes */
	ar_store_relaxed(&ready, true);
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, write, NULL);
		/* relaxed: the fence acquires */
		while (!ar_load_relaxed(&ready))
			ar_thread_yield();
#ifndef NO_ACQUIRE
		/* acquire: pairs with the release fence in write(); else we may miss the data */
		ar_fence_acquire();
#endif
		outcome("%d", data);
	}
	return 0;
}
