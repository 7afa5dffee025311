#include "peer.h"

#include <nsync.h>

#define PEER      mu
#define FAMILY    "mutex"
#define NAME      "nsync_mu"
#define TYPE      nsync_mu
#define LOCK(l)   nsync_mu_lock(l)
#define UNLOCK(l) nsync_mu_unlock(l)
#include "loops.h"

#define PEER           rwlock
#define FAMILY         "rwlock"
#define NAME           "nsync_mu"
#define TYPE           nsync_mu
#define LOCK(l)        nsync_mu_lock(l)
#define UNLOCK(l)      nsync_mu_unlock(l)
#define READ_LOCK(l)   nsync_mu_rlock(l)
#define READ_UNLOCK(l) nsync_mu_runlock(l)
#include "loops.h"

const struct peer *const nsync_peers[] = {&mu, &rwlock, NULL};
