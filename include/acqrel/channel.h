/*
 * <acqrel/channel.h>: messages from any number of threads to any number of threads.
 *
 *	typedef ar_channel(struct job) job_channel;
 *
 *	static job_channel jobs;
 *	ar_channel_init(&jobs, 16, job_drop, NULL);     // room for 16; 0 or an errno value
 *
 *	int err = ar_channel_send(&jobs, job);          // any thread; waits while it is full
 *
 *	ar_channel_each(&jobs, job)                     // any thread; waits while it is empty,
 *		work(&job);                             // until it is closed, and all was received
 *
 *	ar_channel_close(&jobs);                        // no more will come
 *	ar_channel_destroy(&jobs);                      // when no thread uses it any more
 *
 * Messages are values of the channel's type, of any size. Each is received once, by one thread; those of one
 * sender come in the order in which it sent them. Sending publishes all that the sender did before; a sender
 * that waited for room has seen what the receiver that made it did before.
 *
 * Capacity        what                          how
 * AR_UNBOUNDED    senders never wait            a list of blocks of 31 to 255 messages, which it allocates as
 *                                               it goes
 * n               senders wait for room         a ring of n slots (after Vyukov's queue), allocated once
 * 0               senders wait for a receiver   a meeting in a cell, while both are awake, or in queues
 *
 * Neither rings, nor lists, nor cells have a lock: threads that find what they want meet only where they use
 * the same slot. Who has to wait spins for a moment and then sleeps in a queue. Sending to a full ring, and
 * receiving from an empty channel, may be overtaken by threads that come at the right moment. A call on a
 * ring or a list, also one that tries, never passes over a message or room behind a slot that a slower thread
 * is still moving a message to or from: it waits until that is done, which takes as long as copying the
 * message; awake, but if that takes long, it sleeps for a moment now and then, so that a sender of lower
 * real-time priority on the same processor gets on. Calls are not wait-free. The first try on a ring that
 * finds nothing since the last message, or no room since the last one sent, waits for half a microsecond or
 * so and looks again. With capacity 0, who tries finds a partner that sleeps, or is in the cell; others that
 * are still awake, which they are for some ten microseconds, it may miss.
 *
 * A thread uses a channel until its call has returned, even if what it sent has been received long before.
 *
 * Results are 0 or an errno value:
 *	EPIPE      it is closed, and (receiving) nothing is left in it
 *	EAGAIN     (try) it would have to wait
 *	ETIMEDOUT  (until) the deadline has come
 *	ENOMEM     (sending to an unbounded one, and init) no memory
 * When sending returns anything but 0, the message is the caller's still.
 */
#ifndef ACQREL_CHANNEL_H
#define ACQREL_CHANNEL_H

#include <acqrel/allocator.h>
#include <acqrel/api.h>
#include <acqrel/atomic.h>
#include <acqrel/guard.h>
#include <acqrel/misuse.h>
#include <acqrel/mutex.h>
#include <acqrel/time.h>

#include <errno.h>

#define AR_UNBOUNDED SIZE_MAX

/* A thread that sleeps until something happens to a channel. */
typedef struct ar_channel_sleeper {
	struct ar_channel_sleeper *next, *previous;
	ar_atomic_u32 *word; /* what it sleeps on: the states are in src/channel_queue.h */
	void *message;       /* with capacity 0: where its message is, or is to go */
	bool queued;         /* under the queue's lock */
	bool chosen;         /* the waking thread found it here */
} ar_channel_sleeper;

/* Those that sleep, oldest first. */
typedef struct ar_channel_queue {
	ar_mutex lock;
	ar_atomic_u32 sleepers; /* how many are in the queue: changed under the lock, read without */
	ar_channel_sleeper *first, *last;
} ar_channel_queue;

#define AR_CHANNEL_CELL_ 104

typedef struct ar_channel_core {
	/* What does not change. kind is NULL before ar_channel_init and after ar_channel_destroy. */
	const struct ar_channel_kind *kind;
	const ar_allocator *allocator;
	void (*drop)(void *message);
	size_t message_size, message_offset, slot_size, capacity, closed_bit, alignment, lap;
	char *slots;

	/*
	 * The senders' side and the receivers': positions, and (unbounded) the blocks that they are in, and
	 * what src/channel_list.c and src/channel_ring.c say of the others. With capacity 0, tail is the
	 * state of the cell in which a sender and a receiver meet (src/channel_meeting.c); small messages are
	 * in it, just behind. What is between them keeps them apart wherever the channel lies in memory; the
	 * first makes the sides begin cache lines if the channel does.
	 */
	char between_0_[2 * AR_CACHE_LINE - 11 * sizeof(size_t)];
	ar_atomic_ptr(struct ar_channel_block) tail_block;
	ar_atomic_size found_full, tail;
	char cell[AR_CHANNEL_CELL_];
	char between_1_[AR_CACHE_LINE];
	ar_atomic_size head;
	ar_atomic_ptr(struct ar_channel_block) head_block;
	ar_atomic_size seen_tail, found_empty;
	char between_2_[AR_CACHE_LINE];
	ar_atomic_ptr(struct ar_channel_block) spare_block;
	char between_3_[AR_CACHE_LINE];
	ar_channel_queue senders, receivers;
} ar_channel_core;

/* A channel for messages of type T. Give it a name with typedef: two of these are two types. */
#define ar_channel(T)                                        \
	struct {                                             \
		ar_channel_core core_;                       \
		T *type_; /* never set: it says what T is */ \
	}

/*
 * int ar_channel_init(c, capacity, drop, allocator): makes it an empty, open channel. drop(T *message, as a
 * void *) frees what a message owns that is left when the channel is destroyed; NULL: nothing to do.
 * allocator: see <acqrel/allocator.h>; NULL is malloc. Returns 0 or ENOMEM. No other thread may use the
 * channel yet.
 */
#define ar_channel_init(c, capacity, drop_function, from)                                            \
	ar_channel_init_(&(c)->core_, (capacity), AR_SIZEOF_(*(c)->type_), __alignof__(*(c)->type_), \
	                 (drop_function), (from))

/*
 * Drops the messages that are left and frees what the channel has allocated. No thread may be using it, or
 * use it any more: where that can be noticed, it aborts with a sentence, here and below. It need not be
 * closed.
 */
#define ar_channel_destroy(c) ar_channel_destroy_(AR_CHANNEL_(c), #c, AR_CALLER)

/*
 * Closes it, if it is open: who sends from now on, or waits to, gets EPIPE; what is in it can still be
 * received. Returns whether it was open.
 */
#define ar_channel_close(c) ar_channel_close_(AR_CHANNEL_(c))

/* int …(c, message): sends a message by value; waiting, not waiting, or waiting until a deadline. */
#define ar_channel_send(c, ...)                 AR_CHANNEL_SEND_(c, #c, AR_NEVER, __VA_ARGS__)
#define ar_channel_try_send(c, ...)             AR_CHANNEL_SEND_(c, #c, 0, __VA_ARGS__)
#define ar_channel_send_until(c, deadline, ...) AR_CHANNEL_SEND_(c, #c, deadline, __VA_ARGS__)

/* int …(c, T *out): moves a message to *out; waiting, not waiting, or waiting until a deadline. */
#define ar_channel_receive(c, out)                 AR_CHANNEL_RECEIVE_(c, #c, AR_NEVER, out)
#define ar_channel_try_receive(c, out)             AR_CHANNEL_RECEIVE_(c, #c, 0, out)
#define ar_channel_receive_until(c, out, deadline) AR_CHANNEL_RECEIVE_(c, #c, deadline, out)

/*
 * ar_channel_each(c, message) { … } runs the block for each message that it receives, as a variable of that
 * name, until the channel is closed and empty. The message is the block's: what it owns has to be freed
 * there. Ways out are those of a loop.
 */
#define ar_channel_each(c, message) AR_CHANNEL_EACH_(c, #c, message, AR_PASTE_(ar_each_, __LINE__))

/* How many messages are in it; and whether it is closed. Others may change either at once. */
#define ar_channel_length(c)    ar_channel_length_(AR_CHANNEL_(c))
#define ar_channel_is_closed(c) ar_channel_is_closed_(AR_CHANNEL_(c))

/* --- How it works ----------------------------------------------------------------------------------- */

/* The message's place, between getting hold of it and letting go. */
typedef struct ar_channel_token {
	void *message;
	void *slot;
	struct ar_channel_block *block; /* of an unbounded channel */
	size_t position;
} ar_channel_token;

static inline ar_channel_core *ar_channel_checked_(ar_channel_core *c, const char *name, const char *function,
                                                   const char *place)
{
	if (AR_UNLIKELY_(!c->kind))
		ar_misuse("the channel", name, "was used", function, place,
		          "but it has not been initialized, or has been destroyed");
	return c;
}

#define AR_CHANNEL_(c) ar_channel_checked_(&(c)->core_, #c, AR_CALLER)

#define AR_CHANNEL_SEND_(c, name, deadline, ...)                                                 \
	__extension__({                                                                          \
		__typeof__(c) ar_c_ = (c);                                                       \
		ar_channel_core *ar_core_ = ar_channel_checked_(&ar_c_->core_, name, AR_CALLER); \
		__typeof__(*ar_c_->type_) ar_message_ = __VA_ARGS__;                             \
		ar_channel_token ar_token_;                                                      \
		ar_token_.message = &ar_message_;                                                \
		int ar_error_ = ar_channel_begin_send_(ar_core_, &ar_token_, (deadline));        \
		if (ar_error_ == 0) {                                                            \
			*(__typeof__(ar_c_->type_))ar_token_.message = ar_message_;              \
			ar_channel_end_send_(ar_core_, &ar_token_);                              \
		}                                                                                \
		ar_error_;                                                                       \
	})

#define AR_CHANNEL_RECEIVE_(c, name, deadline, out)                                              \
	__extension__({                                                                          \
		__typeof__(c) ar_c_ = (c);                                                       \
		ar_channel_core *ar_core_ = ar_channel_checked_(&ar_c_->core_, name, AR_CALLER); \
		__typeof__(ar_c_->type_) ar_out_ = (out);                                        \
		ar_channel_token ar_token_;                                                      \
		ar_token_.message = ar_out_;                                                     \
		int ar_error_ = ar_channel_begin_receive_(ar_core_, &ar_token_, (deadline));     \
		if (ar_error_ == 0) {                                                            \
			*ar_out_ = *(__typeof__(ar_c_->type_))ar_token_.message;                 \
			ar_channel_end_receive_(ar_core_, &ar_token_);                           \
		}                                                                                \
		ar_error_;                                                                       \
	})

/*
 * The outer loop, which runs once, is for c to be evaluated once: a break leaves the inner one, and then that
 * ends.
 */
#define AR_CHANNEL_EACH_(c, name, message, each)          \
	for (__typeof__(c) each = (c); each; each = NULL) \
		for (__typeof__(*each->type_) message;    \
		     AR_CHANNEL_RECEIVE_(each, name, AR_NEVER, &message) == 0;)

AR_BEGIN_DECLARATIONS
AR_API int ar_channel_init_(ar_channel_core *c, size_t capacity, size_t size, size_t alignment,
                            void (*drop)(void *), const ar_allocator *allocator);
AR_API void ar_channel_destroy_(ar_channel_core *c, const char *name, const char *function,
                                const char *place);
AR_API bool ar_channel_close_(ar_channel_core *c);
AR_API int ar_channel_begin_send_(ar_channel_core *c, ar_channel_token *t, ar_time deadline);
AR_API void ar_channel_end_send_(ar_channel_core *c, ar_channel_token *t);
AR_API int ar_channel_begin_receive_(ar_channel_core *c, ar_channel_token *t, ar_time deadline);
AR_API void ar_channel_end_receive_(ar_channel_core *c, ar_channel_token *t);
AR_API size_t ar_channel_length_(ar_channel_core *c);
AR_API bool ar_channel_is_closed_(ar_channel_core *c);
AR_END_DECLARATIONS

#endif
