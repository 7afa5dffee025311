/*
 * A singleton that the thread that comes first makes, without a lock: several threads may make one, and a
 * compare-exchange decides whose counts. It keeps the pointer whole and unique, but with relaxed order it
 * publishes nothing of the object: the others may use it before they can see what is in it.
 *
 * Source: Mara Bos, "Rust Atomics and Locks", O'Reilly, 2023, chapter 3, lazy initialization with
 * indirection.
 * Fix: release when it is published, acquire wherever it is found.
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#ifdef FIXED
#define FIND    memory_order_acquire
#define PUBLISH memory_order_acq_rel
#else
#define FIND    memory_order_relaxed
#define PUBLISH memory_order_relaxed
#endif

struct table {
	int size;
};

static _Atomic(struct table *) singleton;

static struct table *get(void)
{
	/* acquire: pairs with the compare-exchange; relaxed is WRONG: the table may not be filled yet */
	struct table *found = atomic_load_explicit(&singleton, FIND), *mine;

	if (found)
		return found;
	mine = malloc(sizeof *mine);
	if (!mine)
		abort();
	mine->size = 16;
	/* acq_rel, acquire: releases our table, or acquires the other's; relaxed is WRONG for both */
	if (atomic_compare_exchange_strong_explicit(&singleton, &found, mine, PUBLISH, FIND))
		return mine;
	free(mine);
	return found;
}

static void *use(void *arg)
{
	assert(get()->size == 16);
	return arg;
}

int main(void)
{
	pthread_t other;

	pthread_create(&other, NULL, use, NULL);
	use(NULL);
	pthread_join(other, NULL);
	free(get());
	return 0;
}
