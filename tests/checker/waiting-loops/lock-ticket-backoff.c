/* A ticket lock whose delay is proportional to the queue.
 *
 * with: ok 2 4
 * with -DTHREADS=3: ok 6 36
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_uint next, serving;

static void lock(int me)
{
	(void)me;
	unsigned my = add(&next, 1, relaxed);
	unsigned s;
	while ((s = load(&serving, acquire)) != my)
		for (volatile unsigned i = 0; i < my - s; i++)
			;
}

static void unlock(int me)
{
	(void)me;
	add(&serving, 1, release);
}

#include "lock.h"
