/*
 * <acqrel/oneshot.h>: a channel for one message, from one thread to another.
 *
 *	typedef ar_oneshot(struct answer) answer_channel;
 *
 *	answer_channel c;                               // here on the asker's stack
 *	ar_oneshot_init(&c, NULL);                      // or zero-filled
 *	ask(question, &c);
 *	struct answer a;
 *	if (ar_oneshot_receive(&c, &a))                 // false: there will be no answer
 *		use(a);
 *
 *	ar_oneshot_send(c, answer);                     // the other thread, once
 *
 * It has two sides, each for one thread at a time, and each side ends once: the sender's by ar_oneshot_send
 * or ar_oneshot_drop_sender, the receiver's by a receive that returned true, or by ar_oneshot_drop_receiver.
 * Each side sees that the other has ended.
 *
 * Borrowed: the channel is a variable of somebody who keeps it until both sides have ended (who receives a
 * message knows that the sender's has). No allocation. It can be used again after ar_oneshot_init.
 *
 * Owned: ar_oneshot_new allocates it, and the side that ends last frees it; neither has to know which that
 * is.
 *
 * The word's bits       set by        meaning
 * SENT           1      the sender    the message is there; the sender's side has ended
 * SENDER_GONE    2      the sender    there will be no message; the sender's side has ended
 * RECEIVER_GONE  4      the receiver  no thread will look any more; the receiver's side has ended
 * SLEEPING       8      the receiver  it sleeps on the word, or is about to: a sender that ends wakes it
 * SELECTED       16     the receiver  it selects: a sender that ends tells the word that it sleeps on, which
 *                                     stands in the place of `drop`
 *
 * Only SELECTED is ever cleared: by a receiver that goes while the sender's side has not ended; else by the
 * sender, when it has said so, until when the receiver waits awake. Sending publishes the message, and all
 * that the sender has done before.
 */
#ifndef ACQREL_ONESHOT_H
#define ACQREL_ONESHOT_H

#include <acqrel/allocator.h>
#include <acqrel/api.h>
#include <acqrel/atomic.h>
#include <acqrel/misuse.h>
#include <acqrel/model.h>
#include <acqrel/time.h>

typedef struct ar_oneshot_core {
	ar_atomic_u32 word;
	uint8_t alignment; /* of an owned one: its logarithm; 0: borrowed */
	/* in a program that is checked (src/specifications/oneshot.h): what each side knows of itself */
	uint8_t sender_ended, receiver_ended;
	union {
		void (*drop)(void *message); /* for the receiver's side, which keeps it while it selects */
		ar_atomic_u32 *select_word;  /* while SELECTED: see src/channel_queue.h */
	};
	const ar_allocator *allocator;
} ar_oneshot_core;

/* A channel for a T. Give it a name with typedef: two of these are two types. */
#define ar_oneshot(T)                  \
	struct {                       \
		ar_oneshot_core core_; \
		T message_;            \
	}

/*
 * void ar_oneshot_init(c, drop): makes a channel that no thread uses a new, borrowed one. drop(T *message, as
 * a void *) frees what a message owns that was sent and never received. A zero-filled channel is a new one as
 * well, with nothing to drop.
 */
#define ar_oneshot_init(c, drop_function) ar_oneshot_init_(&(c)->core_, (drop_function))

/*
 * C *ar_oneshot_new(C, drop, allocator): an owned channel of a type made with ar_oneshot(T), or NULL if there
 * is no memory. allocator: see <acqrel/allocator.h>; NULL is malloc.
 */
#define ar_oneshot_new(C, drop_function, from) \
	((C *)ar_oneshot_new_(AR_SIZEOF_(C), AR_ONESHOT_ALIGNOF_(C), (drop_function), (from)))

/*
 * bool ar_oneshot_send(c, message): sends a message, by value, which ends the sender's side. Returns false if
 * the receiver's side had ended: then the message is the caller's still. Sending twice, or after
 * ar_oneshot_drop_sender, aborts with a sentence where it can be noticed: an owned channel may be gone by
 * then.
 */
#define ar_oneshot_send(c, ...)                                                         \
	__extension__({                                                                 \
		__typeof__(c) ar_c_ = (c);                                              \
		ar_oneshot_may_send_(&ar_c_->core_, #c, AR_CALLER);                     \
		__typeof__(ar_c_->message_) ar_message_ = __VA_ARGS__;                  \
		ar_c_->message_ = ar_message_;                                          \
		ar_oneshot_end_sender_(&ar_c_->core_, sizeof *ar_c_, AR_ONESHOT_SENT_); \
	})

/* Ends the sender's side without a message. What ar_oneshot_send says of misuse holds here as well. */
#define ar_oneshot_drop_sender(c)                                                                    \
	__extension__({                                                                              \
		__typeof__(c) ar_c_ = (c);                                                           \
		ar_oneshot_may_send_(&ar_c_->core_, #c, AR_CALLER);                                  \
		(void)ar_oneshot_end_sender_(&ar_c_->core_, sizeof *ar_c_, AR_ONESHOT_SENDER_GONE_); \
	})

/*
 * bool ar_oneshot_receive(c, T *out): waits for the message, moves it to *out and ends the receiver's side.
 * Returns false if the sender's side has ended without one; the receiver's has not, then.
 */
#define ar_oneshot_receive(c, out) ar_oneshot_receive_until(c, out, AR_NEVER)

/* The same, until `deadline` at most (see <acqrel/time.h>): false then, and the receiver's side goes on. */
#define ar_oneshot_receive_until(c, out, deadline)                                         \
	__extension__({                                                                    \
		__typeof__(c) ar_c_ = (c);                                                 \
		__typeof__(ar_c_->message_) *ar_out_ = (out);                              \
		bool ar_got_ = ar_oneshot_wait_(&ar_c_->core_, (deadline), #c, AR_CALLER); \
		if (ar_got_) {                                                             \
			*ar_out_ = ar_c_->message_;                                        \
			ar_oneshot_received_(&ar_c_->core_, sizeof *ar_c_);                \
		}                                                                          \
		ar_got_;                                                                   \
	})

/* The same without waiting. */
#define ar_oneshot_try_receive(c, out) ar_oneshot_receive_until(c, out, 0)

/*
 * For <acqrel/select.h>, the case that the sender's side ends: got.error is 0, and the message is received to
 * *out; or EPIPE, and there is none. The receiver's side has ended as after ar_oneshot_receive; another
 * select with it, and two cases with it in one, abort with a sentence. With _if, the same if `condition`
 * holds; else a case that never happens.
 */
#define ar_oneshot_receiving(c, out)                                                            \
	ar_select_other_(&ar_oneshot_selecting_, &(c)->core_, NULL, 1 ? (out) : &(c)->message_, \
	                 AR_SELECT_PART_(c, message_))
#define ar_oneshot_receiving_if(condition, c, out) \
	((condition) ? ar_oneshot_receiving(c, out) : ar_select_never_())

/* Ends the receiver's side. A message that was sent is dropped by the channel's drop function. */
#define ar_oneshot_drop_receiver(c)                                                        \
	__extension__({                                                                    \
		__typeof__(c) ar_c_ = (c);                                                 \
		ar_oneshot_may_receive_(&ar_c_->core_, #c, AR_CALLER);                     \
		ar_oneshot_drop_receiver_(&ar_c_->core_, &ar_c_->message_, sizeof *ar_c_); \
	})

/* For the receiver: whether the sender's side has ended without a message. */
#define ar_oneshot_is_closed(c) ar_oneshot_is_closed_(&(c)->core_)

/* For the sender: whether the receiver's side has ended, so that the work on a message may be spared. */
#define ar_oneshot_is_unwanted(c) ar_oneshot_is_unwanted_(&(c)->core_)

/* --- How it works ----------------------------------------------------------------------------------- */

#define AR_ONESHOT_SENT_          UINT32_C(1)
#define AR_ONESHOT_SENDER_GONE_   UINT32_C(2)
#define AR_ONESHOT_RECEIVER_GONE_ UINT32_C(4)
#define AR_ONESHOT_SLEEPING_      UINT32_C(8)
#define AR_ONESHOT_SELECTED_      UINT32_C(16)

#ifdef __cplusplus
#define AR_ONESHOT_ALIGNOF_(T) alignof(T)
#else
#define AR_ONESHOT_ALIGNOF_(T) _Alignof(T)
#endif

AR_BEGIN_DECLARATIONS
AR_API void *ar_oneshot_new_(size_t size, size_t alignment, void (*drop)(void *),
                             const ar_allocator *allocator);
AR_API bool ar_oneshot_end_sender_(ar_oneshot_core *c, size_t size, uint32_t how);
AR_API bool ar_oneshot_wait_(ar_oneshot_core *c, ar_time deadline, const char *name, const char *function,
                             const char *place);
AR_API void ar_oneshot_received_(ar_oneshot_core *c, size_t size);
AR_API void ar_oneshot_drop_receiver_(ar_oneshot_core *c, void *message, size_t size);
AR_API extern const struct ar_select_kind ar_oneshot_selecting_;
AR_API AR_COLD uint32_t ar_oneshot_look_modelled_(ar_oneshot_core *c);
AR_END_DECLARATIONS

static inline void ar_oneshot_init_(ar_oneshot_core *c, void (*drop)(void *))
{
	ar_init(&c->word, 0);
	c->alignment = 0;
	c->sender_ended = c->receiver_ended = 0;
	c->drop = drop;
	c->allocator = NULL;
}

static inline void ar_oneshot_may_send_(ar_oneshot_core *c, const char *name, const char *function,
                                        const char *place)
{
	uint32_t word;

	if (ar_modelled("ar_oneshot"))
		word = c->sender_ended;
	else
		/* relaxed: these bits are set by the caller's own side */
		word = ar_load_relaxed(&c->word);
	if (AR_UNLIKELY_(word & (AR_ONESHOT_SENT_ | AR_ONESHOT_SENDER_GONE_)))
		ar_misuse("the one-shot channel", name, "was sent to", function, place,
		          "but its sender's side has ended before");
}

static inline void ar_oneshot_may_receive_(ar_oneshot_core *c, const char *name, const char *function,
                                           const char *place)
{
	uint32_t word;

	if (ar_modelled("ar_oneshot"))
		word = c->receiver_ended;
	else
		/* relaxed: these bits are set by the caller's own side */
		word = ar_load_relaxed(&c->word);
	if (AR_UNLIKELY_(word & (AR_ONESHOT_RECEIVER_GONE_ | AR_ONESHOT_SELECTED_)))
		ar_misuse("the one-shot channel", name, "was received from", function, place,
		          word & AR_ONESHOT_SELECTED_ ? "but another thread waits for it in a select"
		                                      : "but its receiver's side has ended before");
}

static inline bool ar_oneshot_is_closed_(ar_oneshot_core *c)
{
	if (ar_modelled("ar_oneshot"))
		return ar_oneshot_look_modelled_(c) & AR_ONESHOT_SENDER_GONE_;
	/* relaxed: nothing comes with the answer */
	return ar_load_relaxed(&c->word) & AR_ONESHOT_SENDER_GONE_;
}

static inline bool ar_oneshot_is_unwanted_(ar_oneshot_core *c)
{
	if (ar_modelled("ar_oneshot"))
		return ar_oneshot_look_modelled_(c) & AR_ONESHOT_RECEIVER_GONE_;
	/* relaxed: nothing comes with the answer */
	return ar_load_relaxed(&c->word) & AR_ONESHOT_RECEIVER_GONE_;
}

#endif
