/* Moving is one step: nobody finds a thread in neither queue.
 *
 * expect: ok
 */
#include "futex.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_uint word, other;
static atomic_int moved;

static void *sleeper(void *arg)
{
	long result = futex_wait(&word, 0);

	assert(result == 0 || errno == EAGAIN);
	return arg;
}

static void *mover(void *arg)
{
	atomic_store(&word, 1);
	atomic_store(&moved, (int)futex(&word, FUTEX_REQUEUE_PRIVATE, 0, (void *)9, &other, 0) + 1);
	return arg;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, NULL, sleeper, NULL);
	pthread_create(&b, NULL, mover, NULL);
	long here = futex_wake(&word, 1);
	long there = here ? 0 : futex_wake(&other, 1);
	pthread_join(b, NULL);
	int count = atomic_load(&moved) - 1;
	if (here)
		assert(count == 0);
	else if (there)
		assert(count == 1);
	futex_wake(&other, 1);
	pthread_join(a, NULL);
	return 0;
}
