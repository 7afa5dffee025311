/*
 * Reference counting with weak references, two counters. (Chapter 6)
 *
 * A parent owns its child, and the child knows its parent: if both were owners, neither would ever be freed. So the
 * child's is a weak reference. One counter has the owners, the other all references, weak ones and owners: the
 * value goes with the last owner, the memory with the last reference. Upgrading adds an owner, unless there is none
 * left.
 *
 * An owner counts in both, which makes clone and drop two atomic operations each. <acqrel/arc.h> does with one.
 *
 * Prints what the child found of its parent. Checked: no error; the child finds it or does not.
 */
#include <acqrel/atomic.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct parent {
	ar_atomic_u32 owners;
	ar_atomic_u32 references;
	int *value; /* freed with the last owner */
};

static void reference_drop(struct parent *p)
{
	/* release: pairs with the acquire fence of the last; else the memory goes while this thread still uses it */
	if (ar_fetch_sub_release(&p->references, 1) != 1)
		return;
	/* acquire: pairs with the release of all who dropped before */
	ar_fence_acquire();
	free(p);
}

static void owner_drop(struct parent *p)
{
	/* release: pairs with the acquire fence of the last; else the value goes while this thread still reads it */
	if (ar_fetch_sub_release(&p->owners, 1) == 1) {
		/* acquire: pairs with the release of all who dropped before */
		ar_fence_acquire();
		free(p->value);
	}
	reference_drop(p);
}

/* A weak reference, from somebody who has a reference of either kind. */
static struct parent *weak_new(struct parent *p)
{
	/* relaxed: who asks has a reference, so p cannot go meanwhile */
	if (ar_fetch_add_relaxed(&p->references, 1) > UINT32_MAX / 2)
		abort();
	return p;
}

/* Whether the value was still there: then the caller is one more owner. The weak reference stays. */
static bool weak_upgrade(struct parent *p)
{
	/* relaxed: the compare-exchange looks again */
	uint32_t n = ar_load_relaxed(&p->owners);

	do {
		if (n == 0)
			return false;
		/* relaxed, and relaxed if it fails: the value was there before the weak reference was */
	} while (!ar_cas_weak_relaxed_relaxed(&p->owners, &n, n + 1));
	weak_new(p); /* an owner is a reference */
	return true;
}

/* The child: has a weak reference to its parent. */
static void *child(void *arg)
{
	struct parent *p = arg;

	if (weak_upgrade(p)) {
		printf("the parent's value is %d\n", *p->value);
		owner_drop(p);
	} else {
		printf("the parent is gone\n");
	}
	reference_drop(p);
	return NULL;
}

int main(void)
{
	struct parent *p = malloc(sizeof *p);
	pthread_t thread;

	if (!p || !(p->value = malloc(sizeof *p->value)))
		return 1;
	ar_init(&p->owners, 1);
	ar_init(&p->references, 1);
	*p->value = 42;
	if (pthread_create(&thread, NULL, child, weak_new(p)))
		return 1;
	owner_drop(p);
	pthread_join(thread, NULL);
	return 0;
}
