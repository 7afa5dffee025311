/* A growing delay around a test and test-and-set. gcc 14 makes a loop of its own for the longest delay, and so a turn more
 * is another than the one before.
 *
 * with: ok 44 48
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_int l;

static void lock(int me)
{
	(void)me;
	unsigned delay = 1;
	for (;;) {
		if (!load(&l, relaxed) && !exchange(&l, 1, acquire))
			return;
		for (unsigned i = 0; i < delay; i++)
			pause_briefly();
		if (delay < 1024)
			delay *= 2;
	}
}

static void unlock(int me)
{
	(void)me;
	store(&l, 0, release);
}

#include "lock.h"
