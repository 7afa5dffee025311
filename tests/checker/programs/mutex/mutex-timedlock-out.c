/* The time may be up before the mutex is free.
 *
 * expect: assertion
 * report: time is up here
 */
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <time.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;

static void *other(void *unused)
{
	pthread_mutex_lock(&m);
	pthread_mutex_unlock(&m);
	return unused;
}

int main(void)
{
	struct timespec until;
	pthread_t t;

	pthread_create(&t, NULL, other, NULL);
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec++;
	assert(!pthread_mutex_clocklock(&m, CLOCK_MONOTONIC, &until));
	pthread_mutex_unlock(&m);
	pthread_join(t, NULL);
	return 0;
}
