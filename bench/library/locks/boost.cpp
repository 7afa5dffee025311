#include "peer.h"

#include <boost/thread/mutex.hpp>
#include <boost/thread/shared_mutex.hpp>

#define PEER      mutex
#define FAMILY    "mutex"
#define NAME      "boost::mutex"
#define TYPE      boost::mutex
#define LOCK(l)   (l)->lock()
#define UNLOCK(l) (l)->unlock()
#include "loops.h"

#define PEER           rwlock
#define FAMILY         "rwlock"
#define NAME           "boost::shared_mutex"
#define TYPE           boost::shared_mutex
#define LOCK(l)        (l)->lock()
#define UNLOCK(l)      (l)->unlock()
#define READ_LOCK(l)   (l)->lock_shared()
#define READ_UNLOCK(l) (l)->unlock_shared()
#include "loops.h"

extern "C" const struct peer *const boost_peers[] = {&mutex, &rwlock, nullptr};
