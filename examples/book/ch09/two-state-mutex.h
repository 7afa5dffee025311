/*
 * A mutex of two states: 0 is unlocked, 1 is locked. Right, but unlocking cannot know whether anybody sleeps,
 * so it is a system call each time.
 */
#ifndef TWO_STATE_MUTEX_H
#define TWO_STATE_MUTEX_H

#include <acqrel/wait.h>

typedef struct two_state_mutex {
	ar_atomic_u32 state;
} two_state_mutex;

static inline void two_state_mutex_lock(two_state_mutex *m)
{
	/* acquire: pairs with the release in unlock(); else we may not see what the last owner wrote */
	while (ar_swap_acquire(&m->state, 1) == 1)
		ar_wait(&m->state, 1);
}

static inline void two_state_mutex_unlock(two_state_mutex *m)
{
	/* release: pairs with the acquire in lock(); else the next owner may miss our writes */
	ar_store_release(&m->state, 0);
	ar_wake_one(&m->state);
}

#endif
