/* Locks with a time limit: they give up when the time has come, and never when the lock is free all the time.
 *
 * expect: ok
 */
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <time.h>

static pthread_rwlock_t l = PTHREAD_RWLOCK_INITIALIZER;

static struct timespec soon(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	t.tv_sec++;
	return t;
}

static void *reader(void *unused)
{
	struct timespec t = soon(CLOCK_REALTIME);

	assert(pthread_rwlock_timedrdlock(&l, &t) == ETIMEDOUT);
	t = soon(CLOCK_MONOTONIC);
	assert(pthread_rwlock_clockwrlock(&l, CLOCK_MONOTONIC, &t) == ETIMEDOUT);
	return unused;
}

int main(void)
{
	struct timespec t = soon(CLOCK_REALTIME);
	pthread_t other;

	assert(!pthread_rwlock_timedwrlock(&l, &t));
	pthread_create(&other, NULL, reader, NULL);
	pthread_join(other, NULL);
	pthread_rwlock_unlock(&l);
	t = soon(CLOCK_MONOTONIC);
	assert(!pthread_rwlock_clockrdlock(&l, CLOCK_MONOTONIC, &t));
	return 0;
}
