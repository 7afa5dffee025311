/*
 * Counters that are full abort, instead of wrapping around and letting somebody in, or freeing what is in
 * use. CASE says which one. Valid C11 and C++17.
 */
#include <acqrel/arc.h>
#include <acqrel/recursive_mutex.h>
#include <acqrel/rwlock.h>

#ifndef CASE
#define CASE 1
#endif

int main(void) AR_NO_THREAD_SAFETY
{
	int *p = ar_arc_new(int, NULL, 1);
	ar_weak weak = ar_arc_downgrade(p);
	ar_rwlock rwlock = AR_RWLOCK_INIT;
	ar_recursive_mutex mutex = AR_RECURSIVE_MUTEX_INIT;

	if (CASE <= 2)
		/* relaxed: there is one thread only */
		ar_store_relaxed(&ar_arc_header_(p)->handles, AR_ARC_MOST_ * AR_ARC_OWNER_);
	else
		/* relaxed: as above */
		ar_store_relaxed(&ar_arc_header_(p)->handles, AR_ARC_MOST_ * AR_ARC_WEAK_);
	switch (CASE) {
	case 1:
		ar_arc_clone(p);
		break;
	case 2:
		ar_weak_upgrade(int, weak);
		break;
	case 3:
		ar_weak_clone(weak);
		break;
	case 4:
		ar_arc_downgrade(p);
		break;
	case 5:
		/* relaxed: as above */
		ar_store_relaxed(&rwlock.state, AR_RW_MANY_READERS_ - AR_RW_ONE_READER_);
		if (ar_rwlock_try_read_lock(&rwlock)) /* the last one for which there is room */
			ar_rwlock_read_lock(&rwlock);
		break;
	case 6:
		/* relaxed: as above */
		ar_store_relaxed(&rwlock.state, AR_RW_WRITER_ | AR_RW_WAITING_);
		ar_rwlock_write_lock(&rwlock);
		break;
	case 7:
		ar_recursive_mutex_lock(&mutex);
		mutex.times = UINT32_MAX;
		ar_recursive_mutex_lock(&mutex);
		break;
	case 8:
		/* relaxed: as above */
		ar_store_relaxed(&rwlock.state, AR_RW_WRITER_ | AR_RW_MANY_READERS_);
		ar_rwlock_read_lock_until(&rwlock, 0);
		break;
	case 9:
		/* relaxed: as above */
		ar_store_relaxed(&rwlock.state, AR_RW_MANY_READERS_);
		if (ar_rwlock_try_read_lock(&rwlock))
			ar_rwlock_read_unlock(&rwlock);
		break;
	case 10:
		/* relaxed: as above */
		ar_store_relaxed(&rwlock.state, AR_RW_WRITER_ | AR_RW_MANY_READERS_);
		ar_rwlock_downgrade(&rwlock);
		break;
	}
	return 0;
}
