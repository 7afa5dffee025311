/* Each turn is counted where others see it.
 *
 * with: incomplete
 * with -DTHREADS=3: incomplete
 */
#include "spin.h"

static atomic_int l;
static atomic_ulong spins;

static void lock(int me)
{
	(void)me;
	while (exchange(&l, 1, acquire))
		add(&spins, 1, relaxed);
}

static void unlock(int me)
{
	(void)me;
	store(&l, 0, release);
}

#include "lock.h"
