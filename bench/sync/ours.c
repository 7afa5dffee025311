#include <acqrel/barrier.h>
#include <acqrel/condvar.h>
#include <acqrel/event.h>
#include <acqrel/once.h>
#include <acqrel/semaphore.h>

#define LIBRARY       "acqrel"
#define PEERS         ours_peers
#define MUTEX         ar_mutex
#define CONDVAR       ar_condvar
#define LOCK(m)       ar_mutex_lock(m)
#define UNLOCK(m)     ar_mutex_unlock(m)
#define WAIT(cv, m)   ar_condvar_wait(cv, m)
#define NOTIFY_ONE(c) ar_condvar_notify_one(c)
#define NOTIFY_ALL(c) ar_condvar_notify_all(c)

#define SEMAPHORE     ar_semaphore
#define SEM_NEW(s, n) (*(s) = (ar_semaphore)AR_SEMAPHORE_INIT(n))
#define SEM_POST(s)   ar_semaphore_post(s)
#define SEM_WAIT(s)   ar_semaphore_wait(s)

#define BARRIER            ar_barrier
#define BARRIER_NEW(b, n)  ((void)(n), *(b) = (ar_barrier)AR_BARRIER_INIT)
#define BARRIER_WAIT(b, n) ar_barrier_wait(b, (unsigned)(n))

#define EVENT         ar_event
#define EVENT_NEW(e)  (*(e) = (ar_event)AR_EVENT_INIT(0))
#define EVENT_SET(e)  ar_event_set(e)
#define EVENT_WAIT(e) ar_event_wait(e)

#define ONCE            ar_once
#define ONCE_CALL(o, f) ar_once_call(o, f)
#include "loops.h"
