/*
 * Queues of threads that sleep until others wake them, as the kernel keeps them for futexes.
 *
 * A queue is a location of the graph whose state is the set of those who sleep, with operations that are
 * OP_OBJECT. Each is made under the queue's lock, which the program does not see: `queue` of the event is
 * that location. Events on memory can be made under the same lock: then `queue` is the queue, and the
 * location is another. What one hold of locks takes more than one event for (a load of a word, then entering
 * the queue of those who sleep on it) is one step for all others: its events come right after each other in
 * their thread, `step_index` of each counts those before it, and they are to be added before those of any
 * other thread.
 *
 * All that is made under a queue's lock is in one order, which program order and reads-from agree with. Who
 * accesses memory under the lock sees, apart from what its thread's past shows, all that is in the past of
 * those who had the lock before. But only that one access does. Operations on queues give their threads no
 * happens-before, neither by the order of the lock nor because one wakes another.
 *
 * In the graph, the order is modification order with the reads between the writes. A failed wait is a mere
 * load; where in the order it was it does not matter, as long as those before it in program order and
 * reads-from came before.
 */
#ifndef ACQREL_ENGINE_QUEUE_H
#define ACQREL_ENGINE_QUEUE_H

#include "engine/graph.h"

/*
 * What an event made under a queue's lock may not ignore when it reads: of memory, what happens before it and
 * before those who are known to have had the lock earlier; of the queue itself, all that comes before it in
 * program order and reads-from.
 */
const struct clock *queue_past(struct graph *g, const struct event *e);

/* What those who have the lock after this operation on the queue have to see. */
struct view queue_message(struct graph *g, const struct event *e);

/*
 * Whether this operation on a queue can come right after what it reads from: whether no thread that had the
 * lock before knows more of memory than what was read under it, or comes in between. *passed: the earliest
 * added of those who would have to go for that, because they read what this is to replace; 0: none.
 */
bool queue_allows(const struct graph *g, event_id id, event_id *passed);

/*
 * The same for one that only reads, and those who come after what it reads from; or for a read of memory, and
 * those who had the lock before: they are known only when it is known what it reads from.
 */
bool queue_allows_read(struct graph *g, event_id id);

/* Both, for one that is given. */
bool queue_holds(struct graph *g, event_id id);

#endif
