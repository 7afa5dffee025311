/*
 * The reader-writer lock whose writers sleep on a word of their own, and one bit more: a writer waits, so new readers do, too.
 *
 * state          meaning                             who may change it, to what
 * 2n             n readers, no thread waits          a reader, up or down by 2; a writer, up by 1, or from 0 to WRITER
 * 2n + 1         n readers, and a writer waits       a reader, down by 2; a writer, from 1 to WRITER
 * WRITER         a writer                            that one, to 0
 *
 * What it leaves: writing takes two words. <acqrel/rwlock.h> takes the write lock with one exchange as well, and unlocks
 * without waking anybody who does not wait; it lets readers in between two writers, too, so that no thread starves.
 */
#ifndef FAIR_RWLOCK_H
#define FAIR_RWLOCK_H

#include <acqrel/wait.h>

#include <assert.h>

/*
 * A writer that came while another one was writing has not set the bit, and the next reader may be there before it: then it
 * must set it now, or no thread wakes it. The book's own version sleeps at once (AS_PUBLISHED), and the checker shows it
 * sleeping for ever.
 */
#ifdef AS_PUBLISHED
#define SAYS_THAT_IT_WAITS(state) true
#else
#define SAYS_THAT_IT_WAITS(state) ((state) % 2 == 1)
#endif

typedef struct fair_rwlock {
	ar_atomic_u32 state;
	ar_atomic_u32 wakes_writers; /* counts the wakes; wraps around */
} fair_rwlock;

static inline void fair_rwlock_read_lock(fair_rwlock *l)
{
	/* relaxed: a guess; the exchange acquires */
	uint32_t seen = ar_load_relaxed(&l->state);

	for (;;) {
		if (seen % 2 == 1) { /* WRITER is odd, too */
			ar_wait(&l->state, seen);
			/* relaxed: as above */
			seen = ar_load_relaxed(&l->state);
			continue;
		}
		assert(seen < UINT32_MAX - 3);
		/* acquire, relaxed if it fails: pairs with the release in write_unlock(); else we may miss what was written */
		if (ar_cas_weak_acquire_relaxed(&l->state, &seen, seen + 2))
			return;
	}
}

static inline void fair_rwlock_wake_writer(fair_rwlock *l)
{
	/* release: pairs with the acquire in write_lock(); else a writer may see this and still a locked state, and sleep on */
	ar_fetch_add_release(&l->wakes_writers, 1);
	ar_wake_one(&l->wakes_writers);
}

static inline void fair_rwlock_read_unlock(fair_rwlock *l)
{
	/* release: pairs with the acquire in write_lock(); else the writer may change what we still read */
	if (ar_fetch_sub_release(&l->state, 2) == 3)
		fair_rwlock_wake_writer(l); /* the last reader, and a writer waits */
}

static inline void fair_rwlock_write_lock(fair_rwlock *l)
{
	/* relaxed: a guess; the exchange acquires */
	uint32_t seen = ar_load_relaxed(&l->state);

	for (;;) {
		if (seen <= 1) {
			/* acquire, relaxed if it fails: pairs with the releases of both unlocks; else we may miss or disturb what they did */
			if (ar_cas_weak_acquire_relaxed(&l->state, &seen, UINT32_MAX))
				return;
			continue;
		}
		/* relaxed: it keeps new readers out, and publishes nothing */
		if (seen % 2 == 0 && !ar_cas_weak_relaxed_relaxed(&l->state, &seen, seen + 1))
			continue;
		/* acquire: pairs with the release in wake_writer(), so that the state is not older than this */
		uint32_t wakes = ar_load_acquire(&l->wakes_writers);

		/* relaxed: only whether it is worth while to sleep */
		seen = ar_load_relaxed(&l->state);
		if (seen >= 2 && SAYS_THAT_IT_WAITS(seen)) {
			ar_wait(&l->wakes_writers, wakes);
			/* relaxed: as at the beginning */
			seen = ar_load_relaxed(&l->state);
		}
	}
}

static inline void fair_rwlock_write_unlock(fair_rwlock *l)
{
	/* release: pairs with the acquires of both locks; else the next may miss what we wrote */
	ar_store_release(&l->state, 0);
	fair_rwlock_wake_writer(l);
	ar_wake_all(&l->state);
}

#endif
