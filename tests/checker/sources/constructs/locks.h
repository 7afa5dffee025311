/* Locks of all kinds: begun, taken and given back. */
#ifndef CONSTRUCTS_LOCKS_H
#define CONSTRUCTS_LOCKS_H
#include <errno.h>
#include <semaphore.h>

#define LOCK_CALLS(name, type, begin, lock, unlock, end) \
	UNUSED static void name##_begin(type *m)         \
	{                                                \
		begin;                                   \
	}                                                \
	UNUSED static inline void name##_lock(type *m)   \
	{                                                \
		assert(lock == 0);                       \
	}                                                \
	UNUSED static inline void name##_unlock(type *m) \
	{                                                \
		assert(unlock == 0);                     \
	}                                                \
	UNUSED static void name##_end(type *m)           \
	{                                                \
		end;                                     \
	}

typedef pthread_mutex_t plain_mutex, checking_mutex, nesting_mutex, adaptive_mutex;
typedef pthread_rwlock_t writers_lock;
typedef pthread_spinlock_t spin_lock;
typedef sem_t semaphore;
typedef mtx_t c11_mutex, c11_nesting_mutex;

UNUSED static void begin_of_kind(pthread_mutex_t *m, int kind)
{
	pthread_mutexattr_t a;

	pthread_mutexattr_init(&a);
	pthread_mutexattr_settype(&a, kind);
	pthread_mutex_init(m, &a);
	pthread_mutexattr_destroy(&a);
}

LOCK_CALLS(plain_mutex, pthread_mutex_t, (void)m, pthread_mutex_lock(m), pthread_mutex_unlock(m), (void)m)
LOCK_CALLS(checking_mutex, pthread_mutex_t, begin_of_kind(m, PTHREAD_MUTEX_ERRORCHECK), pthread_mutex_lock(m),
           pthread_mutex_unlock(m), pthread_mutex_destroy(m))
LOCK_CALLS(nesting_mutex, pthread_mutex_t, begin_of_kind(m, PTHREAD_MUTEX_RECURSIVE), pthread_mutex_lock(m),
           pthread_mutex_unlock(m), pthread_mutex_destroy(m))
LOCK_CALLS(adaptive_mutex, pthread_mutex_t, begin_of_kind(m, PTHREAD_MUTEX_ADAPTIVE_NP),
           pthread_mutex_lock(m), pthread_mutex_unlock(m), pthread_mutex_destroy(m))
LOCK_CALLS(writers_lock, pthread_rwlock_t, pthread_rwlock_init(m, NULL), pthread_rwlock_wrlock(m),
           pthread_rwlock_unlock(m), pthread_rwlock_destroy(m))
LOCK_CALLS(spin_lock, pthread_spinlock_t, pthread_spin_init(m, 0), pthread_spin_lock(m),
           pthread_spin_unlock(m), pthread_spin_destroy(m))
LOCK_CALLS(semaphore, sem_t, sem_init(m, 0, 1), sem_wait(m), sem_post(m), sem_destroy(m))
LOCK_CALLS(c11_mutex, mtx_t, mtx_init(m, mtx_plain), mtx_lock(m), mtx_unlock(m), mtx_destroy(m))
LOCK_CALLS(c11_nesting_mutex, mtx_t, mtx_init(m, mtx_plain | mtx_recursive), mtx_lock(m), mtx_unlock(m),
           mtx_destroy(m))

#endif
