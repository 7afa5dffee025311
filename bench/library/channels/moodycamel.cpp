/* Cameron Desrochers's queues. */
#include "peer.h"

#include <concurrentqueue/blockingconcurrentqueue.h>
#include <concurrentqueue/concurrentqueue.h>

#define PEER              concurrent_queue
#define NAME              "moodycamel::ConcurrentQueue"
#define FAMILIES          UNBOUNDED
#define QUEUE             moodycamel::ConcurrentQueue<struct MESSAGE>
#define NEW(l)            ((void)(l), new QUEUE)
#define DELETE(q)         delete q
#define TRY_SEND(q, m)    (q)->enqueue(m)
#define TRY_RECEIVE(q, m) (q)->try_dequeue(*(m))
#include "sizes.h"

#define PEER          blocking_concurrent_queue
#define NAME          "moodycamel::BlockingConcurrentQueue"
#define FAMILIES      UNBOUNDED
#define QUEUE         moodycamel::BlockingConcurrentQueue<struct MESSAGE>
#define NEW(l)        ((void)(l), new QUEUE)
#define DELETE(q)     delete q
#define SEND(q, m)    (q)->enqueue(m)
#define RECEIVE(q, m) (q)->wait_dequeue(*(m))
#include "sizes.h"
