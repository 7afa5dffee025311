/* The second step of the condition variable in examples/book/ch09. */
#include "../../../examples/book/ch09/counting-condvar.h"
#include "../../../examples/book/ch09/three-state-mutex.h"

#define LIBRARY       "book: counting"
#define PEERS         book_peers
#define MUTEX         three_state_mutex
#define CONDVAR       counting_condvar
#define LOCK(m)       three_state_mutex_lock(m)
#define UNLOCK(m)     three_state_mutex_unlock(m)
#define WAIT(cv, m)   counting_condvar_wait(cv, m)
#define NOTIFY_ONE(c) counting_condvar_notify_one(c)
#define NOTIFY_ALL(c) counting_condvar_notify_all(c)
#include "loops.h"
