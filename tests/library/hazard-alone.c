/*
 * What one thread can see of hazards: what is protected stays, what is not is reclaimed at some point without
 * being asked for, and what reclaim() retires as well; ways out of the block; hazards in use at once.
 */
#undef NDEBUG
#include <acqrel/hazard.h>

#include <assert.h>
#include <stdlib.h>

enum { OBJECTS = 300, AT_ONCE = 20 };

struct node {
	struct node *child;
	ar_retired retired;
};

static struct node nodes[OBJECTS], children[OBJECTS];
static int reclaimed, depth;
static ar_atomic_ptr(struct node) current;

static void reclaim(void *object)
{
	struct node *n = (struct node *)object, *child = n->child;

	assert(depth++ == 0); /* not inside another one */
	reclaimed++;
	if (child) {
		ar_hazard_retire(child, &child->retired, reclaim);
		ar_hazard_collect();
	}
	depth--;
}

static void retire(struct node *n)
{
	ar_hazard_retire(n, &n->retired, reclaim);
}

static void bound(void)
{
	AR_PROTECTED(first, &current) {
		for (int i = 0; i < OBJECTS; i++) {
			retire(&nodes[i]);
			assert(i + 1 - reclaimed <= 64 + 2 * 40);
		}
		assert(first == &nodes[0]);
		ar_hazard_collect();
		assert(reclaimed == OBJECTS - 1);
	}
	ar_hazard_collect();
	assert(reclaimed == OBJECTS);
}

static void family(void)
{
	reclaimed = 0;
	for (int i = 0; i < OBJECTS; i++) {
		nodes[i].child = &children[i];
		retire(&nodes[i]);
	}
	ar_hazard_collect();
	assert(reclaimed == 2 * OBJECTS);
}

static struct node *leave_by_return(void)
{
	AR_PROTECTED(n, &current)
		return n;
	return NULL;
}

/* Nothing is protected after any of them. */
static void ways_out(void)
{
	reclaimed = 0;
	for (int i = 0; i < 3; i++) {
		AR_PROTECTED(n, &current) {
			if (i == 0)
				break;
			if (i == 1)
				continue;
			assert(n);
		}
	}
	if (AR_HAS_CLEANUP)
		assert(leave_by_return() == &nodes[0]);
	nodes[0].child = NULL;
	ar_hazard_retire_later(&nodes[0], &nodes[0].retired, reclaim);
	assert(reclaimed == 0);
	ar_hazard_collect();
	assert(reclaimed == 1);
}

static void at_once(void)
{
	ar_hazard *h[AT_ONCE];

	reclaimed = 0;
	assert(ar_hazard_reserve(AT_ONCE) == 0);
	for (int i = 0; i < AT_ONCE; i++) {
		/* relaxed: there is one thread */
		ar_store_relaxed(&current, &children[i]);
		h[i] = ar_hazard_get();
		assert(ar_hazard_protect(h[i], &current) == &children[i]);
	}
	for (int i = 0; i < AT_ONCE; i++)
		retire(&children[i]);
	ar_hazard_collect();
	assert(reclaimed == 0);
	ar_hazard_reset(h[0]);
	ar_hazard_collect();
	assert(reclaimed == 1);
	for (int i = 0; i < AT_ONCE; i++)
		ar_hazard_put(h[i]);
	ar_hazard_collect();
	assert(reclaimed == AT_ONCE);
	/* relaxed: as above */
	ar_store_relaxed(&current, (struct node *)NULL);
	AR_PROTECTED(n, &current)
		assert(!n);
}

int main(void)
{
	/* relaxed: there is one thread */
	ar_store_relaxed(&current, &nodes[0]);
	bound();
	family();
	ways_out();
	at_once();
	return 0;
}
