#include "peer.h"

#include <tbb/concurrent_queue.h>

#define PEER              queue
#define NAME              "tbb::concurrent_queue"
#define FAMILIES          UNBOUNDED
#define QUEUE             tbb::concurrent_queue<struct MESSAGE>
#define NEW(l)            ((void)(l), new QUEUE)
#define DELETE(q)         delete q
#define TRY_SEND(q, m)    ((q)->push(m), true)
#define TRY_RECEIVE(q, m) (q)->try_pop(*(m))
#include "sizes.h"

template <typename Queue> static Queue *new_bounded(const struct load *l)
{
	Queue *q = new Queue;

	if (l->capacity != SIZE_MAX)
		q->set_capacity((std::ptrdiff_t)l->capacity);
	return q;
}

#define PEER              bounded_queue
#define NAME              "tbb::concurrent_bounded_queue"
#define FAMILIES          BOUNDED | UNBOUNDED
#define QUEUE             tbb::concurrent_bounded_queue<struct MESSAGE>
#define NEW(l)            new_bounded<QUEUE>(l)
#define DELETE(q)         delete q
#define SEND(q, m)        (q)->push(m)
#define RECEIVE(q, m)     (q)->pop(*(m))
#define TRY_SEND(q, m)    (q)->try_push(m)
#define TRY_RECEIVE(q, m) (q)->try_pop(*(m))
#include "sizes.h"
