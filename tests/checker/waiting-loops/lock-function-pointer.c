/* The loop tries through a function pointer.
 *
 * with: ok 2
 * with -DTHREADS=3: ok 6
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_int l;

static int busy(void)
{
	return exchange(&l, 1, acquire);
}

static int (*volatile probe)(void) = busy;

static void lock(int me)
{
	(void)me;
	while (probe())
		;
}

static void unlock(int me)
{
	(void)me;
	store(&l, 0, release);
}

#include "lock.h"
