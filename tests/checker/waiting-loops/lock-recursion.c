/* A loop made of calls.
 *
 * with: incomplete
 * with -DTHREADS=3: incomplete
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_int l;

static __attribute__((noinline)) int lock_r(void)
{
	if (!exchange(&l, 1, acquire))
		return 0;
	return lock_r() + 1;
}

static void lock(int me)
{
	(void)me;
	volatile int n = lock_r();
	(void)n;
}

static void unlock(int me)
{
	(void)me;
	store(&l, 0, release);
}

#include "lock.h"
