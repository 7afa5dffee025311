/* A mutex taken by trying again and again.
 *
 * with: ok
 * with -DTHREADS=3: ok
 * with -DBROKEN: livelock
 */
#include "spin.h"

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;

static void lock(int me)
{
	(void)me;
	while (pthread_mutex_trylock(&m))
		sched_yield();
}

static void unlock(int me)
{
	(void)me;
	pthread_mutex_unlock(&m);
}

#include "lock.h"
