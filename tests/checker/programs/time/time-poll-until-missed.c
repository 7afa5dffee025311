/* The same by a program that did not think of it.
 *
 * expect: assertion
 */
#include <assert.h>
#include <pthread.h>
#include <time.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static int ready;

static void *sayer(void *unused)
{
	pthread_mutex_lock(&m);
	ready = 1;
	pthread_mutex_unlock(&m);
	return unused;
}

int main(void)
{
	struct timespec until, now;
	int seen = 0;
	pthread_t t;

	pthread_create(&t, NULL, sayer, NULL);
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += 3600;
	do {
		pthread_mutex_lock(&m);
		seen = ready;
		pthread_mutex_unlock(&m);
		pthread_mutex_lock(&m);
		clock_gettime(CLOCK_MONOTONIC, &now);
		pthread_mutex_unlock(&m);
	} while (!seen && now.tv_sec < until.tv_sec);
#ifndef WRONG
	assert(seen);
#else
	assert(seen || now.tv_sec >= until.tv_sec);
#endif
	pthread_join(t, NULL);
	return 0;
}
