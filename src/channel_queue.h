/* The queue of threads that sleep until a channel has room, or a message. */
#ifndef ACQREL_SRC_CHANNEL_QUEUE_H
#define ACQREL_SRC_CHANNEL_QUEUE_H

#include <acqrel/channel.h>

/*
 * A sleeper (struct ar_channel_sleeper, <acqrel/channel.h>) is one thread in one queue. A thread that selects
 * is in several queues, with one word for all. Its word:
 *
 *	state  meaning                               who may change it, to what
 *	WAITS  it waits, or is about to              ar_queue_wake_one, to RETRY;
 *	                                             a partner (channel_meeting.c), to MET;
 *	                                             the sleeper itself, to LEFT
 *	RETRY  there is something to try: it tries,
 *	       or hands that on                      no thread
 *	MET    a partner moves its message           that partner, to DONE
 *	DONE   the message has been moved            no thread
 *	LEFT   it does not wait any more             no thread
 *
 * It leaves all queues that it has entered before its word and its sleepers go: the thread that wakes it
 * holds the lock of one of them.
 */
enum { WAITS, RETRY, MET, DONE, LEFT };

void ar_queue_enter(ar_channel_queue *q, struct ar_channel_sleeper *s);
void ar_queue_leave(ar_channel_queue *q, struct ar_channel_sleeper *s);

/* The parts of these for the thread that holds the lock, and does the rest. */
void ar_queue_append(ar_channel_queue *q, struct ar_channel_sleeper *s);
void ar_queue_take_out(ar_channel_queue *q, struct ar_channel_sleeper *s);

/*
 * Wakes the oldest sleeper that waits, or all. To be called after what they wait for has been made true;
 * costs a load if no thread sleeps.
 *
 * No thread may miss the other: the thread that sleeps enters a queue and then looks once more (may_send,
 * may_receive), the thread that sends or receives changes the channel and then looks into the queue. All four
 * are seq_cst, so that at least one of the two sees what the other did. The change is that of the head, or
 * the tail, which takes a slot: it needs a read-modify-write in any case, and so costs nothing more. A
 * message that is still being written at that moment counts as sent: who finds it waits awake.
 */
void ar_queue_wake_one(ar_channel_queue *q);
void ar_queue_wake_all(ar_channel_queue *q);

/*
 * Wakes all, for the thread that has found out that there may be some: it does not look first. Who sleeps has
 * entered the queue and then looked, so that of the two who take the lock the second sees what the first did
 * before.
 */
void ar_queue_tell_all(ar_channel_queue *q);

#endif
