/*
 * <acqrel/broadcast.h>: messages from any number of threads, each of them to all who listen.
 *
 *	typedef ar_broadcast(struct price) price_feed;
 *
 *	static price_feed feed;
 *	ar_broadcast_init(&feed, 64, NULL, NULL, NULL); // keeps the last 64; 0 or an errno value
 *
 *	ar_broadcast_send(&feed, price);                // any thread; never waits for a receiver
 *
 *	ar_broadcast_receiver r = ar_broadcast_subscribe(&feed);
 *	struct price p;                                 // any thread, each with a receiver of its own
 *	int err;
 *	while ((err = ar_broadcast_receive(&feed, &r, &p)) != EPIPE)
 *		if (err == EOVERFLOW)                   // too slow: goes on with the oldest that is there
 *			warn("%zu prices lost", ar_broadcast_lost(&r));
 *		else
 *			show(&p);
 *
 *	ar_broadcast_close(&feed);                      // no more will come
 *	ar_broadcast_destroy(&feed);                    // when no thread uses it any more
 *
 * Each receiver gets each message that is sent after it has subscribed, once, and all receivers get them in
 * the same order, that of one sender's as they were sent. The last `capacity` messages are kept, read or not:
 * a receiver that is further behind learns how many it has lost. A message for one receiver only belongs
 * into <acqrel/channel.h>; of values that replace one another, where only the latest counts, see
 * <acqrel/watch.h>.
 *
 * Sending publishes all that the sender did before. A sender waits for other senders, and for receivers that
 * are just copying the message that it overwrites; receivers do not wait for each other.
 *
 * Who owns what
 * -------------
 * A message that was sent is the broadcast's, which drops it when it is overwritten, or with the broadcast
 * itself; a receiver gets a copy. Where messages own nothing, that is an assignment. Where they do, give two
 * functions: copy(T *to, const T *from) makes another one, which is the receiver's to drop (it clones an Arc,
 * duplicates a string), and drop(T *message) frees what one owns. copy returns 0 or an errno value, which is
 * then the receive's result: the receiver has not moved on, and may try again. It is called while no sender
 * can overwrite the message, maybe by several threads at once, and must not use the broadcast. drop is called
 * by the sender, outside of all locks.
 *
 * Results are 0 or an errno value, those of <acqrel/channel.h> and one more:
 *	EPIPE      it is closed, and (receiving) this receiver has had all
 *	EAGAIN     (try) it would have to wait
 *	ETIMEDOUT  (until) the deadline has come
 *	EOVERFLOW  messages were overwritten before this receiver got to them
 *	ENOMEM     (init) no memory
 * When sending returns anything but 0, the message is the caller's still.
 *
 * sending        a mutex                               held by who sends or closes
 * tail           how many messages were sent           who sends adds one, when the slot is filled
 * slots          of each: a reader-writer lock, the    who sends, holding the lock to write; receivers read
 *                message and its number                with it
 * word           bit 0: it is closed                   who closes it, permanently
 *                bit 1: receivers may sleep            who is about to sleep sets it; who changes the rest
 *                                                      clears it, and then wakes them all
 *                others: how often it was sent to,     who sends adds one, after adding to tail
 *                the last 30 bits of that
 * selecting      those who select, see                 who is about to sleep enters it, and sets bit 1; who
 *                src/channel_queue.h                   finds that bit wakes them, too
 */
#ifndef ACQREL_BROADCAST_H
#define ACQREL_BROADCAST_H

#include <acqrel/allocator.h>
#include <acqrel/api.h>
#include <acqrel/atomic.h>
#include <acqrel/channel.h>
#include <acqrel/misuse.h>
#include <acqrel/mutex.h>
#include <acqrel/time.h>

#include <errno.h>

typedef struct ar_broadcast_core {
	/* What does not change. */
	char *slots;
	size_t mask, slot_size, message_offset, message_size, alignment;
	int (*copy)(void *to, const void *from);
	void (*drop)(void *message);
	const ar_allocator *allocator;
	char between_[AR_CACHE_LINE]; /* keeps what receivers only read apart from what senders write */
	ar_mutex sending;
	ar_atomic_u32 word;
	ar_atomic_size tail;
	ar_channel_queue selecting;
} ar_broadcast_core;

/*
 * A receiver: where it is. For one thread at a time, and copied freely: the copy is another receiver, at the
 * same place. The broadcast does not know of it, so that there is nothing to end.
 */
typedef struct ar_broadcast_receiver {
	size_t next; /* the number of the message that it gets next */
	size_t seen; /* that of the next one to be sent, when it last looked */
	size_t lost;
} ar_broadcast_receiver;

/* A broadcast of messages of type T. Give it a name with typedef: two of these are two types. */
#define ar_broadcast(T)                                      \
	struct {                                             \
		ar_broadcast_core core_;                     \
		T *type_; /* never set: it says what T is */ \
	}

/*
 * int ar_broadcast_init(b, capacity, copy, drop, allocator): makes it an open broadcast that keeps the last
 * `capacity` messages, or as many as the next power of two. int copy(void *to, const void *from), void
 * drop(void *): see above; NULL: messages own nothing. allocator: see <acqrel/allocator.h>; NULL is malloc.
 * Returns 0 or ENOMEM. A capacity of 0, and a drop without a copy, which would leave receivers with what was
 * freed, abort with a sentence. No other thread may use the broadcast yet.
 */
#define ar_broadcast_init(b, capacity, copy, drop, allocator)                                          \
	ar_broadcast_init_(&(b)->core_, (capacity), AR_SIZEOF_(*(b)->type_), __alignof__(*(b)->type_), \
	                   (copy), (drop), (allocator), #b, AR_CALLER)

/*
 * Drops the messages that are left and frees what the broadcast has allocated. No thread may be using it, or
 * use it any more. It need not be closed.
 */
#define ar_broadcast_destroy(b) ar_broadcast_destroy_(&(b)->core_)

/*
 * Closes it, if it is open: who sends from now on gets EPIPE; receivers get what they have not had, and then
 * EPIPE. Returns whether it was open.
 */
#define ar_broadcast_close(b) ar_broadcast_close_(&(b)->core_)

/* ar_broadcast_receiver ar_broadcast_subscribe(b): a receiver of all that is sent from now on. */
#define ar_broadcast_subscribe(b) ar_broadcast_subscribe_(&(b)->core_)

/* int ar_broadcast_send(b, message): sends a message by value. Returns 0 or EPIPE. */
#define ar_broadcast_send(b, ...)                                        \
	__extension__({                                                  \
		__typeof__(b) ar_b_ = (b);                               \
		__typeof__(*ar_b_->type_) ar_message_ = __VA_ARGS__;     \
		ar_broadcast_send_(&ar_b_->core_, (void *)&ar_message_); \
	})

/*
 * int …(b, ar_broadcast_receiver *r, T *out): copies the receiver's next message to *out; waiting for it, not
 * waiting, or waiting until a deadline. *out is written if the result is 0, and by copy functions that fail.
 */
#define ar_broadcast_receive(b, r, out)                 AR_BROADCAST_RECEIVE_(b, r, out, AR_NEVER)
#define ar_broadcast_try_receive(b, r, out)             AR_BROADCAST_RECEIVE_(b, r, out, 0)
#define ar_broadcast_receive_until(b, r, out, deadline) AR_BROADCAST_RECEIVE_(b, r, out, deadline)

/*
 * For <acqrel/select.h>, the case that the receiver need not wait: got.error is what receiving returns. With
 * _if, the same if `condition` holds; else a case that never happens.
 */
#define ar_broadcast_receiving(b, r, out)                                                                \
	ar_select_other_(&ar_broadcast_selecting_, &(b)->core_, 1 ? (r) : (ar_broadcast_receiver *)NULL, \
	                 1 ? (out) : (b)->type_, 0, 0, 0)
#define ar_broadcast_receiving_if(condition, b, r, out) \
	((condition) ? ar_broadcast_receiving(b, r, out) : ar_select_never_())

/* size_t ar_broadcast_lost(r): how many messages it had lost when it last got EOVERFLOW. */
#define ar_broadcast_lost(r) ((r)->lost)

/* Whether it is closed. */
#define ar_broadcast_is_closed(b) ar_broadcast_is_closed_(&(b)->core_)

/* --- How it works ----------------------------------------------------------------------------------- */

#define AR_BROADCAST_RECEIVE_(b, r, out, deadline)                                      \
	__extension__({                                                                 \
		__typeof__(b) ar_b_ = (b);                                              \
		__typeof__(ar_b_->type_) ar_out_ = (out);                               \
		ar_broadcast_receive_(&ar_b_->core_, (r), (void *)ar_out_, (deadline)); \
	})

AR_BEGIN_DECLARATIONS
AR_API int ar_broadcast_init_(ar_broadcast_core *c, size_t capacity, size_t size, size_t alignment,
                              int (*copy)(void *, const void *), void (*drop)(void *),
                              const ar_allocator *allocator, const char *name, const char *function,
                              const char *place);
AR_API void ar_broadcast_destroy_(ar_broadcast_core *c);
AR_API bool ar_broadcast_close_(ar_broadcast_core *c);
AR_API ar_broadcast_receiver ar_broadcast_subscribe_(ar_broadcast_core *c);
AR_API int ar_broadcast_send_(ar_broadcast_core *c, void *message);
AR_API int ar_broadcast_receive_(ar_broadcast_core *c, ar_broadcast_receiver *r, void *out, ar_time deadline);
AR_API bool ar_broadcast_is_closed_(const ar_broadcast_core *c);
AR_API extern const struct ar_select_kind ar_broadcast_selecting_;
AR_END_DECLARATIONS

#endif
