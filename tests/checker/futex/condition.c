/*
 * A condition variable that counts its signals: who waits reads the count, unlocks, and sleeps as long as the count is the
 * same (Mara Bos, "Rust Atomics and Locks", 2023, chapter 9).
 *
 * expect: ok
 * variant: COUNT_LATE lost-wakeup
 * variant: COUNTS_NOTHING lost-wakeup
 * variant: WAKES_NOBODY lost-wakeup
 * variant: UNLOCK_RELAXED data-race
 */
#include "lock.h"

#include <assert.h>
#include <pthread.h>

static atomic_uint mutex, signals;
static int ready;

static void wait_for_signal(void)
{
#ifdef COUNT_LATE
	unlock(&mutex);
#endif
	/* relaxed: the mutex orders it before the change that is waited for */
	unsigned seen = atomic_load_explicit(&signals, memory_order_relaxed);
#ifndef COUNT_LATE
	unlock(&mutex);
#endif
	futex_wait(&signals, seen);
	lock(&mutex);
}

static void signal_one(void)
{
#ifndef COUNTS_NOTHING
	/* relaxed: only the number counts */
	atomic_fetch_add_explicit(&signals, 1, memory_order_relaxed);
#endif
#ifndef WAKES_NOBODY
	futex_wake(&signals, 1);
#endif
}

static void *waiter(void *arg)
{
	lock(&mutex);
	while (!ready)
		wait_for_signal();
	assert(ready == 1);
	unlock(&mutex);
	return arg;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, waiter, NULL);
	lock(&mutex);
	ready = 1;
	unlock(&mutex);
	signal_one();
	pthread_join(t, NULL);
	return 0;
}
