/* Dekker's lock, seq_cst.
 *
 * with: ok
 * with -DBROKEN: livelock
 */
#include "spin.h"

atomic_int flag[2], turn; /* not static: clang 14 moves it onto the stack of the threads if it is */
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
