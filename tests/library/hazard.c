/*
 * Hazard pointers: one thread replaces an object and retires the old one, others read what is there, and
 * another may collect what is retired. Nobody reads what has been reclaimed, and all is in the end.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/hazard.h>

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#ifndef READERS
#define READERS 1 /* at the same time */
#endif
#ifndef TURNS
#define TURNS 1 /* one after the other, each with the hazards that the one before has left */
#endif
#ifndef READS
#define READS 1
#endif
#ifndef RETIRER_COLLECTS
#define RETIRER_COLLECTS 1
#endif
#ifndef COLLECTORS
#define COLLECTORS 0
#endif
#ifndef REUSE
#define REUSE 0 /* is an address used again, as soon as it is reclaimed? */
#endif
#ifndef ONE_HAZARD
#define ONE_HAZARD 0 /* is one hazard used for one object after the other? */
#endif

struct node {
	int value; /* plain */
	ar_retired retired;
};

static ar_atomic_ptr(struct node) current;
static ar_atomic_ptr(struct node) spare;
static ar_atomic_int made, reclaimed;

static struct node *make(int value)
{
	/* acquire: pairs with the release in reclaim() */
	struct node *n = REUSE ? ar_swap_acquire(&spare, (struct node *)NULL) : NULL;

	if (!n)
		n = (struct node *)malloc(sizeof *n);
	assert(n);
	n->value = value;
	/* relaxed: main looks after it has joined all */
	ar_fetch_add_relaxed(&made, 1);
	return n;
}

static void reclaim(void *object)
{
	struct node *n = (struct node *)object;

	assert(n->value > 0);
	n->value = -1;
	/* relaxed: as above */
	ar_fetch_add_relaxed(&reclaimed, 1);
	/* acq_rel: pairs with itself and with the acquire in make() */
	free(REUSE ? ar_swap_acq_rel(&spare, n) : n);
}

static void collect(void)
{
	if (ar_checking())
		ar_hazard_collect();
}

static void *collector(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(1000, 1); i++)
		ar_hazard_collect();
	return arg;
}

static void read_with_one(void)
{
	ar_hazard *h = ar_hazard_get();

	for (int i = 0; i < READS; i++)
		assert(ar_hazard_protect(h, &current)->value > 0);
	ar_hazard_put(h);
}

static void *reader(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(100000, 1); i++) {
		if (ONE_HAZARD) {
			read_with_one();
			continue;
		}
		for (int k = 0; k < READS; k++)
			AR_PROTECTED(n, &current)
				assert(n->value > 0);
	}
	return arg;
}

static void *readers(void *arg)
{
	for (int i = 0; i < TURNS; i++) {
		pthread_t t;
		pthread_create(&t, NULL, reader, NULL);
		pthread_join(t, NULL);
	}
	return arg;
}

static void *retirer(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(100000, 1 + REUSE); i++) {
		/* acq_rel: pairs with the acquire in protect(), and with itself */
		struct node *old = ar_swap_acq_rel(&current, make(2 + i));
		ar_hazard_retire(old, &old->retired, reclaim);
		if (RETIRER_COLLECTS)
			collect();
	}
	return arg;
}

int main(void)
{
	pthread_t threads[READERS + COLLECTORS];
	int n = 0;

	/* release: pairs with the acquire in protect() */
	ar_store_release(&current, make(1));
	for (int i = 0; i < READERS; i++)
		pthread_create(&threads[n++], NULL, TURNS > 1 ? readers : reader, NULL);
	for (int i = 0; i < COLLECTORS; i++)
		pthread_create(&threads[n++], NULL, collector, NULL);
	retirer(NULL);
	while (n)
		pthread_join(threads[--n], NULL);
	/* relaxed: all are joined */
	struct node *last = ar_load_relaxed(&current);
	ar_hazard_retire_later(last, &last->retired, reclaim);
	ar_hazard_collect();
	/* relaxed: as above */
	assert(ar_load_relaxed(&made) == ar_load_relaxed(&reclaimed));
	free(ar_load_relaxed(&spare));
	return 0;
}
