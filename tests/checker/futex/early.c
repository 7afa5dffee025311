/* A wake-up that comes before the wait counts for nothing if the word is as it was.
 *
 * expect: lost-wakeup
 * report: wakes no thread: none sleeps
 * report: A futex remembers no wake-ups
 */
#include "futex.h"

#include <pthread.h>

static unsigned word;

static void *sleeper(void *arg)
{
	futex_wait(&word, 0);
	return arg;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, sleeper, NULL);
	futex_wake(&word, 1);
	pthread_join(t, NULL);
	return 0;
}
