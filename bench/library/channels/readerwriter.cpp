/* Cameron Desrochers's queues for one sender and one receiver. */
#include "peer.h"

#include <readerwritercircularbuffer.h>
#include <readerwriterqueue.h>

#define PEER              reader_writer_queue
#define NAME              "moodycamel::ReaderWriterQueue"
#define FAMILIES          SPSC
#define QUEUE             moodycamel::ReaderWriterQueue<struct MESSAGE>
#define NEW(l)            new QUEUE((l)->capacity)
#define DELETE(q)         delete q
#define TRY_SEND(q, m)    (q)->try_enqueue(m)
#define TRY_RECEIVE(q, m) (q)->try_dequeue(*(m))
#define MOST_SENDERS      1
#define MOST_RECEIVERS    1
#include "sizes.h"

#define PEER           circular_buffer
#define NAME           "moodycamel::BlockingReaderWriterCircularBuffer"
#define FAMILIES       SPSC
#define QUEUE          moodycamel::BlockingReaderWriterCircularBuffer<struct MESSAGE>
#define NEW(l)         new QUEUE((l)->capacity)
#define DELETE(q)      delete q
#define SEND(q, m)     (q)->wait_enqueue(m)
#define RECEIVE(q, m)  (q)->wait_dequeue(*(m))
#define MOST_SENDERS   1
#define MOST_RECEIVERS 1
#include "sizes.h"
