/* The queue of threads that sleep until a channel has room, or a message. */
#ifndef ACQREL_SRC_CHANNEL_QUEUE_H
#define ACQREL_SRC_CHANNEL_QUEUE_H

#include <acqrel/channel.h>

/*
 * A sleeper (struct ar_channel_sleeper, <acqrel/channel.h>) is one thread in one queue. A thread that selects is in
 * several queues, with one word for all. Its word:
 *
 *	state  meaning                               who may change it, to what
 *	WAITS  it waits, or is about to              queue_wake, to TOLD; a partner (channel_meeting.c), to MET;
 *	                                             the sleeper itself, to LEFT
 *	TOLD   there is something to try: it tries,
 *	       or hands that on                      nobody
 *	MET    a partner moves its message           that partner, to DONE
 *	DONE   the message has been moved            nobody
 *	LEFT   it does not wait any more             nobody
 *
 * It leaves all queues that it has entered before its word and its sleepers go: whoever wakes it holds the lock of one
 * of them.
 */
enum { WAITS, TOLD, MET, DONE, LEFT };

void queue_enter(ar_channel_queue *q, struct ar_channel_sleeper *s);
void queue_leave(ar_channel_queue *q, struct ar_channel_sleeper *s);

/* The parts of these for whoever holds the lock, and does the rest. */
void queue_append(ar_channel_queue *q, struct ar_channel_sleeper *s);
void queue_take_out(ar_channel_queue *q, struct ar_channel_sleeper *s);

/*
 * Wakes the oldest sleeper that waits, or all. To be called after what they wait for has been made true; costs a fence
 * and a load if nobody sleeps.
 */
void queue_wake_one(ar_channel_queue *q);
void queue_wake_all(ar_channel_queue *q);

#endif
