/*
 * The simple reader-writer lock, with a second word for writers to sleep on: it changes only when it is worth their while
 * to look again.
 *
 * What it leaves: a writer still gets its turn only if there happens to be no reader.
 */
#ifndef WAKING_RWLOCK_H
#define WAKING_RWLOCK_H

#include <acqrel/wait.h>

#include <assert.h>

typedef struct waking_rwlock {
	ar_atomic_u32 state;         /* as in simple-rwlock.h */
	ar_atomic_u32 wakes_writers; /* counts the wakes; wraps around */
} waking_rwlock;

static inline void waking_rwlock_read_lock(waking_rwlock *l)
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

static inline void waking_rwlock_wake_writer(waking_rwlock *l)
{
	/* release: pairs with the acquire in write_lock(); else a writer may see this and still a locked state, and sleep on */
	ar_fetch_add_release(&l->wakes_writers, 1);
	ar_wake_one(&l->wakes_writers);
}

static inline void waking_rwlock_read_unlock(waking_rwlock *l)
{
	/* release: pairs with the acquire in write_lock(); else the writer may change what we still read */
	if (ar_fetch_sub_release(&l->state, 1) == 1)
		waking_rwlock_wake_writer(l);
}

static inline void waking_rwlock_write_lock(waking_rwlock *l)
{
	uint32_t seen = 0;

	/* acquire, relaxed if it fails: pairs with the releases of both unlocks; else we may miss or disturb what they did */
	while (!ar_cas_strong_acquire_relaxed(&l->state, &seen, UINT32_MAX)) {
		/* acquire: pairs with the release in wake_writer(), so that the state is not older than this */
		uint32_t wakes = ar_load_acquire(&l->wakes_writers);

		/* relaxed: only whether it is worth while to sleep */
		if (ar_load_relaxed(&l->state) != 0)
			ar_wait(&l->wakes_writers, wakes);
		seen = 0;
	}
}

static inline void waking_rwlock_write_unlock(waking_rwlock *l)
{
	/* release: pairs with the acquires of both locks; else the next may miss what we wrote */
	ar_store_release(&l->state, 0);
	/* One writer and all readers: who comes first has it. */
	waking_rwlock_wake_writer(l);
	ar_wake_all(&l->state);
}

#endif
