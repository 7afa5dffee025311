/* A wake-up does not access the word: it may be gone by then, and another word may be there.
 *
 * expect: ok
 */
#include "futex.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static void *setter(void *word)
{
	atomic_store((atomic_uint *)word, 1);
	futex_wake(word, 1);
	return NULL;
}

int main(void)
{
	atomic_uint *word = calloc(1, sizeof *word);
	pthread_t t;

	pthread_create(&t, NULL, setter, word);
	while (!atomic_load(word))
		futex_wait(word, 0);
	free(word);
	pthread_join(t, NULL);
	return 0;
}
