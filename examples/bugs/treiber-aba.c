/*
 * ABA in a lock-free stack. pop() reads the top node and its successor, and swings the top to the successor
 * if the top is still the same. "Still the same" is not "unchanged": another thread may have taken two
 * nodes and put the first one back. The compare-exchange succeeds, and the successor that it installs is in
 * that other thread's hands.
 *
 * Source: R. Kent Treiber, "Systems Programming: Coping with Parallelism", IBM Almaden research report
 * RJ 5118, 1986, has the stack; Maged Michael and Michael Scott, "Simple, Fast, and Practical Non-Blocking
 * and Blocking Concurrent Queue Algorithms", PODC 1996, the problem and the counted pointers against it.
 * Fix: a count beside the top that goes up with every change.
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#define NONE 0xff

static atomic_uchar next[3]; /* of nodes 0, 1 and 2, which are all in the stack at first */
static atomic_int owners[3]; /* how many threads have taken the node */
static atomic_uint top;      /* a node; with the fix also, from bit 8 on, the count */

#ifdef FIXED
#define CHANGED(word) (((word) | 0xff) + 1)
#else
#define CHANGED(word) 0 /* WRONG: the same node is taken for the same state */
#endif

static unsigned char pop(void)
{
	/* acquire: pairs with push(); else we may miss the node's successor */
	unsigned old = atomic_load_explicit(&top, memory_order_acquire);
	unsigned char node, successor;

	do {
		node = (unsigned char)old;
		if (node == NONE)
			return NONE;
		/* relaxed: if the top has changed since, it is not used */
		successor = atomic_load_explicit(&next[node], memory_order_relaxed);
		/* acq_rel, acquire: as above, and the others see that it is gone */
	} while (!atomic_compare_exchange_strong_explicit(&top, &old, CHANGED(old) | successor,
	                                                  memory_order_acq_rel, memory_order_acquire));
	/* relaxed: only counts */
	assert(atomic_fetch_add_explicit(&owners[node], 1, memory_order_relaxed) == 0);
	return node;
}

static void push(unsigned char node)
{
	/* relaxed: the compare-exchange publishes both */
	unsigned old = atomic_load_explicit(&top, memory_order_relaxed);

	/* relaxed: as above */
	atomic_fetch_sub_explicit(&owners[node], 1, memory_order_relaxed);
	do
		/* relaxed: as above */
		atomic_store_explicit(&next[node], (unsigned char)old, memory_order_relaxed);
	/* release, relaxed: publishes the node's successor */
	while (!atomic_compare_exchange_strong_explicit(&top, &old, CHANGED(old) | node, memory_order_release,
	                                                memory_order_relaxed));
}

static void *take_two_return_one(void *arg)
{
	unsigned char a = pop(), b = pop();

	if (a != NONE && b != NONE)
		push(a);
	return arg;
}

int main(void)
{
	pthread_t other;

	/* relaxed: pthread_create publishes them */
	atomic_store_explicit(&next[0], 1, memory_order_relaxed);
	/* relaxed: as above */
	atomic_store_explicit(&next[1], 2, memory_order_relaxed);
	/* relaxed: as above */
	atomic_store_explicit(&next[2], NONE, memory_order_relaxed);
	pthread_create(&other, NULL, take_two_return_one, NULL);
	pop();
	pop();
	pthread_join(other, NULL);
	return 0;
}
