/* To move threads to the word that they sleep on counts them, and wakes some.
 *
 * expect: ok
 */
#include "futex.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_uint word;

static void *sleeper(void *arg)
{
	long result = futex_wait(&word, 0);

	assert(result == 0 || errno == EAGAIN);
	return arg;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, NULL, sleeper, NULL);
	pthread_create(&b, NULL, sleeper, NULL);
	atomic_store(&word, 1);
	long moved = futex(&word, FUTEX_REQUEUE_PRIVATE, 1, (void *)9, &word, 0);
	long woken = futex_wake(&word, 9);
	assert(woken == (moved == 2));
	/* The same with a change of the word, which is the second as well. */
	assert(futex(&word, FUTEX_WAKE_OP_PRIVATE, 1, (void *)1, &word,
	             FUTEX_OP(FUTEX_OP_SET, 2, FUTEX_OP_CMP_EQ, 1)) == 0);
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	return 0;
}
