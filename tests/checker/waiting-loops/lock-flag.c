/* A lock made of an atomic_flag, seq_cst by default.
 *
 * with: ok
 * with -DTHREADS=3: ok
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_flag l = ATOMIC_FLAG_INIT;

static void lock(int me)
{
	(void)me;
	while (atomic_flag_test_and_set(&l))
		pause_briefly();
}

static void unlock(int me)
{
	(void)me;
	atomic_flag_clear(&l);
}

#include "lock.h"
