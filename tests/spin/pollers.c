/* Threads that poll under one mutex until another has set a flag.
 *
 * with: ok
 * with -DTWO_LOCKS: ok
 * with -DRECURSIVE: ok
 * with -DBROKEN: livelock
 * with -DBROKEN -DTWO_LOCKS: livelock
 */
#include "spin.h"

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER, other = PTHREAD_MUTEX_INITIALIZER;
static int ready, data;

static void *poller(void *p)
{
	for (;;) {
		pthread_mutex_lock(&m);
#ifdef RECURSIVE
		pthread_mutex_lock(&m);
#endif
		int now = ready;
#ifdef RECURSIVE
		pthread_mutex_unlock(&m);
#endif
		pthread_mutex_unlock(&m);
		if (now)
			break;
#ifdef TWO_LOCKS
		pthread_mutex_lock(&other);
		pthread_mutex_unlock(&other);
#endif
	}
	assert(data == 1);
	return p;
}

static void *setter(void *p)
{
	pthread_mutex_lock(&m);
	data = 1;
#ifndef BROKEN
	ready = 1;
#endif
	pthread_mutex_unlock(&m);
	return p;
}

int main(void)
{
#ifdef RECURSIVE
	pthread_mutexattr_t a;
	pthread_mutexattr_init(&a);
	pthread_mutexattr_settype(&a, PTHREAD_MUTEX_RECURSIVE);
	pthread_mutex_init(&m, &a);
#endif
	RUN(poller, poller, setter);
	return 0;
}
