/* Each turn is counted, and the count is used.
 *
 * with: incomplete
 * with -DTHREADS=3: incomplete
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_int l;
static unsigned long total;

static void lock(int me)
{
	(void)me;
	unsigned long n = 0;
	while (exchange(&l, 1, acquire))
		n++;
	total += n;
}

static void unlock(int me)
{
	(void)me;
	store(&l, 0, release);
}

#include "lock.h"
