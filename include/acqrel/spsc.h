/*
 * <acqrel/spsc.h>: messages from one thread to one other, as fast as possible.
 *
 *	typedef ar_spsc(struct sample) sample_ring;
 *
 *	static sample_ring ring;
 *	ar_spsc_init(&ring, 1024, NULL, NULL);          // room for 1024; 0 or an errno value
 *
 *	int err = ar_spsc_send(&ring, sample);          // one thread; waits while it is full
 *
 *	struct sample s;
 *	while (ar_spsc_receive(&ring, &s) == 0)         // one other thread; waits while it is empty
 *		work(&s);                               // until it is closed, and all was received
 *
 *	ar_spsc_close(&ring);                           // no more will come
 *	ar_spsc_destroy(&ring);                         // when neither thread uses it any more
 *
 * or many at a time, in place, without copying:
 *
 *	struct sample *first;
 *	size_t n;
 *	if (ar_spsc_reserve(&ring, &first, &n) == 0)    // n slots in one piece, at least one
 *		ar_spsc_commit(&ring, read_samples(first, n));
 *
 *	if (ar_spsc_peek(&ring, &first, &n) == 0)       // n messages in one piece, at least one
 *		ar_spsc_release(&ring, write_samples(first, n));
 *
 * For a pipeline of two threads: audio, packets, log lines. The try calls are wait-free: a few instructions,
 * no atomic read-modify-write and no fence; the first one that finds nothing since the last message, or no
 * room since the last one sent, pauses for a microsecond or so and looks again. For more senders or receivers
 * see <acqrel/channel.h>.
 *
 * Sending publishes all that the sender did before; a sender that waited for room has seen what the receiver
 * did before making it. Messages come in the order in which they were sent.
 *
 * One thread at a time sends, and one at a time receives. A side may be given to another thread if the
 * library, or anything else, orders the two (a lock, a join). Two at once are a data race: acqrel and
 * ThreadSanitizer find it, the ring itself does not.
 *
 * Results are 0 or an errno value, those of <acqrel/channel.h>:
 *	EPIPE      it is closed, and (receiving) nothing is left in it
 *	EAGAIN     (try) it would have to wait
 *	ETIMEDOUT  (until) the deadline has come
 *	ENOMEM     (init) no memory
 * When sending returns anything but 0, the message is the caller's still.
 *
 * tail           how many messages were sent           the sender adds to it: the slots are the receiver's
 * head           how many were received                the receiver adds to it: the slots are the sender's
 * head_seen      the last head that the sender knows   the sender, when that leaves it no room
 * tail_seen      the last tail the receiver knows      the receiver, when that leaves it no message
 * found_full     where it found no room, trying        the sender
 * found_empty    where it found no message, trying     the receiver
 *
 * (In a program that is checked, these are what src/specifications/spsc.h says.)
 *
 * word's bits    meaning                               who may change it
 * CLOSED     1   no more may be sent                   any thread sets it, permanently
 * RECEIVER   2   the receiver sleeps on the word       the receiver sets it; the sender clears it, wakes it
 * SENDER     4   the sender sleeps on the word         the sender sets it; the receiver clears it, wakes it
 *
 * While there is room, and while there are messages, neither thread looks at what the other one writes, and
 * no cache line goes back and forth (as in Lee, Bu and Chandranmenon, "A Lock-Free, Cache-Efficient Shared
 * Ring Buffer for Multi-core Architectures", 2009, and Rigtorp's SPSCQueue). Whether somebody sleeps is
 * looked at behind a light fence (<acqrel/fence.h>); who goes to sleep pays for the heavy one.
 */
#ifndef ACQREL_SPSC_H
#define ACQREL_SPSC_H

#include <acqrel/allocator.h>
#include <acqrel/api.h>
#include <acqrel/atomic.h>
#include <acqrel/fence.h>
#include <acqrel/misuse.h>
#include <acqrel/model.h>
#include <acqrel/time.h>

#include <errno.h>

/* What is between two lines keeps apart what different threads write, wherever the ring lies in memory. */
typedef struct ar_spsc_core {
	ar_atomic_u32 word;
	size_t capacity, mask; /* how many slots there are is a power of two, this is one less */
	void (*drop)(void *message);
	const ar_allocator *allocator;
	size_t allocated, alignment; /* bytes; 0: the slots are the caller's */
	char between_0_[AR_CACHE_LINE];
	ar_atomic_size tail;
	size_t head_seen, found_full;
	char between_1_[AR_CACHE_LINE];
	ar_atomic_size head;
	size_t tail_seen, found_empty;
	char between_2_[AR_CACHE_LINE];
} ar_spsc_core;

/* A ring of messages of type T. Give it a name with typedef: two of these are two types. */
#define ar_spsc(T)                  \
	struct {                    \
		T *slots_;          \
		ar_spsc_core core_; \
	}

/*
 * int ar_spsc_init(r, capacity, drop, allocator): makes it an empty, open ring with room for `capacity`
 * messages, in as many slots or, if that is no power of two, the next one. drop(T *message, as a void *)
 * frees what a message owns that is left when the ring is destroyed; NULL: nothing to do. allocator: see
 * <acqrel/allocator.h>; NULL is malloc. Returns 0 or ENOMEM. A capacity of 0 aborts with a sentence. No other
 * thread may use the ring yet.
 */
#define ar_spsc_init(r, capacity, drop, allocator)                                                          \
	__extension__({                                                                                     \
		__typeof__(r) ar_r_ = (r);                                                                  \
		ar_r_->slots_ = (__typeof__(ar_r_->slots_))ar_spsc_init_(                                   \
			&ar_r_->core_, (capacity), AR_SIZEOF_(*ar_r_->slots_), __alignof__(*ar_r_->slots_), \
			drop, allocator, #r, AR_CALLER);                                                    \
		ar_r_->slots_ ? 0 : ENOMEM;                                                                 \
	})

/*
 * void ar_spsc_init_in(r, T *slots, capacity, drop): the same in memory of the caller's, an array of
 * `capacity` slots that is not used for anything else until the ring is destroyed. A capacity that is not a
 * power of two aborts with a sentence.
 */
#define ar_spsc_init_in(r, slots, capacity, drop)                                   \
	__extension__({                                                             \
		__typeof__(r) ar_r_ = (r);                                          \
		ar_spsc_init_in_(&ar_r_->core_, (capacity), (drop), #r, AR_CALLER); \
		ar_r_->slots_ = (slots);                                            \
		(void)0;                                                            \
	})

/*
 * Drops the messages that are left and frees what the ring has allocated. No thread may be using it, or use
 * it any more; having received a message does not mean that its sender is out of the call. It need not be
 * closed.
 */
#define ar_spsc_destroy(r)                                                                          \
	__extension__({                                                                             \
		__typeof__(r) ar_r_ = (r);                                                          \
		ar_spsc_destroy_(&ar_r_->core_, (void *)ar_r_->slots_, AR_SIZEOF_(*ar_r_->slots_)); \
	})

/*
 * Closes it, if it is open: who sends from now on, or waits to, gets EPIPE; what is in it can still be
 * received. Returns whether it was open. The sender closes when it has no more, the receiver when it wants no
 * more, and any other thread may, too. A send that another thread's closing meets may still get its message
 * in: then it is received if anybody still receives, and otherwise dropped with the ring.
 */
#define ar_spsc_close(r) ar_spsc_close_(&(r)->core_)

/* int …(r, message): sends a message by value; waiting, not waiting, or waiting until a deadline. */
#define ar_spsc_send(r, ...)                 AR_SPSC_SEND_(r, AR_NEVER, __VA_ARGS__)
#define ar_spsc_try_send(r, ...)             AR_SPSC_SEND_(r, 0, __VA_ARGS__)
#define ar_spsc_send_until(r, deadline, ...) AR_SPSC_SEND_(r, deadline, __VA_ARGS__)

/* int …(r, T *out): moves a message to *out; waiting, not waiting, or waiting until a deadline. */
#define ar_spsc_receive(r, out)                 AR_SPSC_RECEIVE_(r, AR_NEVER, out)
#define ar_spsc_try_receive(r, out)             AR_SPSC_RECEIVE_(r, 0, out)
#define ar_spsc_receive_until(r, out, deadline) AR_SPSC_RECEIVE_(r, deadline, out)

/*
 * int …(r, T **first, size_t *n): for the sender: *first is the next slot and *n how many free ones there are
 * in one piece, at least one; waiting for it, not waiting, or waiting until a deadline. They hold whatever
 * was in them, and may be filled in any order. Reserving again without a commit gives the same slots, and
 * maybe more.
 */
#define ar_spsc_reserve(r, first, n)                 AR_SPSC_SPAN_(reserve, r, first, n, AR_NEVER)
#define ar_spsc_try_reserve(r, first, n)             AR_SPSC_SPAN_(reserve, r, first, n, 0)
#define ar_spsc_reserve_until(r, first, n, deadline) AR_SPSC_SPAN_(reserve, r, first, n, deadline)

/* Sends the first n messages of what was reserved; n may be 0. More than that aborts with a sentence. */
#define ar_spsc_commit(r, n) ar_spsc_commit_(&(r)->core_, (n), #r, AR_CALLER)

/*
 * int …(r, T **first, size_t *n): for the receiver: *first is the next message and *n how many there are in
 * one piece, at least one; waiting for it, not waiting, or waiting until a deadline. They may be changed,
 * too, and stay in the ring until released. Peeking again without a release gives the same messages, and
 * maybe more.
 */
#define ar_spsc_peek(r, first, n)                 AR_SPSC_SPAN_(peek, r, first, n, AR_NEVER)
#define ar_spsc_try_peek(r, first, n)             AR_SPSC_SPAN_(peek, r, first, n, 0)
#define ar_spsc_peek_until(r, first, n, deadline) AR_SPSC_SPAN_(peek, r, first, n, deadline)

/*
 * Takes the first n messages of what was peeked at out of the ring; what they own is the caller's. n may be
 * 0. More than that aborts with a sentence.
 */
#define ar_spsc_release(r, n) ar_spsc_release_(&(r)->core_, (n), #r, AR_CALLER)

/* How many messages are in it; and whether it is closed. For any thread; either may change at once. */
#define ar_spsc_length(r)    ar_spsc_length_(&(r)->core_)
#define ar_spsc_is_closed(r) ar_spsc_is_closed_(&(r)->core_)

/* --- How it works ----------------------------------------------------------------------------------- */

#define AR_SPSC_CLOSED_   UINT32_C(1)
#define AR_SPSC_RECEIVER_ UINT32_C(2)
#define AR_SPSC_SENDER_   UINT32_C(4)

#define AR_SPSC_SEND_(r, deadline, ...)                                                  \
	__extension__({                                                                  \
		__typeof__(r) ar_r_ = (r);                                               \
		__typeof__(*ar_r_->slots_) ar_message_ = __VA_ARGS__;                    \
		size_t ar_at_;                                                           \
		int ar_error_ = ar_spsc_begin_send_(&ar_r_->core_, &ar_at_, (deadline)); \
		if (AR_LIKELY_(ar_error_ == 0)) {                                        \
			ar_r_->slots_[ar_at_ & ar_r_->core_.mask] = ar_message_;         \
			ar_spsc_end_send_(&ar_r_->core_, ar_at_ + 1);                    \
		}                                                                        \
		ar_error_;                                                               \
	})

#define AR_SPSC_RECEIVE_(r, deadline, out)                                                  \
	__extension__({                                                                     \
		__typeof__(r) ar_r_ = (r);                                                  \
		__typeof__(ar_r_->slots_) ar_out_ = (out);                                  \
		size_t ar_at_;                                                              \
		int ar_error_ = ar_spsc_begin_receive_(&ar_r_->core_, &ar_at_, (deadline)); \
		if (AR_LIKELY_(ar_error_ == 0)) {                                           \
			*ar_out_ = ar_r_->slots_[ar_at_ & ar_r_->core_.mask];               \
			ar_spsc_end_receive_(&ar_r_->core_, ar_at_ + 1);                    \
		}                                                                           \
		ar_error_;                                                                  \
	})

#define AR_SPSC_SPAN_(what, r, first, n, deadline)                                          \
	__extension__({                                                                     \
		__typeof__(r) ar_r_ = (r);                                                  \
		size_t ar_at_;                                                              \
		int ar_error_ = ar_spsc_##what##_(&ar_r_->core_, &ar_at_, (n), (deadline)); \
		if (ar_error_ == 0)                                                         \
			*(first) = ar_r_->slots_ + ar_at_;                                  \
		ar_error_;                                                                  \
	})

AR_BEGIN_DECLARATIONS
AR_API void *ar_spsc_init_(ar_spsc_core *c, size_t capacity, size_t size, size_t alignment,
                           void (*drop)(void *), const ar_allocator *allocator, const char *name,
                           const char *function, const char *place);
AR_API void ar_spsc_init_in_(ar_spsc_core *c, size_t capacity, void (*drop)(void *), const char *name,
                             const char *function, const char *place);
AR_API void ar_spsc_destroy_(ar_spsc_core *c, void *slots, size_t size);
AR_API bool ar_spsc_close_(ar_spsc_core *c);
AR_API int ar_spsc_reserve_(ar_spsc_core *c, size_t *at, size_t *n, ar_time deadline);
AR_API void ar_spsc_commit_(ar_spsc_core *c, size_t n, const char *name, const char *function,
                            const char *place);
AR_API int ar_spsc_peek_(ar_spsc_core *c, size_t *at, size_t *n, ar_time deadline);
AR_API void ar_spsc_release_(ar_spsc_core *c, size_t n, const char *name, const char *function,
                             const char *place);

/*
 * When there is no room, or no message: waits for it; says EAGAIN or EPIPE. And the end of another's waiting.
 */
AR_API AR_COLD int ar_spsc_wait_for_room_(ar_spsc_core *c, ar_time deadline);
AR_API AR_COLD int ar_spsc_wait_for_message_(ar_spsc_core *c, ar_time deadline);
AR_API AR_COLD void ar_spsc_wake_(ar_spsc_core *c, uint32_t who);

AR_API AR_COLD bool ar_spsc_is_closed_modelled_(const ar_spsc_core *c);
AR_API AR_COLD size_t ar_spsc_length_modelled_(const ar_spsc_core *c);
AR_API AR_COLD int ar_spsc_begin_send_modelled_(ar_spsc_core *c, size_t *at, ar_time deadline);
AR_API AR_COLD void ar_spsc_end_send_modelled_(ar_spsc_core *c, size_t tail);
AR_API AR_COLD int ar_spsc_begin_receive_modelled_(ar_spsc_core *c, size_t *at, ar_time deadline);
AR_API AR_COLD void ar_spsc_end_receive_modelled_(ar_spsc_core *c, size_t head);
AR_END_DECLARATIONS

static inline bool ar_spsc_is_closed_(const ar_spsc_core *c)
{
	if (ar_modelled("ar_spsc"))
		return ar_spsc_is_closed_modelled_(c);
	/* relaxed: nothing comes with the answer */
	return ar_load_relaxed(&c->word) & AR_SPSC_CLOSED_;
}

static inline size_t ar_spsc_length_(const ar_spsc_core *c)
{
	if (ar_modelled("ar_spsc"))
		return ar_spsc_length_modelled_(c);
	/*
	 * relaxed: a number to look at; the head is read first, so that it is not ahead of the tail for its
	 * own threads
	 */
	size_t head = ar_load_relaxed(&c->head), length = ar_load_relaxed(&c->tail) - head;

	return length <= c->capacity ? length : 0; /* others may see the two out of step */
}

/* Looks again at where the receiver is, and returns how much room that leaves. */
static inline size_t ar_spsc_look_for_room_(ar_spsc_core *c, size_t tail)
{
	/* acquire: pairs with the release in end_receive(); else we may overwrite what is still being read */
	c->head_seen = ar_load_acquire(&c->head);
	return c->capacity - (tail - c->head_seen);
}

static inline int ar_spsc_begin_send_(ar_spsc_core *c, size_t *at, ar_time deadline)
{
	if (ar_modelled("ar_spsc"))
		return ar_spsc_begin_send_modelled_(c, at, deadline);
	/* relaxed: the sender's own */
	size_t tail = *at = ar_load_relaxed(&c->tail);

	if (AR_UNLIKELY_(ar_spsc_is_closed_(c)))
		return EPIPE;
	if (AR_LIKELY_(tail - c->head_seen < c->capacity || ar_spsc_look_for_room_(c, tail)))
		return 0;
	return ar_spsc_wait_for_room_(c, deadline);
}

static inline void ar_spsc_wake_if_asleep_(ar_spsc_core *c, uint32_t who)
{
	/*
	 * light: pairs with the heavy fence in wait(); else that one may miss what we have stored, and we its
	 * bit
	 */
	ar_fence_light();
	/* relaxed: the fence has ordered it */
	if (AR_UNLIKELY_(ar_load_relaxed(&c->word) & who))
		ar_spsc_wake_(c, who);
}

static inline void ar_spsc_end_send_(ar_spsc_core *c, size_t tail)
{
	if (ar_modelled("ar_spsc")) {
		ar_spsc_end_send_modelled_(c, tail);
		return;
	}
	/*
	 * release: pairs with the acquire in look_for_messages(); else the receiver may miss what is in the
	 * slots
	 */
	ar_store_release(&c->tail, tail);
	ar_spsc_wake_if_asleep_(c, AR_SPSC_RECEIVER_);
}

/* Looks again at where the sender is, and returns how many messages there are. */
static inline size_t ar_spsc_look_for_messages_(ar_spsc_core *c, size_t head)
{
	/* acquire: pairs with the release in end_send(); else we may miss what is in the slots */
	c->tail_seen = ar_load_acquire(&c->tail);
	return c->tail_seen - head;
}

static inline int ar_spsc_begin_receive_(ar_spsc_core *c, size_t *at, ar_time deadline)
{
	if (ar_modelled("ar_spsc"))
		return ar_spsc_begin_receive_modelled_(c, at, deadline);
	/* relaxed: the receiver's own */
	size_t head = *at = ar_load_relaxed(&c->head);

	if (AR_LIKELY_(head != c->tail_seen || ar_spsc_look_for_messages_(c, head)))
		return 0;
	return ar_spsc_wait_for_message_(c, deadline);
}

static inline void ar_spsc_end_receive_(ar_spsc_core *c, size_t head)
{
	if (ar_modelled("ar_spsc")) {
		ar_spsc_end_receive_modelled_(c, head);
		return;
	}
	/*
	 * release: pairs with the acquire in look_for_room(); else the sender may overwrite what we are still
	 * reading
	 */
	ar_store_release(&c->head, head);
	ar_spsc_wake_if_asleep_(c, AR_SPSC_SENDER_);
}

#endif
