/* The three steps of the mutex in examples/book/ch09. */
#include "peer.h"

#include "../../../examples/book/ch09/spinning-mutex.h"
#include "../../../examples/book/ch09/three-state-mutex.h"
#include "../../../examples/book/ch09/two-state-mutex.h"

#define PEER      two_state
#define FAMILY    "mutex"
#define NAME      "book: two-state"
#define TYPE      two_state_mutex
#define LOCK(l)   two_state_mutex_lock(l)
#define UNLOCK(l) two_state_mutex_unlock(l)
#include "loops.h"

#define PEER      three_state
#define FAMILY    "mutex"
#define NAME      "book: three-state"
#define TYPE      three_state_mutex
#define LOCK(l)   three_state_mutex_lock(l)
#define UNLOCK(l) three_state_mutex_unlock(l)
#include "loops.h"

#define PEER      spinning
#define FAMILY    "mutex"
#define NAME      "book: spinning"
#define TYPE      spinning_mutex
#define LOCK(l)   spinning_mutex_lock(l)
#define UNLOCK(l) spinning_mutex_unlock(l)
#include "loops.h"

const struct peer *const book_peers[] = {&two_state, &three_state, &spinning, NULL};
