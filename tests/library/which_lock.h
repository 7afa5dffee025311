/*
 * For tests of what mutexes and spin locks share: LOCK_TYPE is the one, ar_mutex unless SPINLOCK is defined.
 */
#ifndef WHICH_LOCK_H
#define WHICH_LOCK_H

#ifdef SPINLOCK

#include <acqrel/spinlock.h>

#define LOCK_TYPE         ar_spinlock
#define LOCK_INIT         AR_SPINLOCK_INIT
#define TRY_LOCK(l)       ar_spinlock_try_lock(l)
#define UNLOCK(l)         ar_spinlock_unlock(l)
#define LOCKED(l)         AR_SPIN_LOCKED(l)
#define GUARDED(name, g)  AR_SPIN_GUARDED(name, g)
#define guarded(T)        ar_spin_guarded(T)
#define GUARDED_INIT(...) AR_SPIN_GUARDED_INIT(__VA_ARGS__)

#else

#include <acqrel/mutex.h>

#define LOCK_TYPE         ar_mutex
#define LOCK_INIT         AR_MUTEX_INIT
#define TRY_LOCK(l)       ar_mutex_try_lock(l)
#define UNLOCK(l)         ar_mutex_unlock(l)
#define LOCKED(l)         AR_LOCKED(l)
#define GUARDED(name, g)  AR_GUARDED(name, g)
#define guarded(T)        ar_guarded(T)
#define GUARDED_INIT(...) AR_GUARDED_INIT(__VA_ARGS__)

#endif
#endif
