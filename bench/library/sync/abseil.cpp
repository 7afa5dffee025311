#include <absl/base/call_once.h>
#include <absl/synchronization/barrier.h>
#include <absl/synchronization/blocking_counter.h>
#include <absl/synchronization/mutex.h>
#include <absl/synchronization/notification.h>

#define LIBRARY       "abseil"
#define PEERS         abseil_peers
#define MUTEX         absl::Mutex
#define CONDVAR       absl::CondVar
#define LOCK(m)       (m)->Lock()
#define UNLOCK(m)     (m)->Unlock()
#define WAIT(cv, m)   (cv)->Wait(m)
#define NOTIFY_ONE(c) (c)->Signal()
#define NOTIFY_ALL(c) (c)->SignalAll()

#define EVENT         absl::Notification
#define EVENT_NEW(e)  new (e) absl::Notification()
#define EVENT_SET(e)  (e)->Notify()
#define EVENT_WAIT(e) (e)->WaitForNotification()

#define LATCH           absl::BlockingCounter
#define LATCH_NEW(l, n) new (l) absl::BlockingCounter(n)
#define LATCH_DOWN(l)   (l)->DecrementCount()
#define LATCH_WAIT(l)   (l)->Wait()

#define BARRIER            absl::Barrier
#define BARRIER_NEW(b, n)  new (b) absl::Barrier(n)
#define BARRIER_WAIT(b, n) (b)->Block()
#define BARRIER_FOR_ONE_MEETING

#define ONCE            absl::once_flag
#define ONCE_NEW(o)     new (o) absl::once_flag()
#define ONCE_CALL(o, f) absl::call_once(*(o), f)
#include "loops.h"
