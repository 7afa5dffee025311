/*
 * A fence can be left out where it is not needed: here the acquire is paid for only when there is something to acquire.
 *
 * Comes out: "nothing yet" or 5. With -DNO_ACQUIRE: a data race.
 *
 * Rust Atomics and Locks, chapter 3, fences.
 */
#include "../outcome.h"

#include <acqrel/atomic.h>
#include <acqrel/thread.h>

static int data;
static ar_atomic_ptr(int) pointer;

static void *publish(void *arg)
{
	data = 5;
	/* release: pairs with the acquire fence in look(); else that may see the pointer before the data */
	ar_store_release(&pointer, &data);
	return arg;
}

static void *look(void *arg)
{
	/* relaxed: most of the time there is nothing; if there is, the fence acquires */
	int *p = ar_load_relaxed(&pointer);

	if (!p) {
		outcome("nothing yet");
		return arg;
	}
#ifndef NO_ACQUIRE
	/* acquire: pairs with the release in publish(); else we may see the pointer before the data */
	ar_fence_acquire();
#endif
	outcome("%d", *p);
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, publish, NULL);
		ar_scope_spawn(&s, look, NULL);
	}
	return 0;
}
