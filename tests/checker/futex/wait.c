/* Who changes the word and then wakes is not missed: either the wait sees the change, or the wake-up finds the sleeper.
 *
 * expect: ok 2
 * variant: WAKES_FIRST lost-wakeup
 * variant: WAKES_NOBODY lost-wakeup
 * variant: WAKES_OTHER lost-wakeup
 * variant: WAITS_AT_ONE lost-wakeup
 * variant: SHARED lost-wakeup
 */
#include "futex.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_uint word;
static atomic_uint other;

#ifdef WAITS_AT_ONE
#define EXPECTED 1
#else
#define EXPECTED 0
#endif

static void *sleeper(void *arg)
{
	long result = futex_wait(&word, EXPECTED);

	assert(result == 0 || errno == EAGAIN);
	return arg;
}

static void wake(void)
{
#ifdef SHARED
	futex(&word, FUTEX_WAKE, 1, NULL, NULL, 0);
#elif defined(WAKES_OTHER)
	futex_wake(&other, 1);
#elif !defined(WAKES_NOBODY)
	futex_wake(&word, 1);
#endif
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, sleeper, NULL);
#ifdef WAKES_FIRST
	wake();
#endif
	atomic_store_explicit(&word, 1, memory_order_relaxed);
#ifndef WAKES_FIRST
	wake();
#endif
	pthread_join(t, NULL);
	return 0;
}
