/* A wait with a time limit is woken, or its time is up, or the word has changed: all three are explored.
 *
 * expect: ok 3
 * variant: NEVER_WOKEN assertion
 * variant: NEVER_LATE assertion
 * variant: NEVER_CHANGED assertion
 */
#include "futex.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_uint word;

static void *sleeper(void *arg)
{
	struct timespec t = {1, 0};
	long result = futex(&word, FUTEX_WAIT_PRIVATE, 0, &t, NULL, 0);

#ifdef NEVER_WOKEN
	assert(result);
#elif defined(NEVER_LATE)
	assert(!result || errno != ETIMEDOUT);
#elif defined(NEVER_CHANGED)
	assert(!result || errno != EAGAIN);
#endif
	assert(!result || errno == ETIMEDOUT || errno == EAGAIN);
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
