/*
 * A reader-writer lock in one word: how many readers have it, or that a writer does.
 *
 * value        meaning                       who may change it, to what
 * 0            unlocked                      a reader, to 1; a writer, to WRITER
 * 1 and more   so many readers               a reader, up or down by one
 * WRITER       a writer                      that one, to 0
 *
 * What it leaves: a writer waits for the word to be 0, but sleeps only as long as it does not change, so readers that come
 * and go wake it each time; and if they always overlap, its turn never comes.
 */
#ifndef SIMPLE_RWLOCK_H
#define SIMPLE_RWLOCK_H

#include <acqrel/wait.h>

#include <assert.h>

typedef struct simple_rwlock {
	ar_atomic_u32 state;
} simple_rwlock;

static inline void simple_rwlock_read_lock(simple_rwlock *l)
{
	/* relaxed: a guess; the exchange acquires */
	uint32_t seen = ar_load_relaxed(&l->state);

	for (;;) {
		if (seen == UINT32_MAX) {
			ar_wait(&l->state, UINT32_MAX);
			/* relaxed: as above */
			seen = ar_load_relaxed(&l->state);
			continue;
		}
		assert(seen < UINT32_MAX - 1);
		/* acquire, relaxed if it fails: pairs with the release in write_unlock(); else we may miss what was written */
		if (ar_cas_weak_acquire_relaxed(&l->state, &seen, seen + 1))
			return;
	}
}

static inline void simple_rwlock_read_unlock(simple_rwlock *l)
{
	/* release: pairs with the acquire in write_lock(); else the writer may change what we still read */
	if (ar_fetch_sub_release(&l->state, 1) == 1)
		ar_wake_one(&l->state); /* only writers wait while there are readers */
}

static inline void simple_rwlock_write_lock(simple_rwlock *l)
{
	uint32_t seen = 0;

	/* acquire, relaxed if it fails: pairs with the releases of both unlocks; else we may miss or disturb what they did */
	while (!ar_cas_strong_acquire_relaxed(&l->state, &seen, UINT32_MAX)) {
		ar_wait(&l->state, seen);
		seen = 0;
	}
}

static inline void simple_rwlock_write_unlock(simple_rwlock *l)
{
	/* release: pairs with the acquires of both locks; else the next may miss what we wrote */
	ar_store_release(&l->state, 0);
	ar_wake_all(&l->state);
}

#endif
