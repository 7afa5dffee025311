/* Read often, replaced seldom: readers take no lock, and what was replaced is freed when none of them has it. */
#undef NDEBUG
#include <acqrel/hazard.h>
#include <acqrel/thread.h>

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

struct route {
	int hops;
	ar_retired retired;
};

static ar_atomic_ptr(struct route) current;

static struct route *route(int hops)
{
	struct route *r = malloc(sizeof *r);

	assert(r);
	r->hops = hops;
	return r;
}

static void *forward(void *arg)
{
	AR_PROTECTED(r, &current)
		assert(r->hops == 3 || r->hops == 2);
	return arg;
}

static void replace(struct route *newer)
{
	/* acq_rel: pairs with the acquire of those who read; else they may not see what is in it */
	struct route *old = ar_swap_acq_rel(&current, newer);

	if (old)
		ar_hazard_retire(old, &old->retired, free);
}

int main(void)
{
	ar_thread t;

	replace(route(3));
	assert(ar_thread_spawn(&t, forward, NULL) == 0);
	replace(route(2));
	ar_thread_join(t, NULL);
	replace(NULL);
	ar_hazard_collect();
	printf("a route, and then a shorter one\n");
	return 0;
}
