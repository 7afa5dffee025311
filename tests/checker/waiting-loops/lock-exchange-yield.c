/* An exchange lock that yields.
 *
 * with: ok
 * with -DTHREADS=3: ok
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_int l;

static void lock(int me)
{
	(void)me;
	while (exchange(&l, 1, acquire))
		sched_yield();
}

static void unlock(int me)
{
	(void)me;
	store(&l, 0, release);
}

#include "lock.h"
