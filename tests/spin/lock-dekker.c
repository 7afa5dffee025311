/* Dekker's lock, seq_cst.
 *
 * WITH
 */
#include "spin.h"

static atomic_int flag[2], turn;
static void lock(int me)
{
	atomic_store(&flag[me], 1);
	while (atomic_load(&flag[!me])) {
		if (atomic_load(&turn) != me) {
			atomic_store(&flag[me], 0);
			while (atomic_load(&turn) != me)
				;
			atomic_store(&flag[me], 1);
		}
	}
}

static void unlock(int me)
{
	atomic_store(&turn, !me);
	atomic_store(&flag[me], 0);
}

#include "lock.h"
