/*
 * Two flags and an acquire-release too little: each thread raises its own flag and goes in only if it finds
 * the other's down. One of them must be the first to raise its flag, so the other must see it: that holds
 * if all agree on one order of the four operations, and release and acquire do not make them agree. A load
 * may see the other flag as it was before both stores (processors keep stores in buffers for that long, x86
 * as well), and both threads go in.
 *
 * Source: Leslie Lamport, "How to Make a Multiprocessor Computer That Correctly Executes Multiprocess
 * Programs", IEEE Transactions on Computers C-28(9), 1979: the example there.
 * Fix: seq_cst for all four.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

#ifdef FIXED
#define RAISE memory_order_seq_cst
#define LOOK  memory_order_seq_cst
#else
#define RAISE memory_order_release
#define LOOK  memory_order_acquire
#endif

static atomic_bool wants[2];
static int visits;

static void *visit(void *arg)
{
	int me = arg != NULL;

	/* seq_cst: before the other's load in the one order of all, or else after its store; release is WRONG */
	atomic_store_explicit(&wants[me], 1, RAISE);
	/* seq_cst: pairs with the other's store as said above; acquire is WRONG: it may read what was before */
	if (!atomic_load_explicit(&wants[!me], LOOK))
		visits++;
	return NULL;
}

int main(void)
{
	pthread_t other;

	pthread_create(&other, NULL, visit, "");
	visit(NULL);
	pthread_join(other, NULL);
	return 0;
}
