/* The C library's locks: pthread and <threads.h>. */
#define _GNU_SOURCE
#include "peer.h"

#include <pthread.h>
#include <threads.h>

#define PEER      plain
#define FAMILY    "mutex"
#define NAME      "pthread_mutex"
#define TYPE      pthread_mutex_t
#define LOCK(l)   pthread_mutex_lock(l)
#define UNLOCK(l) pthread_mutex_unlock(l)
#include "loops.h"

#define PEER      adaptive
#define FAMILY    "mutex"
#define NAME      "pthread_mutex, adaptive"
#define TYPE      pthread_mutex_t
#define LOCK(l)   pthread_mutex_lock(l)
#define UNLOCK(l) pthread_mutex_unlock(l)
#include "loops.h"

#define PEER      c11
#define FAMILY    "mutex"
#define NAME      "mtx_t"
#define TYPE      mtx_t
#define LOCK(l)   mtx_lock(l)
#define UNLOCK(l) mtx_unlock(l)
#include "loops.h"

#define PEER      spin
#define FAMILY    "spin lock"
#define NAME      "pthread_spinlock"
#define TYPE      pthread_spinlock_t
#define LOCK(l)   pthread_spin_lock(l)
#define UNLOCK(l) pthread_spin_unlock(l)
#include "loops.h"

#define PEER           rwlock
#define FAMILY         "rwlock"
#define NAME           "pthread_rwlock"
#define TYPE           pthread_rwlock_t
#define LOCK(l)        pthread_rwlock_wrlock(l)
#define UNLOCK(l)      pthread_rwlock_unlock(l)
#define READ_LOCK(l)   pthread_rwlock_rdlock(l)
#define READ_UNLOCK(l) pthread_rwlock_unlock(l)
#include "loops.h"

#define PEER           fair_rwlock
#define FAMILY         "rwlock"
#define NAME           "pthread_rwlock, prefers writers"
#define TYPE           pthread_rwlock_t
#define LOCK(l)        pthread_rwlock_wrlock(l)
#define UNLOCK(l)      pthread_rwlock_unlock(l)
#define READ_LOCK(l)   pthread_rwlock_rdlock(l)
#define READ_UNLOCK(l) pthread_rwlock_unlock(l)
#include "loops.h"

#define PEER      recursive
#define FAMILY    "recursive"
#define NAME      "pthread_mutex, recursive"
#define TYPE      pthread_mutex_t
#define LOCK(l)   pthread_mutex_lock(l)
#define UNLOCK(l) pthread_mutex_unlock(l)
#include "loops.h"

#define PEER      robust
#define FAMILY    "robust"
#define NAME      "pthread_mutex, robust"
#define TYPE      pthread_mutex_t
#define LOCK(l)   pthread_mutex_lock(l)
#define UNLOCK(l) pthread_mutex_unlock(l)
#include "loops.h"

/* What zero-filled memory is not enough for. */
__attribute__((constructor)) static void initialise(void)
{
	pthread_mutexattr_t attributes;
	pthread_rwlockattr_t rw_attributes;

	pthread_mutexattr_init(&attributes);
	pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ADAPTIVE_NP);
	pthread_mutex_init(&adaptive_place.lock, &attributes);
	pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
	pthread_mutex_init(&recursive_place.lock, &attributes);
	pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_NORMAL);
	pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(&robust_place.lock, &attributes);
	mtx_init(&c11_place.lock, mtx_plain);
	pthread_spin_init(&spin_place.lock, PTHREAD_PROCESS_PRIVATE);
	pthread_rwlockattr_init(&rw_attributes);
	pthread_rwlockattr_setkind_np(&rw_attributes, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
	pthread_rwlock_init(&fair_rwlock_place.lock, &rw_attributes);
}

const struct peer *const pthread_peers[] = {&plain,       &adaptive,  &c11,    &spin, &rwlock,
                                            &fair_rwlock, &recursive, &robust, NULL};
