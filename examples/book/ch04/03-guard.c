/*
 * The same with a guard: the block gives a pointer and unlocks however it is left, so that nothing can be forgotten, and
 * the pointer's name ends with the block. This is the library's own spin lock.
 *
 * Comes out: the list is whole, 1 2 2 or 2 2 1, also for the thread that leaves in the middle.
 *
 * Rust Atomics and Locks, chapter 4, a safe interface using a lock guard.
 */
#include <acqrel/check.h>
#include <acqrel/spinlock.h>
#include <acqrel/thread.h>

#include <assert.h>

struct list {
	int count;
	int values[4];
};

static ar_spin_guarded(struct list) shared;

static void *push_one(void *arg)
{
	AR_SPIN_GUARDED(l, &shared) {
		l->values[l->count++] = 1;
		return arg;
	}
	return arg;
}

static void *push_two(void *arg)
{
	AR_SPIN_GUARDED(l, &shared) {
		l->values[l->count++] = 2;
		l->values[l->count++] = 2;
	}
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, push_one, NULL);
		ar_scope_spawn(&s, push_two, NULL);
	}
	AR_SPIN_GUARDED(l, &shared) {
		assert(l->count == 3);
		assert(l->values[1] == 2 && l->values[0] + l->values[2] == 3);
	}
	return 0;
}
