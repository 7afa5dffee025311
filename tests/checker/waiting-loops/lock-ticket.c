/* A ticket lock.
 *
 * with: ok 2
 * with -DTHREADS=3: ok 6
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_uint next, serving;

static void lock(int me)
{
	(void)me;
	unsigned my = add(&next, 1, relaxed);
	while (load(&serving, acquire) != my)
		;
}

static void unlock(int me)
{
	(void)me;
	store(&serving, load(&serving, relaxed) + 1, release);
}

#include "lock.h"
