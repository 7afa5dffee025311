#include "peer.h"

#include <absl/synchronization/mutex.h>

#define PEER      mutex
#define FAMILY    "mutex"
#define NAME      "absl::Mutex"
#define TYPE      absl::Mutex
#define LOCK(l)   (l)->Lock()
#define UNLOCK(l) (l)->Unlock()
#include "loops.h"

#define PEER           rwlock
#define FAMILY         "rwlock"
#define NAME           "absl::Mutex"
#define TYPE           absl::Mutex
#define LOCK(l)        (l)->Lock()
#define UNLOCK(l)      (l)->Unlock()
#define READ_LOCK(l)   (l)->ReaderLock()
#define READ_UNLOCK(l) (l)->ReaderUnlock()
#include "loops.h"

extern "C" const struct peer *const abseil_peers[] = {&mutex, &rwlock, nullptr};
