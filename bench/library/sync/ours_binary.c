#include <acqrel/semaphore.h>

#define LIBRARY       "acqrel, binary"
#define PEERS         ours_binary_peers
#define SEMAPHORE     ar_binary_semaphore
#define SEM_NEW(s, n) (*(s) = (ar_binary_semaphore)AR_BINARY_SEMAPHORE_INIT(n))
#define SEM_POST(s)   ar_binary_semaphore_post(s)
#define SEM_WAIT(s)   ar_binary_semaphore_wait(s)
#include "loops.h"
