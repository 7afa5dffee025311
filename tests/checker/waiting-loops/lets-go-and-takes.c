/* Waits under a mutex for a flag, and lets go of the mutex for a moment in each turn, so that others get it.
 *
 * with: ok
 * with -DBROKEN: livelock
 */
#include "spin.h"

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static atomic_int ready;
static int data;

static void *waiter(void *p)
{
	pthread_mutex_lock(&m);
	while (!load(&ready, relaxed)) {
		pthread_mutex_unlock(&m);
		pthread_mutex_lock(&m);
	}
	assert(data == 1);
	pthread_mutex_unlock(&m);
	return p;
}

static void *setter(void *p)
{
	pthread_mutex_lock(&m);
	data = 1;
#ifndef BROKEN
	store(&ready, 1, relaxed);
#endif
	pthread_mutex_unlock(&m);
	return p;
}

int main(void)
{
	RUN(waiter, setter);
	return 0;
}
