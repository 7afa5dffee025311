/*
 * Release sequences: a released value that others change by read-modify-writes, relaxed ones too, still publishes what
 * came before the release. The reader sees 2, which the writer never stored, and has its data.
 *
 * Comes out: 5. Built with -DPLAIN_STORE the increment is a load and a store, which end the sequence: a data race.
 *
 * Rust Atomics and Locks, chapter 3, release sequences.
 */
#include "../outcome.h"

#include <acqrel/atomic.h>
#include <acqrel/thread.h>

static int data;
static ar_atomic_int stage;

static void *write(void *arg)
{
	data = 5;
	/* release: pairs with the acquire in main(), which reads what increment() made of it; else that may miss the data */
	ar_store_release(&stage, 1);
	return arg;
}

static void *increment(void *arg)
{
	/* relaxed: this thread does not use the data */
	while (ar_load_relaxed(&stage) != 1)
		ar_thread_yield();
#ifdef PLAIN_STORE
	/* relaxed: WRONG, a store by another thread ends the release sequence */
	ar_store_relaxed(&stage, 2);
#else
	/* relaxed: a read-modify-write goes on with the release sequence whatever its order */
	ar_fetch_add_relaxed(&stage, 1);
#endif
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, write, NULL);
		ar_scope_spawn(&s, increment, NULL);
		/* acquire: pairs with the release in write(); else we may miss the data */
		while (ar_load_acquire(&stage) != 2)
			ar_thread_yield();
		outcome("%d", data);
	}
	return 0;
}
