#include <acqrel/recursive_mutex.h>

#include "specifications/recursive_mutex.h"

__thread const char ar_this_thread = 0;

/* --- As specified ------------------------------------------------------------------------------------ */

static uint64_t self(void)
{
	return (uint64_t)(uintptr_t)&ar_this_thread;
}

bool ar_recursive_mutex_lock_modelled_(ar_recursive_mutex *m, ar_time deadline) AR_NO_THREAD_SAFETY
{
	return specified_wait_until(&m->mutex, &recursive_locks, self(), deadline);
}

bool ar_recursive_mutex_unlock_modelled_(ar_recursive_mutex *m) AR_NO_THREAD_SAFETY
{
	return ar_model_first(ar_model_step(&m->mutex, &recursive_unlocks, self())) == self();
}

bool ar_recursive_mutex_is_mine_modelled_(ar_recursive_mutex *m)
{
	return ar_model_first(ar_model_step(&m->mutex, &recursive_looks, 0)) == self();
}
