/* Test and test-and-set: reads until the lock looks free.
 *
 * with: ok 4
 * with -DTHREADS=3: ok 36
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_int l;

static void lock(int me)
{
	(void)me;
	for (;;) {
		while (load(&l, relaxed))
			pause_briefly();
		if (!exchange(&l, 1, acquire))
			return;
	}
}

static void unlock(int me)
{
	(void)me;
	store(&l, 0, release);
}

#include "lock.h"
