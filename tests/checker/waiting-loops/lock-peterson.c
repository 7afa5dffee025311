/* Peterson's lock, seq_cst.
 *
 * with: ok
 * with -DBROKEN: livelock
 */
#include "spin.h"

atomic_int flag[2], turn; /* not static: clang 14 moves it onto the stack of the threads if it is */
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
