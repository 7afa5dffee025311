/* The lock of Mellor-Crummey and Scott: each thread waits at a node of its own.
 *
 * with: ok 6
 * with -DTHREADS=3: ok 66
 * with -DBROKEN: livelock
 */
#include "spin.h"

struct node {
	_Atomic(struct node *) next;
	atomic_int locked;
};
static _Atomic(struct node *) tail;
static struct node nodes[THREADS];

static void lock(int me)
{
	struct node *n = &nodes[me];
	store(&n->next, NULL, relaxed);
	store(&n->locked, 1, relaxed);
	struct node *p = exchange(&tail, n, acq_rel);
	if (!p)
		return;
	store(&p->next, n, release);
	while (load(&n->locked, acquire))
		;
}

static void unlock(int me)
{
	struct node *n = &nodes[me], *e = n, *s;
	if (!(s = load(&n->next, acquire))) {
		if (atomic_compare_exchange_strong_explicit(&tail, &e, NULL, memory_order_release,
		                                            memory_order_relaxed))
			return;
		while (!(s = load(&n->next, acquire)))
			;
	}
	store(&s->locked, 0, release);
}

#include "lock.h"
