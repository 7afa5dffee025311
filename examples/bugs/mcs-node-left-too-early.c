/*
 * An MCS lock whose unlock goes by the link alone. Waiters stand in a queue of nodes, each on its owner's
 * stack: a newcomer first swaps itself into the tail and then links itself behind the one before. Between
 * the two it is in the queue and not yet linked. An owner that finds no link and is not the tail either has
 * such a successor: it must wait for the link. This one leaves, and its node goes with its stack: no thread
 * wakes the successor, whose link goes to a dead node.
 *
 * Source: John Mellor-Crummey and Michael Scott, "Algorithms for Scalable Synchronization on
 * Shared-Memory Multiprocessors", ACM Transactions on Computer Systems 9(1), 1991: the window, and the wait.
 * Fix: wait for the link.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

struct node {
	_Atomic(struct node *) next;
	atomic_bool waits;
};

static _Atomic(struct node *) tail;
static int counter;

static void lock(struct node *mine)
{
	/* relaxed: the exchange below publishes it */
	atomic_store_explicit(&mine->next, NULL, memory_order_relaxed);
	/* relaxed: as above */
	atomic_store_explicit(&mine->waits, true, memory_order_relaxed);
	/* acq_rel: publishes our node, acquires the one before, or what the last owner did */
	struct node *before = atomic_exchange_explicit(&tail, mine, memory_order_acq_rel);

	if (!before)
		return;
	/* release: pairs with unlock(); else the owner may find our node without its contents */
	atomic_store_explicit(&before->next, mine, memory_order_release);
	/* acquire: pairs with unlock(); else we may miss what the owner did */
	while (atomic_load_explicit(&mine->waits, memory_order_acquire))
		;
}

static void unlock(struct node *mine)
{
	/* acquire: pairs with lock(); else we may write to the node before it is filled */
	struct node *next = atomic_load_explicit(&mine->next, memory_order_acquire), *expected = mine;

	if (!next) {
		/* release, relaxed: publishes what we did to the next owner */
		if (atomic_compare_exchange_strong_explicit(&tail, &expected, NULL, memory_order_release,
		                                            memory_order_relaxed))
			return;
#ifdef FIXED
		do
			/* acquire: as above */
			next = atomic_load_explicit(&mine->next, memory_order_acquire);
		while (!next);
#else
		return; /* WRONG: somebody is about to link itself */
#endif
	}
	/* release: pairs with lock(); publishes what we did */
	atomic_store_explicit(&next->waits, false, memory_order_release);
}

static void *count(void *arg)
{
	struct node mine;

	lock(&mine);
	counter++;
	unlock(&mine);
	return arg;
}

int main(void)
{
	pthread_t other;

	pthread_create(&other, NULL, count, NULL);
	count(NULL);
	pthread_join(other, NULL);
	return 0;
}
