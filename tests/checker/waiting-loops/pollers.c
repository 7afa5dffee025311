/* Threads that poll under one lock, of any kind, until another has set a flag.
 *
 * with: ok
 * with -DTWO_LOCKS: ok
 * with -DRECURSIVE: ok
 * with -DBROKEN: livelock
 * with -DBROKEN -DTWO_LOCKS: livelock
 * with -DLOCK=rwlock: ok
 * with -DLOCK=rwlock -DTWO_LOCKS: ok
 * with -DLOCK=rwlock -DBROKEN: livelock
 * with -DLOCK=readers: ok
 * with -DLOCK=readers -DTWO_LOCKS: ok
 * with -DLOCK=readers -DBROKEN: livelock
 * with -DLOCK=semaphore: ok
 * with -DLOCK=semaphore -DTWO_LOCKS: ok
 * with -DLOCK=semaphore -DBROKEN: livelock
 * with -DLOCK=spin: ok
 * with -DLOCK=spin -DTWO_LOCKS: ok
 * with -DLOCK=spin -DBROKEN: livelock
 * with -DLOCK=robust: ok
 * with -DLOCK=robust -DTWO_LOCKS: ok
 * with -DLOCK=robust -DBROKEN: livelock
 * with -DLOCK=semaphore -DTRIES: ok
 */
#include "spin.h"

#include "polled-lock.h"

static polled_lock m, other;
static int ready, data;

static void *poller(void *p)
{
	for (;;) {
#ifdef TRIES
		while (try_take(&m))
			continue;
#else
		take_to_poll(&m);
#endif
#ifdef RECURSIVE
		pthread_mutex_lock(&m);
#endif
		int now = ready;
#ifdef RECURSIVE
		pthread_mutex_unlock(&m);
#endif
		give(&m);
		if (now)
			break;
#ifdef TWO_LOCKS
		take_to_poll(&other);
		give(&other);
#endif
	}
	assert(data == 1);
	return p;
}

static void *setter(void *p)
{
	take(&m);
	data = 1;
#ifndef BROKEN
	ready = 1;
#endif
	give(&m);
	return p;
}

int main(void)
{
#ifdef RECURSIVE
	pthread_mutexattr_t a;
	pthread_mutexattr_init(&a);
	pthread_mutexattr_settype(&a, PTHREAD_MUTEX_RECURSIVE);
	pthread_mutex_init(&m, &a);
#else
	begin(&m);
#endif
	begin(&other);
	RUN(poller, poller, setter);
	return 0;
}
