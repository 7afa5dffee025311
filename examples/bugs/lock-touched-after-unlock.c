/*
 * A lock inside a reference-counted object, whose unlock touches the lock once more after it has let go:
 * to see whether anybody waits. By then another thread may have locked, dropped the last reference and
 * freed the object, lock included. The reference count is right, and so is the lock for all who keep it.
 *
 * Source: Jonathan Corbet, "A surprise with mutexes and reference counts", LWN.net, 2013; glibc bug 13690,
 * "pthread_mutex_unlock potentially cause invalid access", 2012.
 * Fix: the last access of unlock is the one that lets go. It returns what else there is to know.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

enum { FREE, LOCKED, LOCKED_AND_AWAITED };

struct object {
	atomic_int lock;
	atomic_int waiters; /* only without the fix */
	int references;
};

static atomic_int wake_ups;

static void lock(struct object *o)
{
	int expected = FREE;

	/* acquire, relaxed: pairs with unlock(), we see what the last owner did; or we try again */
	while (!atomic_compare_exchange_strong_explicit(&o->lock, &expected, LOCKED, memory_order_acquire,
	                                                memory_order_relaxed))
		expected = FREE;
}

static void unlock(struct object *o)
{
#ifdef FIXED
	/* release: pairs with lock(); what we did comes before the next owner, and nothing of o after it */
	bool awaited = atomic_exchange_explicit(&o->lock, FREE, memory_order_release) == LOCKED_AND_AWAITED;
#else
	/* release: pairs with lock(); what we did comes before the next owner */
	atomic_store_explicit(&o->lock, FREE, memory_order_release);
	/* relaxed: WRONG: the next owner may have freed the object */
	bool awaited = atomic_load_explicit(&o->waiters, memory_order_relaxed) > 0;
#endif
	if (awaited)
		/* relaxed: only counts */
		atomic_fetch_add_explicit(&wake_ups, 1, memory_order_relaxed);
}

static void *drop(void *arg)
{
	struct object *o = arg;

	lock(o);
	bool last = --o->references == 0;
	unlock(o);
	if (last)
		free(o);
	return NULL;
}

int main(void)
{
	pthread_t other;
	struct object *o = calloc(1, sizeof *o);

	if (!o)
		abort();
	o->references = 2;
	pthread_create(&other, NULL, drop, o);
	drop(o);
	pthread_join(other, NULL);
	return 0;
}
