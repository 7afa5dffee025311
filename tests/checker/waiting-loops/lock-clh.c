/* The lock of Craig, Landin and Hagersten: each thread waits at its predecessor's node.
 *
 * with: ok 2
 * with -DTHREADS=3: ok 6
 * with -DBROKEN: livelock
 */
#include "spin.h"

struct node {
	atomic_int locked;
};
static struct node nodes[THREADS + 1];
static _Atomic(struct node *) tail = &nodes[THREADS];
static struct node *mine[THREADS], *pred[THREADS];

static void lock(int me)
{
	struct node *n = &nodes[me];
	store(&n->locked, 1, relaxed);
	struct node *p = exchange(&tail, n, acq_rel);
	pred[me] = p;
	mine[me] = n;
	while (load(&p->locked, acquire))
		;
}

static void unlock(int me)
{
	store(&mine[me]->locked, 0, release);
}

#include "lock.h"
