/*
 * <acqrel/watch.h>: a value that some threads replace, and whose latest version others look at and wait for.
 *
 *	typedef ar_watch(struct config) config_watch;
 *
 *	static config_watch config;                     // zero-filled: version 0, all zero
 *	ar_watch_init(&config, NULL, NULL, {80, 443});  // or with a value
 *
 *	ar_watch_send(&config, newer);                  // any thread: from now on, this is the value
 *
 *	AR_WATCH_BORROW(c, &config)                     // any thread: c is a const struct config *
 *		limit = c->limit;
 *
 *	ar_watch_receiver r = ar_watch_subscribe(&config);
 *	struct config c;                                // any thread, each with a receiver of its own
 *	while (ar_watch_receive(&config, &r, &c) == 0)  // waits until there is one that r has not had
 *		apply(&c);                              // until it is closed, and the last one was received
 *
 *	ar_watch_close(&config);                        // this one is the last
 *	ar_watch_destroy(&config);                      // when no thread uses it any more
 *
 * For settings, a state, progress: what counts is what is true now. A receiver that is slow misses versions
 * in between and never the last; where it must not, see <acqrel/broadcast.h>. No thread sees half of a value.
 *
 * Sending publishes all that the sender did before, to who receives its value or a later one, borrows it, or
 * learned from ar_watch_wait that there is one.
 *
 * Who owns what: a value that was sent is the watch's, which drops it when it is replaced, or with the watch
 * itself; who receives it gets a copy. Where values own something, give two functions: copy(T *to, const T
 * *from) makes another one, which is the receiver's to drop, and drop(T *value) frees what one owns. copy
 * returns 0 or an errno value, which is then the receive's result. It is called with the value locked against
 * senders, maybe by several threads at once, and must not use the watch. drop is called by the sender,
 * outside of all locks.
 *
 * Results are 0 or an errno value, those of <acqrel/channel.h>:
 *	EPIPE      it is closed, and (receiving) this receiver has had the last value
 *	EAGAIN     (try) it would have to wait
 *	ETIMEDOUT  (until) the deadline has come
 * When sending returns anything but 0, the value is the caller's still.
 *
 * lock           a reader-writer lock                  to write: who sends or closes; to read: who copies or
 *                                                      borrows
 * word           bit 0: it is closed                   who closes it, permanently, holding the lock
 *                bit 1: receivers may sleep            who is about to sleep sets it; who changes the rest
 *                                                      clears it, and then wakes them all
 *                others: the version, its last         who sends adds one, holding the lock
 *                30 bits
 * selecting      those who select, see                 who is about to sleep enters it, and sets bit 1; who
 *                src/channel_queue.h                   finds that bit wakes them, too
 *
 * (A receiver that sleeps through exactly 2^30 versions takes the value for the one that it has had.)
 *
 * A watch may be moved or its memory reused while no thread is in a call any more.
 */
#ifndef ACQREL_WATCH_H
#define ACQREL_WATCH_H

#include <acqrel/api.h>
#include <acqrel/atomic.h>
#include <acqrel/channel.h>
#include <acqrel/rwlock.h>
#include <acqrel/time.h>

#include <errno.h>

typedef struct ar_watch_core {
	ar_rwlock lock;
	ar_atomic_u32 word;
	int (*copy)(void *to, const void *from);
	void (*drop)(void *value);
	ar_channel_queue selecting;
} ar_watch_core;

/*
 * A receiver: the version that it has had last. For one thread at a time, and copied freely: the copy is
 * another receiver. The watch does not know of it, so that there is nothing to end. Zero-filled, it is one
 * from the beginning of a watch, that has seen no change.
 */
typedef struct ar_watch_receiver {
	uint32_t seen;
} ar_watch_receiver;

/* A watch of a T. Give it a name with typedef: two of these are two types. */
#define ar_watch(T)                  \
	struct {                     \
		ar_watch_core core_; \
		T value_;            \
	}

/*
 * void ar_watch_init(w, copy, drop, value): makes it an open watch with a first value. int copy(void *to,
 * const void *from), void drop(void *): see above; NULL: values own nothing. A drop without a copy is for
 * watches that are only borrowed from: receiving from it, which would give away what is going to be freed,
 * aborts with a sentence. No other thread may use the watch yet. A zero-filled watch is an open one as well,
 * with value all zero, and no functions.
 */
#define ar_watch_init(w, copy, drop, ...)                          \
	__extension__({                                            \
		__typeof__(w) ar_w_ = (w);                         \
		__typeof__(ar_w_->value_) ar_value_ = __VA_ARGS__; \
		ar_w_->value_ = ar_value_;                         \
		ar_watch_init_(&ar_w_->core_, (copy), (drop));     \
	})

/* Drops the value. No thread may be using the watch, or use it any more. It need not be closed. */
#define ar_watch_destroy(w)                                        \
	__extension__({                                            \
		__typeof__(w) ar_w_ = (w);                         \
		if (ar_w_->core_.drop)                             \
			ar_w_->core_.drop((void *)&ar_w_->value_); \
	})

/*
 * Closes it, if it is open: who sends from now on gets EPIPE; receivers get the last value if they have not
 * had it, and then EPIPE; borrowing goes on. Returns whether it was open.
 */
#define ar_watch_close(w) ar_watch_close_(&(w)->core_)

/* int ar_watch_send(w, value): replaces the value, and tells all who wait. Returns 0 or EPIPE. */
#define ar_watch_send(w, ...)                                          \
	__extension__({                                                \
		__typeof__(w) ar_w_ = (w);                             \
		__typeof__(ar_w_->value_) ar_value_ = __VA_ARGS__;     \
		int ar_error_ = ar_watch_begin_(&ar_w_->core_);        \
		if (ar_error_ == 0) {                                  \
			__typeof__(ar_value_) ar_old_ = ar_w_->value_; \
			ar_w_->value_ = ar_value_;                     \
			ar_watch_end_(&ar_w_->core_);                  \
			if (ar_w_->core_.drop)                         \
				ar_w_->core_.drop((void *)&ar_old_);   \
		}                                                      \
		ar_error_;                                             \
	})

/*
 * int ar_watch_update(w, f, arg): f(T *value, arg) changes the value in place, and wakes all who wait. f
 * is called with the value locked, and must not use the watch. Returns 0, or EPIPE without a call of f.
 */
#define ar_watch_update(w, f, arg)                              \
	__extension__({                                         \
		__typeof__(w) ar_w_ = (w);                      \
		int ar_error_ = ar_watch_begin_(&ar_w_->core_); \
		if (ar_error_ == 0) {                           \
			(f)(&ar_w_->value_, (arg));             \
			ar_watch_end_(&ar_w_->core_);           \
		}                                               \
		ar_error_;                                      \
	})

/*
 * AR_WATCH_BORROW(name, w) { … } runs the block with the value locked against senders; name points to it, as
 * const, and must not be kept. Ways out are those of AR_READ_LOCKED in <acqrel/rwlock.h>. Senders wait for
 * the end of the block: for long work, take a copy. The block must not use the watch. `w` is evaluated twice.
 */
#define AR_WATCH_BORROW(name, w)         \
	AR_READ_LOCKED(&(w)->core_.lock) \
		for (const __typeof__((w)->value_) *name = &(w)->value_; name; name = NULL)

/* int ar_watch_get(w, T *out): copies the value to *out. Returns 0, or what copy has. */
#define ar_watch_get(w, out)                                                                      \
	__extension__({                                                                           \
		__typeof__(w) ar_w_ = (w);                                                        \
		__typeof__(&ar_w_->value_) ar_out_ = (out);                                       \
		ar_watch_get_(&ar_w_->core_, NULL, (void *)ar_out_, (const void *)&ar_w_->value_, \
		              AR_SIZEOF_(*ar_out_), #w, AR_CALLER);                               \
	})

/* ar_watch_receiver ar_watch_subscribe(w): one that has had the value of now, and waits for the next. */
#define ar_watch_subscribe(w) ar_watch_subscribe_(&(w)->core_)

/* int …(w, ar_watch_receiver *r): waits until there is a value that r has not had, and takes it as had. */
#define ar_watch_wait(w, r)                 ar_watch_wait_(&(w)->core_, (r), AR_NEVER)
#define ar_watch_try_wait(w, r)             ar_watch_wait_(&(w)->core_, (r), 0)
#define ar_watch_wait_until(w, r, deadline) ar_watch_wait_(&(w)->core_, (r), (deadline))

/*
 * int …(w, ar_watch_receiver *r, T *out): waits until there is a value that r has not had, and copies the
 * latest to *out; waiting, not waiting, or waiting until a deadline. Where copy fails r has not had it.
 */
#define ar_watch_receive(w, r, out)                 AR_WATCH_RECEIVE_(w, r, out, AR_NEVER)
#define ar_watch_try_receive(w, r, out)             AR_WATCH_RECEIVE_(w, r, out, 0)
#define ar_watch_receive_until(w, r, out, deadline) AR_WATCH_RECEIVE_(w, r, out, deadline)

/*
 * For <acqrel/select.h>, the case that there is a value that r has not had, or will be none: got.error is
 * what receiving returns. With _if, the same if `condition` holds; else a case that never happens.
 */
#define ar_watch_receiving(w, r, out)                                                            \
	ar_select_other_(&ar_watch_selecting_, &(w)->core_, 1 ? (r) : (ar_watch_receiver *)NULL, \
	                 1 ? (out) : &(w)->value_, AR_SELECT_PART_(w, value_))
#define ar_watch_receiving_if(condition, w, r, out) \
	((condition) ? ar_watch_receiving(w, r, out) : ar_select_never_())

/* Whether it is closed. */
#define ar_watch_is_closed(w) ar_watch_is_closed_(&(w)->core_)

/* --- How it works ----------------------------------------------------------------------------------- */

#define AR_WATCH_RECEIVE_(w, r, out, deadline)                                                            \
	__extension__({                                                                                   \
		__typeof__(w) ar_w_ = (w);                                                                \
		__typeof__(&ar_w_->value_) ar_out_ = (out);                                               \
		ar_watch_receiver *ar_r_ = (r), ar_next_ = *ar_r_;                                        \
		int ar_error_ = ar_watch_wait_(&ar_w_->core_, &ar_next_, (deadline));                     \
		if (ar_error_ == 0)                                                                       \
			ar_error_ = ar_watch_get_(&ar_w_->core_, ar_r_, (void *)ar_out_,                  \
			                          (const void *)&ar_w_->value_, AR_SIZEOF_(*ar_out_), #w, \
			                          AR_CALLER);                                             \
		ar_error_;                                                                                \
	})

AR_BEGIN_DECLARATIONS
AR_API int ar_watch_begin_(ar_watch_core *c);
AR_API void ar_watch_end_(ar_watch_core *c);
AR_API bool ar_watch_close_(ar_watch_core *c);
AR_API bool ar_watch_is_closed_(const ar_watch_core *c);
AR_API ar_watch_receiver ar_watch_subscribe_(const ar_watch_core *c);
AR_API int ar_watch_wait_(ar_watch_core *c, ar_watch_receiver *r, ar_time deadline);
AR_API int ar_watch_get_(ar_watch_core *c, ar_watch_receiver *r, void *out, const void *value, size_t size,
                         const char *name, const char *function, const char *place);
AR_API extern const struct ar_select_kind ar_watch_selecting_;
AR_END_DECLARATIONS

static inline void ar_watch_init_(ar_watch_core *c, int (*copy)(void *, const void *), void (*drop)(void *))
{
	ar_init(&c->lock.state, 0);
	ar_init(&c->lock.turn, 0);
	ar_init(&c->word, 0);
	ar_init(&c->selecting.lock.word, 0);
	ar_init(&c->selecting.sleepers, 0);
	c->selecting.first = NULL;
	c->selecting.last = NULL;
	c->copy = copy;
	c->drop = drop;
}

#endif
