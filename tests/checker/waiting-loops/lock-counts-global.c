/* Each turn is counted in a global variable.
 *
 * with: incomplete
 * with -DTHREADS=3: incomplete
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_int l;
static unsigned long spins[THREADS];

static void lock(int me)
{
	while (exchange(&l, 1, acquire))
		spins[me]++;
}

static void unlock(int me)
{
	(void)me;
	store(&l, 0, release);
}

#include "lock.h"
