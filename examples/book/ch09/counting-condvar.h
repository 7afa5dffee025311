/*
 * The simple condition variable, and a second word that counts who waits: a notification without a waiter costs one
 * load.
 *
 * What it leaves: threads may still be woken for nothing, and a thread that begins to wait after a notification
 * may be woken by it, instead of one that waited before. <acqrel/condvar.h>, of eight bytes as well, does
 * neither.
 */
#ifndef COUNTING_CONDVAR_H
#define COUNTING_CONDVAR_H

#include "three-state-mutex.h"

typedef struct counting_condvar {
	ar_atomic_u32 counter;
	ar_atomic_u32 waiters;
} counting_condvar;

static inline void counting_condvar_wait(counting_condvar *cv, three_state_mutex *m)
{
	/* relaxed: under the mutex, which shows it to the thread that has to notify us */
	ar_fetch_add_relaxed(&cv->waiters, 1);
	/* relaxed: the thread that notifies about what happens after our unlock has locked the mutex after it */
	uint32_t before = ar_load_relaxed(&cv->counter);

	three_state_mutex_unlock(m);
	ar_wait(&cv->counter, before);
	/* relaxed: at worst a wake-up finds no thread */
	ar_fetch_sub_relaxed(&cv->waiters, 1);
	three_state_mutex_lock(m);
}

static inline void counting_condvar_notify_one(counting_condvar *cv)
{
	/* relaxed: those who must be notified came under the mutex, before what we notify about */
	if (ar_load_relaxed(&cv->waiters) == 0)
		return;
	/* relaxed: only a change; what happened is published by the mutex */
	ar_fetch_add_relaxed(&cv->counter, 1);
	ar_wake_one(&cv->counter);
}

static inline void counting_condvar_notify_all(counting_condvar *cv)
{
	/* relaxed: as above */
	if (ar_load_relaxed(&cv->waiters) == 0)
		return;
	/* relaxed: as above */
	ar_fetch_add_relaxed(&cv->counter, 1);
	ar_wake_all(&cv->counter);
}

#endif
