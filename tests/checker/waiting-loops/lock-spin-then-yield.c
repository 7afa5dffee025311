/* Yields in every tenth turn, and counts from there again.
 *
 * with: incomplete
 * with -DTHREADS=3: incomplete
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_int l;

static void lock(int me)
{
	(void)me;
	int spins = 0;
	while (exchange(&l, 1, acquire)) {
		if (++spins >= 10) {
			sched_yield();
			spins = 0;
		} else {
			pause_briefly();
		}
	}
}

static void unlock(int me)
{
	(void)me;
	store(&l, 0, release);
}

#include "lock.h"
