/* The queue of threads that sleep until a channel has room, or a message. */
#ifndef ACQREL_SRC_CHANNEL_QUEUE_H
#define ACQREL_SRC_CHANNEL_QUEUE_H

#include <acqrel/channel.h>

/*
 * A sleeper (struct ar_channel_sleeper, <acqrel/channel.h>) is one thread in one queue. A thread that selects
 * is in several queues, with one word for all. Its word:
 *
 *	state  meaning                               who may change it, to what
 *	WAITS  it waits, or is about to              ar_queue_wake_one, to TOLD;
 *	                                             a partner (channel_meeting.c), to MET;
 *	                                             the sleeper itself, to LEFT
 *	TOLD   there is something to try: it tries,
 *	       or hands that on                      nobody
 *	MET    a partner moves its message           that partner, to DONE
 *	DONE   the message has been moved            nobody
 *	LEFT   it does not wait any more             nobody
 *
 * It leaves all queues that it has entered before its word and its sleepers go: whoever wakes it holds the
 * lock of one of them.
 */
enum { WAITS, TOLD, MET, DONE, LEFT };

void ar_queue_enter(ar_channel_queue *q, struct ar_channel_sleeper *s);
void ar_queue_leave(ar_channel_queue *q, struct ar_channel_sleeper *s);

/* The parts of these for whoever holds the lock, and does the rest. */
void ar_queue_append(ar_channel_queue *q, struct ar_channel_sleeper *s);
void ar_queue_take_out(ar_channel_queue *q, struct ar_channel_sleeper *s);

/*
 * Wakes the oldest sleeper that waits, or all. To be called after what they wait for has been made true;
 * costs a load if nobody sleeps.
 *
 * Nobody may miss the other: whoever sleeps enters a queue and then looks once more (may_send, may_receive),
 * whoever sends or receives changes the channel and then looks into the queue. All four are seq_cst, so that
 * at least one of the two sees what the other did. The change is that of the head, or the tail, which takes a
 * slot: it needs a read-modify-write in any case, and so costs nothing more. A message that is still being
 * written at that moment counts as sent: who finds it waits awake.
 */
void ar_queue_wake_one(ar_channel_queue *q);
void ar_queue_wake_all(ar_channel_queue *q);

/*
 * Wakes all, for whoever has found out that there may be some: it does not look first. Who sleeps has entered
 * the queue and then looked, so that of the two who take the lock the second sees what the first did before.
 */
void ar_queue_tell_all(ar_channel_queue *q);

#endif
