/*
 * <acqrel/arc.h>, weak handles: one thread upgrades, one downgrades and drops, or upgrades as well, and one
 * asks whether it is alone. Who upgrades finds the value whole or gone, and who is told that it is alone may
 * write. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/arc.h>
#include <acqrel/check.h>

#include <assert.h>
#include <pthread.h>

#ifndef UPGRADERS
#define UPGRADERS 1
#endif

struct box {
	long value; /* plain */
};

static ar_atomic_int drops;

static void box_drop(void *value)
{
	((struct box *)value)->value = -1;
	/* relaxed: main looks after it has joined all */
	ar_fetch_add_relaxed(&drops, 1);
}

/* Owns a weak handle. */
static void *upgrade(void *arg)
{
	ar_weak weak = {arg};
	struct box *box = ar_weak_upgrade(struct box, weak);

	if (box) {
		assert(box->value == 1 || box->value == 2);
		ar_arc_drop(box);
	}
	ar_weak_drop(weak);
	return NULL;
}

/* Owns the value. */
static void *downgrade(void *arg)
{
	struct box *box = (struct box *)arg;
	ar_weak weak = ar_arc_downgrade(box);

	assert(box->value == 1);
	ar_arc_drop(box);
	ar_weak_drop(weak);
	return NULL;
}

int main(void)
{
	for (int i = 0; i < AR_ITERATIONS(2000, 1); i++) {
		pthread_t threads[2];
		struct box *box = ar_arc_new(struct box, box_drop, {1});

		assert(box);
		ar_weak weak = ar_arc_downgrade(box);
		if (UPGRADERS == 2)
			pthread_create(&threads[1], NULL, upgrade, ar_weak_clone(weak).value_);
		else
			pthread_create(&threads[1], NULL, downgrade, ar_arc_clone(box));
		pthread_create(&threads[0], NULL, upgrade, weak.value_);
		struct box *mine = ar_arc_get_mut(box);
		if (mine)
			mine->value = 2;
		ar_arc_drop(box);
		pthread_join(threads[0], NULL);
		pthread_join(threads[1], NULL);
	}
	/* relaxed: all that could change it have been joined */
	assert(ar_load_relaxed(&drops) == AR_ITERATIONS(2000, 1));
	return 0;
}
