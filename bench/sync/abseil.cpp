#include <absl/base/call_once.h>
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

#define ONCE            absl::once_flag
#define ONCE_CALL(o, f) absl::call_once(*(o), f)
#include "loops.h"
