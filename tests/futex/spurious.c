/* With the option, waits end by themselves and say so, or say that they were interrupted.
 *
 * expect: assertion
 * options: --spurious-wakeups
 * report: wakes up without a
 * variant: EXPECTS_NOT_EINTR assertion
 * variant: LOOPS ok
 */
#include "futex.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_uint word;

static void *sleeper(void *arg)
{
#ifdef LOOPS
	while (atomic_load(&word) == 0)
		futex_wait(&word, 0);
#elif defined(EXPECTS_NOT_EINTR)
	if (futex_wait(&word, 0))
		assert(errno != EINTR);
	return arg;
#else
	if (futex_wait(&word, 0))
		return arg;
#endif
	assert(atomic_load(&word) == 1);
	return arg;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, sleeper, NULL);
	atomic_store(&word, 1);
	futex_wake(&word, 1);
	pthread_join(t, NULL);
	return 0;
}
