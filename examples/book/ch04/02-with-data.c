/*
 * A spin lock that contains what it protects: lock() hands out a pointer to it, and there is no other way to get one. What
 * C cannot forbid is to keep the pointer after unlock() (-DKEPT).
 *
 * Comes out: the list is whole, whichever thread was first. With -DKEPT: a data race.
 *
 * Rust Atomics and Locks, chapter 4, an unsafe spin lock.
 */
#include <acqrel/check.h>
#include <acqrel/thread.h>

#include <assert.h>

struct list {
	int count;
	int values[4];
};

/* As a macro it would be for any type: see ar_spin_guarded in <acqrel/spinlock.h>. */
static struct {
	ar_atomic_bool locked;
	struct list value;
} shared;

static struct list *lock(void)
{
	/* acquire: pairs with the release in unlock(); else we may miss what the last owner wrote */
	while (ar_swap_acquire(&shared.locked, true)) {
		do
			ar_spin_hint();
		/* relaxed: only a hint when to swap again; loads leave the owner's cache line alone */
		while (ar_load_relaxed(&shared.locked));
	}
	return &shared.value;
}

static void unlock(void)
{
	/* release: pairs with the acquire in lock(); else the next owner may miss what we wrote */
	ar_store_release(&shared.locked, false);
}

static void *push_one(void *arg)
{
	struct list *l = lock();
	l->values[l->count++] = 1;
	unlock();
	return arg;
}

static void *push_two(void *arg)
{
	struct list *l = lock();
	l->values[l->count++] = 2;
#ifdef KEPT
	unlock();
	l->values[l->count++] = 2; /* WRONG: the list is somebody else's by now */
#else
	l->values[l->count++] = 2;
	unlock();
#endif
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, push_one, NULL);
		ar_scope_spawn(&s, push_two, NULL);
	}
	struct list *l = lock();
	assert(l->count == 3);
	/* 1 2 2 or 2 2 1. */
	assert(l->values[1] == 2 && l->values[0] + l->values[2] == 3);
	unlock();
	return 0;
}
