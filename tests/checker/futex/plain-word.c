/* The kernel reads the word atomically: to write it otherwise meanwhile is a race.
 *
 * expect: data-race
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
	word = 1;
	futex_wake(&word, 1);
	pthread_join(t, NULL);
	return 0;
}
