/*
 * A stand-in for <acqrel/mutex.h>, which is left out where this is included before it (-include): a pthread
 * mutex with the same interface, as far as channels and select use it. The checker knows a pthread mutex:
 * locking and unlocking are one event each, and nobody looks in vain. What is built on a mutex can then be
 * explored with more threads than would be possible with ar_mutex, whose own executions multiply with it, and
 * are explored by its own tests.
 */
#ifndef ACQREL_MUTEX_H
#define ACQREL_MUTEX_H

#include <acqrel/api.h>
#include <acqrel/atomic.h>
#include <acqrel/guard.h>
#include <acqrel/misuse.h>
#include <acqrel/thread_safety.h>
#include <acqrel/time.h>

#include <pthread.h>

/* Zero-filled: unlocked, as PTHREAD_MUTEX_INITIALIZER is. */
typedef struct AR_CAPABILITY("mutex") ar_mutex {
	pthread_mutex_t mutex;
} ar_mutex;

static inline void ar_mutex_lock(ar_mutex *m) AR_ACQUIRE(*m) AR_NO_THREAD_SAFETY
{
	pthread_mutex_lock(&m->mutex);
}

static inline void ar_mutex_unlock(ar_mutex *m) AR_RELEASE(*m) AR_NO_THREAD_SAFETY
{
	pthread_mutex_unlock(&m->mutex);
}

/*
 * As in <acqrel/mutex.h>; only the end of the block unlocks it, which is the only way out that is used here.
 */
#define AR_LOCKED(ptr)                                                                      \
	for (ar_mutex *ar_locked_ = (ptr); ar_locked_ && (ar_mutex_lock(ar_locked_), true); \
	     ar_mutex_unlock(ar_locked_), ar_locked_ = NULL)

#endif
