/* Peterson's lock, seq_cst.
 *
 * WITH
 */
#include "spin.h"

static atomic_int flag[2], turn;
static void lock(int me)
{
	atomic_store(&flag[me], 1);
	atomic_store(&turn, !me);
	while (atomic_load(&flag[!me]) && atomic_load(&turn) == !me)
		;
}

static void unlock(int me)
{
	atomic_store(&flag[me], 0);
}

#include "lock.h"
