/* A lock that is one bit of a word.
 *
 * with: ok 2
 * with -DTHREADS=3: ok 6
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_uint l;

static void lock(int me)
{
	(void)me;
	while (atomic_fetch_or_explicit(&l, 1, memory_order_acquire) & 1)
		;
}

static void unlock(int me)
{
	(void)me;
	atomic_fetch_and_explicit(&l, ~1u, memory_order_release);
}

#include "lock.h"
