/* Tries a hundred times, then sleeps between the tries.
 *
 * WITH
 */
#include "spin.h"

static atomic_int l;
static void lock(int me)
{
	(void)me;
	for (int i = 0; i < 100; i++)
		if (!exchange(&l, 1, acquire))
			return;
	while (exchange(&l, 1, acquire))
		usleep(10);
}

static void unlock(int me)
{
	(void)me;
	store(&l, 0, release);
}

#include "lock.h"
