/*
 * How long is the lock held? In Rust, the guard of `if let Some(x) = list.lock().unwrap().pop()` lives to the end of the
 * if. Here it is what the block encloses, also when the block is left by return: `return f();` computes under the lock.
 * So take what is needed, leave, and then work.
 *
 * Comes out: all items are processed, and while they are, the lock is free.
 *
 * Rust Atomics and Locks, chapter 1, mutexes (lifetime of the MutexGuard).
 */
#include <acqrel/mutex.h>

#include <assert.h>
#include <stdio.h>

struct list {
	int count;
	int values[8];
};

static ar_guarded(struct list) list = AR_GUARDED_INIT({3, {1, 2, 3}});

/* Whether there was one; the lock is held no longer than it takes to take it out. */
static bool pop(int *value)
{
	AR_GUARDED(l, &list) {
		if (l->count == 0)
			return false;
		*value = l->values[--l->count];
	}
	return true;
}

/* What takes long does so without the lock. */
static void process(int value)
{
	bool is_free = ar_mutex_try_lock(&list.lock_);

	assert(is_free);
	if (is_free)
		ar_mutex_unlock(&list.lock_);
	printf("%d\n", value);
}

int main(void)
{
	int value, processed = 0;

	while (pop(&value)) {
		process(value);
		processed++;
	}
	assert(processed == 3);
	return 0;
}
