/* Each turn is counted in a thread-local variable.
 *
 * with: incomplete
 * with -DTHREADS=3: incomplete
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_int l;
static _Thread_local unsigned long spins;

static void lock(int me)
{
	(void)me;
	while (exchange(&l, 1, acquire))
		spins++;
}

static void unlock(int me)
{
	(void)me;
	store(&l, 0, release);
}

#include "lock.h"
