/* The locks of <acqrel/…>. */
#include "peer.h"

#include <acqrel/mutex.h>
#include <acqrel/recursive_mutex.h>
#include <acqrel/robust_mutex.h>
#include <acqrel/rwlock.h>
#include <acqrel/spinlock.h>

#define PEER      mutex
#define FAMILY    "mutex"
#define NAME      "ar_mutex"
#define TYPE      ar_mutex
#define LOCK(l)   ar_mutex_lock(l)
#define UNLOCK(l) ar_mutex_unlock(l)
#include "loops.h"

#define PEER      spinlock
#define FAMILY    "spin lock"
#define NAME      "ar_spinlock"
#define TYPE      ar_spinlock
#define LOCK(l)   ar_spinlock_lock(l)
#define UNLOCK(l) ar_spinlock_unlock(l)
#include "loops.h"

#define PEER           rwlock
#define FAMILY         "rwlock"
#define NAME           "ar_rwlock"
#define TYPE           ar_rwlock
#define LOCK(l)        ar_rwlock_write_lock(l)
#define UNLOCK(l)      ar_rwlock_write_unlock(l)
#define READ_LOCK(l)   ar_rwlock_read_lock(l)
#define READ_UNLOCK(l) ar_rwlock_read_unlock(l)
#include "loops.h"

#define PEER      recursive
#define FAMILY    "recursive"
#define NAME      "ar_recursive_mutex"
#define TYPE      ar_recursive_mutex
#define LOCK(l)   ar_recursive_mutex_lock(l)
#define UNLOCK(l) ar_recursive_mutex_unlock(l)
#include "loops.h"

/* Nobody dies here. */
static inline void robust_lock(ar_robust_mutex *m)
{
	if (ar_robust_mutex_lock(m))
		__builtin_trap();
}

#define PEER      robust
#define FAMILY    "robust"
#define NAME      "ar_robust_mutex"
#define TYPE      ar_robust_mutex
#define LOCK(l)   robust_lock(l)
#define UNLOCK(l) ar_robust_mutex_unlock(l)
#include "loops.h"

const struct peer *const ours_peers[] = {&mutex, &spinlock, &rwlock, &recursive, &robust, NULL};
