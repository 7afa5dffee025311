#include "peer.h"

#include <mutex>
#include <shared_mutex>

#define PEER      mutex
#define FAMILY    "mutex"
#define NAME      "std::mutex"
#define TYPE      std::mutex
#define LOCK(l)   (l)->lock()
#define UNLOCK(l) (l)->unlock()
#include "loops.h"

#define PEER           rwlock
#define FAMILY         "rwlock"
#define NAME           "std::shared_mutex"
#define TYPE           std::shared_mutex
#define LOCK(l)        (l)->lock()
#define UNLOCK(l)      (l)->unlock()
#define READ_LOCK(l)   (l)->lock_shared()
#define READ_UNLOCK(l) (l)->unlock_shared()
#include "loops.h"

extern "C" const struct peer *const std_peers[] = {&mutex, &rwlock, nullptr};
