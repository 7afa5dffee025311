/*
 * Lazy initialisation by race: threads that come early may each compute the value, and all of them store the same. It is
 * the value itself that is stored, with nothing behind it, so relaxed is enough.
 *
 * Comes out: everybody gets 42; it may be computed more than once.
 *
 * Rust Atomics and Locks, chapter 2, lazy initialization.
 */
#include <acqrel/check.h>
#include <acqrel/thread.h>

#include <assert.h>

static ar_atomic_uint value; /* 0: not computed yet */

static unsigned calculate(void)
{
	return 6 * 7;
}

static unsigned get(void)
{
	/* relaxed: the value is all there is */
	unsigned v = ar_load_relaxed(&value);

	if (v == 0) {
		v = calculate();
		/* relaxed: as above */
		ar_store_relaxed(&value, v);
	}
	return v;
}

static void *use(void *arg)
{
	assert(get() == 42);
	assert(get() == 42);
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		for (int i = 0; i < AR_ITERATIONS(10, 2); i++)
			ar_scope_spawn(&s, use, NULL);
	}
	return 0;
}
