#include <nsync.h>

#define LIBRARY       "nsync"
#define PEERS         nsync_peers
#define MUTEX         nsync_mu
#define CONDVAR       nsync_cv
#define LOCK(m)       nsync_mu_lock(m)
#define UNLOCK(m)     nsync_mu_unlock(m)
#define WAIT(cv, m)   nsync_cv_wait(cv, m)
#define NOTIFY_ONE(c) nsync_cv_signal(c)
#define NOTIFY_ALL(c) nsync_cv_broadcast(c)

#define EVENT         nsync_note
#define EVENT_NEW(e)  (*(e) = nsync_note_new(NULL, nsync_time_no_deadline))
#define EVENT_SET(e)  nsync_note_notify(*(e))
#define EVENT_WAIT(e) nsync_note_wait(*(e), nsync_time_no_deadline)

#define EVENT_FREE(e) nsync_note_free(*(e))

#define LATCH           nsync_counter
#define LATCH_NEW(l, n) (*(l) = nsync_counter_new((uint32_t)(n)))
#define LATCH_DOWN(l)   nsync_counter_add(*(l), -1)
#define LATCH_WAIT(l)   nsync_counter_wait(*(l), nsync_time_no_deadline)
#define LATCH_FREE(l)   nsync_counter_free(*(l))

#define ONCE            nsync_once
#define ONCE_NEW(o)     (*(o) = (nsync_once)NSYNC_ONCE_INIT)
#define ONCE_CALL(o, f) nsync_run_once(o, f)
#include "loops.h"
