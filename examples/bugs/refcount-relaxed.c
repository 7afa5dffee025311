/*
 * A reference count whose decrement is relaxed. The count itself is right: one owner, and only one, finds
 * that it was the last. But nothing says that the others have finished with the object by then: their reads
 * may still be under way when the last owner frees it.
 *
 * Source: Helge Bahmann, documentation of Boost.Atomic, usage examples, reference counting, 2013.
 * Fix: the decrement releases, and the last owner acquires before it frees.
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#ifdef FIXED
#define DROP memory_order_acq_rel
#else
#define DROP memory_order_relaxed
#endif

struct message {
	atomic_int owners;
	int length;
};

static void drop(struct message *m)
{
	/* acq_rel: pairs with the other owners' drop(); relaxed is WRONG: they may still be reading */
	if (atomic_fetch_sub_explicit(&m->owners, 1, DROP) == 1)
		free(m);
}

static void *work(void *arg)
{
	struct message *m = arg;

	assert(m->length == 5);
	drop(m);
	return NULL;
}

int main(void)
{
	pthread_t other;
	struct message *m = malloc(sizeof *m);

	if (!m)
		abort();
	atomic_init(&m->owners, 2);
	m->length = 5;
	pthread_create(&other, NULL, work, m);
	work(m);
	pthread_join(other, NULL);
	return 0;
}
