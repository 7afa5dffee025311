/* Joining with and without waiting. Whether the thread has ended when it is looked for is explored.
 *
 * expect: ok 8
 */
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <time.h>

static int done;

static void *run(void *result)
{
	done++;
	return result;
}

static pthread_t start(void)
{
	pthread_t t;

	pthread_create(&t, NULL, run, &done);
	return t;
}

static void *result;

static void check(pthread_t t, int error, int not_yet)
{
	if (!error)
		assert(done == 1 && result == &done);
	else
		assert(error == not_yet && !pthread_join(t, NULL) && done == 1);
	done = 0;
	result = NULL;
}

int main(void)
{
	struct timespec until, now;

	pthread_t t = start();
	check(t, pthread_tryjoin_np(t, &result), EBUSY);

	t = start();
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += 100;
	int error = pthread_timedjoin_np(t, &result, &until);
	clock_gettime(CLOCK_REALTIME, &now);
	assert(!error || now.tv_sec >= until.tv_sec);
	check(t, error, ETIMEDOUT);

	t = start();
	clock_gettime(CLOCK_MONOTONIC, &until);
	check(t, pthread_clockjoin_np(t, &result, CLOCK_MONOTONIC, &until), ETIMEDOUT);

	t = start();
	assert(pthread_clockjoin_np(t, NULL, CLOCK_PROCESS_CPUTIME_ID, &until) == EINVAL);
	until.tv_nsec = -1;
	assert(pthread_timedjoin_np(t, NULL, &until) == EINVAL);
	assert(!pthread_timedjoin_np(t, NULL, NULL));
	assert(pthread_join(pthread_self(), NULL) == EDEADLK);
	until.tv_nsec = 0;
	assert(pthread_timedjoin_np(pthread_self(), NULL, &until) == EDEADLK);
	return 0;
}
