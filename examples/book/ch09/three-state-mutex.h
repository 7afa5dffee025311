/*
 * A mutex of three states: 0 is unlocked, 1 is locked, 2 is locked while others may be sleeping. No thread sleeps
 * before the state is 2, so unlocking 1 needs no system call.
 *
 * The thread that has slept takes the lock as 2, since others may still be asleep.
 */
#ifndef THREE_STATE_MUTEX_H
#define THREE_STATE_MUTEX_H

#include <acqrel/wait.h>

typedef struct three_state_mutex {
	ar_atomic_u32 state;
} three_state_mutex;

static inline void three_state_mutex_lock(three_state_mutex *m)
{
	uint32_t unlocked = 0;

	/* acquire, and relaxed if it fails: pairs with the release in unlock(); a failure only makes us wait */
	if (ar_cas_strong_acquire_relaxed(&m->state, &unlocked, 1))
		return;
	/* acquire: pairs with the release in unlock(); else we may not see what the last owner wrote */
	while (ar_swap_acquire(&m->state, 2) != 0)
		ar_wait(&m->state, 2);
}

static inline void three_state_mutex_unlock(three_state_mutex *m)
{
	/* release: pairs with the acquire in lock(); else the next owner may miss our writes */
	if (ar_swap_release(&m->state, 0) == 2)
		ar_wake_one(&m->state);
}

#endif
