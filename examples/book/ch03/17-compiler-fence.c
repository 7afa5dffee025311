/*
 * A compiler fence orders a thread with its own signal handlers: no instruction, but the compiler moves nothing across.
 * The processor shows a thread, and what interrupts it, its own writes in order anyway.
 *
 * Comes out: 123. Not for the checker, which has no signals; two threads need a real fence (see 13-fences.c).
 *
 * Rust Atomics and Locks, chapter 3, compiler fences.
 */
#include <acqrel/atomic.h>

#include <assert.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static ar_atomic_int data, ready, seen;

static void handler(int number)
{
	(void)number;
	/* relaxed: the same thread; the compiler fences give the order */
	if (!ar_load_relaxed(&ready))
		return;
	/* seq_cst, for the compiler: pairs with the one in main(); else the load may be made before the one above */
	ar_compiler_fence();
	/* relaxed: as above */
	int found = ar_load_relaxed(&data);
	/* relaxed: as above */
	ar_store_relaxed(&seen, found);
}

int main(void)
{
	if (signal(SIGTERM, handler) == SIG_ERR)
		return EXIT_FAILURE;
	/* relaxed: as above */
	ar_store_relaxed(&data, 123);
	/* seq_cst, for the compiler: pairs with the one in the handler; else the flag may be written before the data */
	ar_compiler_fence();
	/* relaxed: as above */
	ar_store_relaxed(&ready, 1);
	raise(SIGTERM);
	/* relaxed: as above */
	assert(ar_load_relaxed(&seen) == 123);
	printf("%d\n", 123);
	return 0;
}
