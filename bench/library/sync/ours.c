#include <acqrel/barrier.h>
#include <acqrel/condvar.h>
#include <acqrel/event.h>
#include <acqrel/once.h>
#include <acqrel/latch.h>
#include <acqrel/semaphore.h>
#include <acqrel/thread.h>

#include <stdlib.h>

static void *nothing(void *arg)
{
	return arg;
}

static void start_one(ar_thread *t)
{
	if (ar_thread_spawn(t, nothing, NULL))
		abort();
	ar_thread_join(*t, NULL);
}

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

#define LATCH           ar_latch
#define LATCH_NEW(l, n) ar_latch_init(l, (uint32_t)(n))
#define LATCH_DOWN(l)   ar_latch_count_down(l, 1)
#define LATCH_WAIT(l)   ar_latch_wait(l)

#define SEAT         ar_thread_handle
#define SEAT_BYTES   sizeof(ar_atomic_u32) /* in the thread's record */
#define SEAT_TAKE(s) (*(s) = ar_thread_current())
#define PARK(s)      ((void)(s), ar_park())
#define UNPARK(s)    ar_unpark(*(s))

#define THREAD                   ar_thread
#define THREAD_START_AND_JOIN(t) start_one(t)

#define ONCE            ar_once
#define ONCE_NEW(o)     (*(o) = (ar_once)AR_ONCE_INIT)
#define ONCE_CALL(o, f) ar_once_call(o, f)
#include "loops.h"
