/* Each turn is counted, and the count is used.
 *
 * WITH
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
