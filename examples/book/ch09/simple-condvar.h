/*
 * A condition variable of one counter, which each notification changes. A waiter remembers the counter before
 * it gives up the mutex, and sleeps only while it is still the same: so a notification in between is not
 * missed.
 *
 * Right, but every notification is a system call, and nothing keeps a thread that sleeps already from being
 * woken for nothing, when the one the notification is for has seen the counter change and never slept.
 */
#ifndef SIMPLE_CONDVAR_H
#define SIMPLE_CONDVAR_H

#include "three-state-mutex.h"

typedef struct simple_condvar {
	ar_atomic_u32 counter;
} simple_condvar;

static inline void simple_condvar_wait(simple_condvar *cv, three_state_mutex *m)
{
	/* relaxed: the thread that notifies about what happens after our unlock has locked the mutex after it */
	uint32_t before = ar_load_relaxed(&cv->counter);

	three_state_mutex_unlock(m);
	ar_wait(&cv->counter, before);
	three_state_mutex_lock(m);
}

static inline void simple_condvar_notify_one(simple_condvar *cv)
{
	/* relaxed: only a change; what happened is published by the mutex */
	ar_fetch_add_relaxed(&cv->counter, 1);
	ar_wake_one(&cv->counter);
}

static inline void simple_condvar_notify_all(simple_condvar *cv)
{
	/* relaxed: as above */
	ar_fetch_add_relaxed(&cv->counter, 1);
	ar_wake_all(&cv->counter);
}

#endif
