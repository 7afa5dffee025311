/* A word on which a thread sleeps must not be freed.
 *
 * expect: use-after-free
 * options: --no-leaks
 */
#include "futex.h"

#include <pthread.h>
#include <stdlib.h>

static void *sleeper(void *word)
{
	futex_wait(word, 0);
	return NULL;
}

int main(void)
{
	unsigned *word = calloc(1, sizeof *word);
	pthread_t t;

	pthread_create(&t, NULL, sleeper, word);
	free(word);
	futex_wake(word, 1);
	pthread_join(t, NULL);
	return 0;
}
