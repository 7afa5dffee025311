/* A wake-up with other bits than those of the wait finds nobody.
 *
 * expect: lost-wakeup
 * report: wakes no thread: its bits, 0x2,
 * report: and those of the wait, 0x1, have none in common
 */
#include "futex.h"

#include <pthread.h>
#include <stdatomic.h>

static atomic_uint word;

static void *sleeper(void *arg)
{
	futex(&word, FUTEX_WAIT_BITSET_PRIVATE, 0, NULL, NULL, 1);
	return arg;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, sleeper, NULL);
	atomic_store(&word, 1);
	futex(&word, FUTEX_WAKE_BITSET_PRIVATE, 1, NULL, NULL, 2);
	pthread_join(t, NULL);
	return 0;
}
