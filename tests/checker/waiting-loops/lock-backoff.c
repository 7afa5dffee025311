/* A delay that grows in every turn until it is large enough.
 *
 * with: ok 12
 * with -DTHREADS=3: ok 10254
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_int l;

static void lock(int me)
{
	(void)me;
	int delay = 1;
	while (exchange(&l, 1, acquire)) {
		for (volatile int i = 0; i < delay; i++)
			;
		if (delay < 32)
			delay *= 2;
	}
}

static void unlock(int me)
{
	(void)me;
	store(&l, 0, release);
}

#include "lock.h"
