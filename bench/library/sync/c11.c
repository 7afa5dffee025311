#include <stdlib.h>
#include <threads.h>

static int nothing(void *arg)
{
	return arg != NULL;
}

static void start_one(thrd_t *t)
{
	if (thrd_create(t, nothing, NULL) != thrd_success)
		abort();
	thrd_join(*t, NULL);
}

#define LIBRARY       "C11"
#define PEERS         c11_peers
#define MUTEX         mtx_t
#define CONDVAR       cnd_t
#define LOCK(m)       mtx_lock(m)
#define UNLOCK(m)     mtx_unlock(m)
#define WAIT(cv, m)   cnd_wait(cv, m)
#define NOTIFY_ONE(c) cnd_signal(c)
#define NOTIFY_ALL(c) cnd_broadcast(c)

#define THREAD                   thrd_t
#define THREAD_START_AND_JOIN(t) start_one(t)

#define ONCE            once_flag
#define ONCE_NEW(o)     (*(o) = (once_flag)ONCE_FLAG_INIT)
#define ONCE_CALL(o, f) call_once(o, f)
#include "loops.h"
