#include <pthread.h>
#include <semaphore.h>

#define LIBRARY       "pthread"
#define PEERS         pthread_peers
#define MUTEX         pthread_mutex_t
#define CONDVAR       pthread_cond_t
#define LOCK(m)       pthread_mutex_lock(m)
#define UNLOCK(m)     pthread_mutex_unlock(m)
#define WAIT(cv, m)   pthread_cond_wait(cv, m)
#define NOTIFY_ONE(c) pthread_cond_signal(c)
#define NOTIFY_ALL(c) pthread_cond_broadcast(c)

#define SEMAPHORE     sem_t
#define SEM_NEW(s, n) sem_init(s, 0, n)
#define SEM_POST(s)   sem_post(s)
#define SEM_WAIT(s)   sem_wait(s)

#define BARRIER            pthread_barrier_t
#define BARRIER_NEW(b, n)  pthread_barrier_init(b, NULL, (unsigned)(n))
#define BARRIER_WAIT(b, n) pthread_barrier_wait(b)

#define ONCE            pthread_once_t
#define ONCE_CALL(o, f) pthread_once(o, f)
#include "loops.h"
