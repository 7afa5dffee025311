/* For tests of what all mutexes have: MUTEX is the one, ar_mutex unless RECURSIVE or ROBUST is defined. */
#ifndef WHICH_MUTEX_H
#define WHICH_MUTEX_H

#if defined(RECURSIVE)

#include <acqrel/recursive_mutex.h>

#define MUTEX                   ar_recursive_mutex
#define LOCK(m)                 ar_recursive_mutex_lock(m)
#define LOCK_UNTIL(m, deadline) ar_recursive_mutex_lock_until(m, deadline)
#define UNLOCK(m)               ar_recursive_mutex_unlock(m)

#elif defined(ROBUST)

#include <acqrel/robust_mutex.h>

#define MUTEX                   ar_robust_mutex
#define LOCK(m)                 ((void)LOCK_UNTIL(m, AR_NEVER))
#define LOCK_UNTIL(m, deadline) (ar_robust_mutex_lock_until(m, deadline) == 0)
#define UNLOCK(m)               ar_robust_mutex_unlock(m)

#else

#include <acqrel/mutex.h>

#define MUTEX                   ar_mutex
#define LOCK(m)                 ar_mutex_lock(m)
#define LOCK_UNTIL(m, deadline) ar_mutex_lock_until(m, deadline)
#define UNLOCK(m)               ar_mutex_unlock(m)

#endif
#endif
