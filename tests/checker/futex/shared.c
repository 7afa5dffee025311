/* A shared wake-up does not find a private wait at the same address.
 *
 * expect: lost-wakeup
 * report: FUTEX_PRIVATE_FLAG, this has not
 * variant: BOTH_SHARED ok
 */
#include "futex.h"

#include <pthread.h>
#include <stdatomic.h>

static atomic_uint word;

static void *sleeper(void *arg)
{
#ifdef BOTH_SHARED
	futex(&word, FUTEX_WAIT, 0, NULL, NULL, 0);
#else
	futex_wait(&word, 0);
#endif
	return arg;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, sleeper, NULL);
	atomic_store(&word, 1);
	futex(&word, FUTEX_WAKE, 1, NULL, NULL, 0);
	pthread_join(t, NULL);
	return 0;
}
