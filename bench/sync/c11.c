#include <threads.h>

#define LIBRARY       "C11"
#define PEERS         c11_peers
#define MUTEX         mtx_t
#define CONDVAR       cnd_t
#define LOCK(m)       mtx_lock(m)
#define UNLOCK(m)     mtx_unlock(m)
#define WAIT(cv, m)   cnd_wait(cv, m)
#define NOTIFY_ONE(c) cnd_signal(c)
#define NOTIFY_ALL(c) cnd_broadcast(c)

#define ONCE            once_flag
#define ONCE_CALL(o, f) call_once(o, f)
#include "loops.h"
