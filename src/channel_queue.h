/* The queue of threads that sleep until a channel has room, or a message. */
#ifndef ACQREL_SRC_CHANNEL_QUEUE_H
#define ACQREL_SRC_CHANNEL_QUEUE_H

#include <acqrel/channel.h>

/*
 * One thread in one queue. It is in the queue from queue_enter to queue_leave, or until it was taken out by
 * queue_wake, which has then made *told 1, once for all the queues that the thread may be in.
 */
struct ar_channel_sleeper {
	struct ar_channel_sleeper *next, *previous;
	ar_atomic_u32 *told;     /* 0: sleeps; 1: something has happened. A meeting's: see there */
	ar_channel_token *token; /* of a meeting: where its message is, or is to go */
	bool queued;             /* under the queue's lock */
};

void queue_enter(ar_channel_queue *q, struct ar_channel_sleeper *s);
void queue_leave(ar_channel_queue *q, struct ar_channel_sleeper *s);

/* The parts of these for whoever holds the lock, and does the rest. */
void queue_append(ar_channel_queue *q, struct ar_channel_sleeper *s);
void queue_take_out(ar_channel_queue *q, struct ar_channel_sleeper *s);

/*
 * Wakes the oldest sleeper, or all. To be called after what they wait for has been made true; costs a fence and a
 * load if nobody sleeps.
 */
void queue_wake_one(ar_channel_queue *q);
void queue_wake_all(ar_channel_queue *q);

#endif
