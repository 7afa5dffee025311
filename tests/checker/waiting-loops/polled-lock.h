/* A lock of each kind that loops may poll under: a_lock, b_lock of a polled_lock; `shared` where readers poll. */
#ifndef ACQREL_TESTS_SPIN_POLLED_LOCK_H
#define ACQREL_TESTS_SPIN_POLLED_LOCK_H

#include <pthread.h>
#include <semaphore.h>

#ifndef LOCK
#define LOCK mutex
#endif
#define mutex     1
#define rwlock    2
#define readers   3
#define semaphore 4
#define spin      5
#define robust    6

#if LOCK == rwlock || LOCK == readers
typedef pthread_rwlock_t polled_lock;
#define take(l)     pthread_rwlock_wrlock(l)
#define try_take(l) pthread_rwlock_trywrlock(l)
#define give(l)     pthread_rwlock_unlock(l)
#define begin(l)    pthread_rwlock_init(l, NULL)
#elif LOCK == semaphore
typedef sem_t polled_lock;
#define take(l)     sem_wait(l)
#define try_take(l) sem_trywait(l)
#define give(l)     sem_post(l)
#define begin(l)    sem_init(l, 0, ROOM)
#elif LOCK == spin
typedef pthread_spinlock_t polled_lock;
#define take(l)     pthread_spin_lock(l)
#define try_take(l) pthread_spin_trylock(l)
#define give(l)     pthread_spin_unlock(l)
#define begin(l)    pthread_spin_init(l, 0)
#else
typedef pthread_mutex_t polled_lock;
#define take(l)     pthread_mutex_lock(l)
#define try_take(l) pthread_mutex_trylock(l)
#define give(l)     pthread_mutex_unlock(l)
static inline void begin(polled_lock *l)
{
	pthread_mutexattr_t a;
	pthread_mutexattr_init(&a);
	if (LOCK == robust)
		pthread_mutexattr_setrobust(&a, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(l, &a);
}
#endif

#if LOCK == readers
#define take_to_poll(l) pthread_rwlock_rdlock(l)
#else
#define take_to_poll(l) take(l)
#endif

#ifndef ROOM
#define ROOM 1 /* how many may have a semaphore */
#endif

#endif
