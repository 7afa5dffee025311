/*
 * Read-copy-update without the order that publishes. The updater makes a new version and swings the pointer
 * to it; readers follow the pointer without a lock. With a relaxed store a reader may follow it to a
 * version that it cannot see yet, although the old one was never changed in place.
 *
 * Source: Paul McKenney and Jonathan Walpole, "What is RCU, Fundamentally?", LWN.net, 2007, on publishing
 * and subscribing.
 * Fix: release, which is what rcu_assign_pointer does, and acquire. (The kernel's rcu_dereference relies on
 * the data dependency instead; C11 has consume for that, which compilers treat as acquire.)
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#ifdef FIXED
#define PUBLISH   memory_order_release
#define SUBSCRIBE memory_order_acquire
#else
#define PUBLISH   memory_order_relaxed
#define SUBSCRIBE memory_order_relaxed
#endif

struct route {
	int hop, cost; /* cost is ten times hop */
};

static struct route first = {1, 10};
static _Atomic(struct route *) route = &first;

static void *updater(void *arg)
{
	/* relaxed: only this thread changes it */
	struct route *old = atomic_load_explicit(&route, memory_order_relaxed), *new = malloc(sizeof *new);

	if (!new)
		abort();
	new->hop = old->hop + 1;
	new->cost = new->hop * 10;
	/* release: publishes the new version; relaxed is WRONG: the pointer may be there before it */
	atomic_store_explicit(&route, new, PUBLISH);
	return arg;
}

int main(void)
{
	pthread_t other;

	pthread_create(&other, NULL, updater, NULL);
	/* acquire: pairs with the store in updater(); relaxed is WRONG: acquires nothing */
	struct route *r = atomic_load_explicit(&route, SUBSCRIBE);
	assert(r->cost == r->hop * 10);
	pthread_join(other, NULL); /* the grace period */
	/* relaxed: the join has ordered it */
	free(atomic_load_explicit(&route, memory_order_relaxed));
	return 0;
}
