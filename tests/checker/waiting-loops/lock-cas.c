/* A compare-exchange lock that sets up what it expects again after each failure.
 *
 * with: ok 2
 * with -DTHREADS=3: ok 6
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_int l;

static void lock(int me)
{
	int e = 0;
	while (!cas(&l, &e, me + 1, acquire, relaxed))
		e = 0;
}

static void unlock(int me)
{
	(void)me;
	store(&l, 0, release);
}

#include "lock.h"
