/*
 * Scoped threads: they are joined at the end of the block, so they may use the local variables of who started them.
 *
 * Comes out: the length, 3, and the three numbers, in whatever order.
 *
 * Rust Atomics and Locks, chapter 1, scoped threads.
 */
#include <acqrel/thread.h>

#include <assert.h>
#include <stdio.h>

struct numbers {
	int count;
	int values[3];
	ar_atomic_int looked_at;
};

static void *print_count(void *arg)
{
	struct numbers *n = arg;

	printf("length: %d\n", n->count);
	/* relaxed: the end of the scope gives the order */
	ar_fetch_add_relaxed(&n->looked_at, 1);
	return NULL;
}

static void *print_numbers(void *arg)
{
	struct numbers *n = arg;

	for (int i = 0; i < n->count; i++)
		printf("%d\n", n->values[i]);
	/* relaxed: as above */
	ar_fetch_add_relaxed(&n->looked_at, 1);
	return NULL;
}

int main(void)
{
	struct numbers n = {3, {1, 2, 3}, AR_ATOMIC_INIT(0)};

	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, print_count, &n);
		ar_scope_spawn(&s, print_numbers, &n);
	}
	/* relaxed: as above */
	assert(ar_load_relaxed(&n.looked_at) == 2);
	return 0;
}
