/*
 * The mutex of three states whose waiters look a hundred times before they sleep: most critical sections are
 * shorter than falling asleep and being woken. Spinning looks with loads, which leave the owner's cache line
 * alone, and only while no thread sleeps: who spins beside a sleeper would only take its turn.
 */
#ifndef SPINNING_MUTEX_H
#define SPINNING_MUTEX_H

#include <acqrel/check.h>
#include <acqrel/wait.h>

typedef struct spinning_mutex {
	ar_atomic_u32 state;
} spinning_mutex;

static inline void spinning_mutex_lock_contended(spinning_mutex *m)
{
	uint32_t unlocked = 0;

	/* One look shows the checker all that a hundred would. */
	for (int i = AR_ITERATIONS(100, 1); i > 0; i--) {
		/* relaxed: only a hint to try; what we acquire comes with the operation that locks */
		if (ar_load_relaxed(&m->state) != 1)
			break;
		ar_spin_hint();
	}
	/* acquire, and relaxed if it fails: pairs with the release in unlock(); a failure only makes us wait */
	if (ar_cas_strong_acquire_relaxed(&m->state, &unlocked, 1))
		return;
	/* acquire: pairs with the release in unlock(); else we may not see what the last owner wrote */
	while (ar_swap_acquire(&m->state, 2) != 0)
		ar_wait(&m->state, 2);
}

static inline void spinning_mutex_lock(spinning_mutex *m)
{
	uint32_t unlocked = 0;

	/* acquire, and relaxed if it fails: pairs with the release in unlock(); a failure only makes us wait */
	if (!ar_cas_strong_acquire_relaxed(&m->state, &unlocked, 1))
		spinning_mutex_lock_contended(m);
}

static inline void spinning_mutex_unlock(spinning_mutex *m)
{
	/* release: pairs with the acquire in lock(); else the next owner may miss our writes */
	if (ar_swap_release(&m->state, 0) == 2)
		ar_wake_one(&m->state);
}

#endif
