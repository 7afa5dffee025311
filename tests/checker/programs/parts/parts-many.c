/* Twelve words on the heap, whose halves are accessed, each in executions of its own: they are found one
 * after the other.
 *
 * expect: ok 24
 */
#include <acqrel/check.h>

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

union word {
	_Atomic uint32_t all;
	_Atomic uint16_t half[2];
};

static void *add(void *arg)
{
	union word *word = arg;

	atomic_fetch_add(&word->half[1], 1);
	return NULL;
}

int main(void)
{
	union word *words = calloc(12, sizeof *words), *word = &words[ar_choose(12)];
	pthread_t t;

	pthread_create(&t, NULL, add, word);
	uint32_t seen = atomic_load(&word->all);
	pthread_join(t, NULL);
	assert(!seen || seen == 0x10000);
	free(words);
	return 0;
}
