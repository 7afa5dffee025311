/*
 * Progress of several threads: each adds what it has done to one counter. A load and a store would lose some of it when
 * two come at the same time (-DLOAD_AND_STORE).
 *
 * Comes out: all items counted. With -DLOAD_AND_STORE the checker finds an execution in which one is lost.
 *
 * Rust Atomics and Locks, chapter 2, progress reporting from multiple threads.
 */
#include <acqrel/check.h>
#include <acqrel/thread.h>

#include <assert.h>

enum { THREADS = 4 };

static ar_atomic_int done;

static void *work(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(25, 1); i++) {
#ifdef LOAD_AND_STORE
		/* relaxed: WRONG whatever the order, another thread's count can come between load and store */
		int n = ar_load_relaxed(&done);
		/* relaxed: as above */
		ar_store_relaxed(&done, n + 1);
#else
		/* relaxed: it is indivisible, and nothing else is to be known */
		ar_fetch_add_relaxed(&done, 1);
#endif
		ar_unpark((ar_thread_handle)arg);
	}
	return NULL;
}

int main(void)
{
	int threads = AR_ITERATIONS(THREADS, 2), items = threads * AR_ITERATIONS(25, 1);

	AR_THREAD_SCOPE(s) {
		for (int i = 0; i < threads; i++) {
			int err = ar_scope_spawn(&s, work, ar_thread_current());
			assert(err == 0);
		}
#ifndef LOAD_AND_STORE
		/* relaxed: as above */
		while (ar_load_relaxed(&done) != items)
			ar_park();
#endif
	}
	/* relaxed: the end of the scope gives the order */
	assert(ar_load_relaxed(&done) == items);
	return 0;
}
