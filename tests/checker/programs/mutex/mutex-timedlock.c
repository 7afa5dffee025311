/* A lock with a time limit breaks a deadlock; which of the two gives up is not said.
 *
 * expect: ok
 */
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <time.h>

static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER, b = PTHREAD_MUTEX_INITIALIZER;

static void lock_both(pthread_mutex_t *first, pthread_mutex_t *second)
{
	struct timespec until, now;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec++;
	pthread_mutex_lock(first);
	int error = pthread_mutex_timedlock(second, &until);
	clock_gettime(CLOCK_REALTIME, &now);
	assert(!error || (error == ETIMEDOUT && now.tv_sec >= until.tv_sec));
	if (!error)
		pthread_mutex_unlock(second);
	pthread_mutex_unlock(first);
}

static void *other(void *unused)
{
	lock_both(&b, &a);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, other, NULL);
	lock_both(&a, &b);
	pthread_join(t, NULL);
	return 0;
}
