/* FUTEX_WAKE_OP changes the second word, wakes at the first, and at the second if the old value says so, in one step.
 *
 * expect: ok
 * variant: NO_SECOND lost-wakeup
 */
#include "futex.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_uint first, second = 5;

#ifdef NO_SECOND
#define COMPARISON FUTEX_OP_CMP_GT
#else
#define COMPARISON FUTEX_OP_CMP_EQ
#endif

static void *sleeper_at_first(void *arg)
{
	long result = futex_wait(&first, 0);

	assert(result == 0 || errno == EAGAIN);
	return arg;
}

static void *sleeper_at_second(void *arg)
{
	long result = futex_wait(&second, 5);

	assert(result == 0 || (errno == EAGAIN && atomic_load(&second) == 8));
	return arg;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, NULL, sleeper_at_first, NULL);
	pthread_create(&b, NULL, sleeper_at_second, NULL);
	atomic_store(&first, 1);
	long woken = futex(&first, FUTEX_WAKE_OP_PRIVATE, 1, (void *)1, &second,
	                   FUTEX_OP(FUTEX_OP_ADD, 3, COMPARISON, 5));
	assert(woken >= 0 && woken <= 2);
	assert(atomic_load(&second) == 8);
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	return 0;
}
