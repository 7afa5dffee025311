/* With the option, waits end by themselves and say so, or say that they were interrupted.
 *
 * expect: assertion
 * options: --spurious-wakeups
 * report: wakes up without a
 * variant: EXPECTS_NOT_EINTR assertion
 * variant: EXPECTS_BOTH ok
 * variant: LOOPS incomplete
 */
#include "futex.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

static atomic_uint word;

static void *sleeper(void *arg)
{
#ifdef LOOPS
	while (atomic_load(&word) == 0)
#endif
		if (futex_wait(&word, 0)) {
#ifdef EXPECTS_NOT_EINTR
			assert(errno != EINTR);
#endif
			return NULL;
		}
	return arg;
}

int main(void)
{
	pthread_t t;
	void *woken;

	pthread_create(&t, NULL, sleeper, &t);
	atomic_store(&word, 1);
	long count = futex_wake(&word, 1);
	pthread_join(t, &woken);
#if !defined(LOOPS) && !defined(EXPECTS_BOTH) && !defined(EXPECTS_NOT_EINTR)
	assert((woken != NULL) == count);
#endif
	return 0;
}
