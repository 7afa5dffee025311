/* Tries a hundred times, then sleeps between the tries.
 *
 * with: incomplete
 * with -DTHREADS=3: incomplete
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_int l;
static volatile int tries = 100; /* volatile: not unrolled */
static void lock(int me)
{
	(void)me;
	for (int i = 0; i < tries; i++)
		if (!exchange(&l, 1, acquire))
			return;
	while (exchange(&l, 1, acquire))
		usleep(10);
}

static void unlock(int me)
{
	(void)me;
	store(&l, 0, release);
}

#include "lock.h"
