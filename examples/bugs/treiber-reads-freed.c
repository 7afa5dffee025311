/*
 * A compare-exchange loop that reads a freed node: pop() of a lock-free stack looks into the top node for
 * its successor. Between the look at the top and the look into the node another thread may have taken the
 * node and freed it. That the compare-exchange fails afterwards comes too late: the freed memory was read.
 *
 * Source: Maged Michael, "Safe Memory Reclamation for Dynamic Lock-Free Objects Using Atomic Reads and
 * Writes", PODC 2002.
 * Fix: nodes are freed when no thread can be inside pop() any more: here, after the join.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct node {
	struct node *next;
};

static _Atomic(struct node *) top;

static struct node *pop(void)
{
	/* acquire: pairs with push(); else we may miss what is in the node */
	struct node *old = atomic_load_explicit(&top, memory_order_acquire);

	/* acq_rel, acquire: as above; and what we took is gone for the others */
	while (old && !atomic_compare_exchange_weak_explicit(&top, &old, old->next, memory_order_acq_rel,
	                                                     memory_order_acquire))
		;
	return old;
}

static void push(struct node *n)
{
	/* relaxed: no other thread has started */
	n->next = atomic_load_explicit(&top, memory_order_relaxed);
	/* release: pairs with pop(); publishes the node */
	atomic_store_explicit(&top, n, memory_order_release);
}

static void *take(void *arg)
{
	struct node **taken = arg;

#ifdef FIXED
	*taken = pop();
#else
	free(pop()); /* WRONG: the other thread may be looking into it */
	*taken = NULL;
#endif
	return NULL;
}

int main(void)
{
	pthread_t other;
	struct node *mine, *others;

	for (int i = 0; i < 2; i++) {
		struct node *n = malloc(sizeof *n);
		if (!n)
			abort();
		push(n);
	}
	pthread_create(&other, NULL, take, &others);
	take(&mine);
	pthread_join(other, NULL);
	free(mine);
	free(others);
	return 0;
}
