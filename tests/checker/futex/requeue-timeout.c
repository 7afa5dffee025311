/* A wait that has been moved can still end by itself: then it made a difference where it was when it was moved, and none later.
 *
 * expect: ok
 * variant: NEVER_MOVED_AND_LATE assertion
 * variant: OTHER_STAYS lost-wakeup
 */
#include "futex.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_uint word, other;

static void *sleeper(void *arg)
{
	struct timespec t = {1, 0};

	if (futex(&word, FUTEX_WAIT_PRIVATE, 0, arg ? &t : NULL, NULL, 0) == 0)
		return NULL;
	return errno == ETIMEDOUT ? &word : NULL;
}

int main(void)
{
	pthread_t a, b;
	void *late;

	pthread_create(&a, NULL, sleeper, &word);
#ifdef OTHER_STAYS /* one is moved: where that is the one whose time is up, the other is forgotten */
	pthread_create(&b, NULL, sleeper, NULL);
	atomic_store(&word, 1);
	if (futex(&word, FUTEX_REQUEUE_PRIVATE, 0, (void *)1, &other, 0) == 1 && !futex_wake(&other, 1))
		pthread_join(b, NULL);
	return 0;
#endif
	atomic_store(&word, 1);
	long moved = futex(&word, FUTEX_REQUEUE_PRIVATE, 0, (void *)9, &other, 0);
	long woken = futex_wake(&other, 1);
	pthread_join(a, &late);
	assert(woken <= moved);
	if (late)
		assert(!woken);
	else
		assert(woken == moved);
#ifdef NEVER_MOVED_AND_LATE
	assert(!late || !moved);
#endif
	(void)b;
	return 0;
}
