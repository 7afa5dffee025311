/* Who is moved to another word is woken there, and no more at the first.
 *
 * expect: ok
 * variant: WAKES_THE_FIRST lost-wakeup
 * variant: COMPARES ok
 * variant: COMPARES_WRONG ok
 */
#include "futex.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_uint word, other;

static void *sleeper(void *arg)
{
	long result = futex_wait(&word, 0);

	assert(result == 0 || errno == EAGAIN);
	return arg;
}

static long move_all(unsigned wake)
{
#ifdef COMPARES
	return futex(&word, FUTEX_CMP_REQUEUE_PRIVATE, wake, (void *)9, &other, 1);
#elif defined(COMPARES_WRONG)
	assert(futex(&word, FUTEX_CMP_REQUEUE_PRIVATE, wake, (void *)9, &other, 7) == -1 && errno == EAGAIN);
	return 0;
#else
	return futex(&word, FUTEX_REQUEUE_PRIVATE, wake, (void *)9, &other, 0);
#endif
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, NULL, sleeper, NULL);
	pthread_create(&b, NULL, sleeper, NULL);
	atomic_store(&word, 1);
	long moved = move_all(1);
	assert(moved >= 0 && moved <= 2);
#ifdef COMPARES_WRONG
	futex_wake(&word, 9);
#elif defined(WAKES_THE_FIRST)
	assert(futex_wake(&word, 9) <= 2);
#else
	long woken = futex_wake(&other, 9);
	assert(woken == (moved == 2));
#endif
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	return 0;
}
