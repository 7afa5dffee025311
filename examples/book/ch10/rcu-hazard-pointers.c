/*
 * Read, copy, update: readers load a pointer to a struct that nobody writes any more. Who changes it makes a
 * changed copy, and exchanges the pointer. When may the old struct be freed? Here when no hazard pointer of a
 * reader has it: readers announce what they read, and take no lock.
 *
 * Rust Atomics and Locks, chapter 10, RCU.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/hazard.h>
#include <acqrel/thread.h>

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

struct prices {
	int bread, butter; /* always of the same day: one is twice the other */
	ar_retired retired;
};

static ar_atomic_ptr(struct prices) today;

static struct prices *prices(int bread)
{
	struct prices *p = malloc(sizeof *p);

	assert(p);
	p->bread = bread;
	p->butter = 2 * bread;
	return p;
}

static void *reader(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(100000, 1); i++)
		AR_PROTECTED(p, &today)
			assert(p->butter == 2 * p->bread);
	return arg;
}

static void *writer(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(10000, 1); i++) {
		/* relaxed: only this thread changes it */
		struct prices *old = ar_load_relaxed(&today), *new = prices(old->bread + 1);
		/* release: pairs with the acquire of those who read; else they may see no prices */
		ar_store_release(&today, new);
		ar_hazard_retire(old, &old->retired, free);
	}
	ar_hazard_collect();
	return arg;
}

int main(void)
{
	/* release: as above */
	ar_store_release(&today, prices(1));
	AR_THREAD_SCOPE(s) {
		assert(ar_scope_spawn(&s, reader, NULL) == 0);
		assert(ar_scope_spawn(&s, writer, NULL) == 0);
	}
	/* relaxed: all are joined */
	struct prices *last = ar_load_relaxed(&today);
	printf("bread %d\n", last->bread);
	ar_hazard_retire(last, &last->retired, free);
	ar_hazard_collect();
	return 0;
}
