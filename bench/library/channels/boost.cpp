#include "peer.h"

#include <boost/lockfree/queue.hpp>
#include <boost/lockfree/spsc_queue.hpp>

#define PEER              spsc
#define NAME              "boost::lockfree::spsc_queue"
#define FAMILIES          SPSC
#define QUEUE             boost::lockfree::spsc_queue<struct MESSAGE>
#define NEW(l)            new QUEUE((l)->capacity)
#define DELETE(q)         delete q
#define TRY_SEND(q, m)    (q)->push(m)
#define TRY_RECEIVE(q, m) (q)->pop(*(m))
#define MOST_SENDERS      1
#define MOST_RECEIVERS    1
#include "sizes.h"

#define PEER              mpmc
#define NAME              "boost::lockfree::queue"
#define FAMILIES          BOUNDED
#define QUEUE             boost::lockfree::queue<struct MESSAGE, boost::lockfree::fixed_sized<true>>
#define NEW(l)            new QUEUE((l)->capacity)
#define DELETE(q)         delete q
#define TRY_SEND(q, m)    (q)->push(m)
#define TRY_RECEIVE(q, m) (q)->pop(*(m))
#include "sizes.h"
