/*
 * <acqrel/select.h>: waiting for several channels at once, to send or to receive, and for a deadline.
 *
 *	struct request request;
 *	int signal;
 *
 *	ar_selected got = ar_select(ar_after(AR_SECOND), ar_receiving(&requests, &request),
 *	                                                 ar_receiving(&stop, &signal),
 *	                                                 ar_sending(&replies, &reply));
 *	switch (got.which) {
 *	case 0:                         // got.error: 0, and request is there; or EPIPE, closed and empty
 *	case 1:
 *	case 2:                         // reply is sent, or still ours (got.error)
 *	case AR_NONE:                   // a second has passed
 *	}
 *
 * Exactly one case happens, or none. Of several that need no waiting, each is as likely as the others, so
 * that none starves. A case with a closed channel needs no waiting either: leave it out from then on, with
 * ar_receiving_if.
 *
 * All kinds of <acqrel/channel.h> can be mixed, and both sides of a channel may select; the same channel may
 * be in several cases. Messages need a place of their own until the call returns: they are moved from it, or
 * to it, by the thread that comes second. Waiting costs what waiting in one channel costs, times the number
 * of cases.
 *
 * Others can be received from, in the same select; their headers say what comes of it:
 *
 *	ar_oneshot_receiving(&answer, &a)               // <acqrel/oneshot.h>
 *	ar_broadcast_receiving(&feed, &r, &price)       // <acqrel/broadcast.h>
 *	ar_watch_receiving(&config, &r, &c)             // <acqrel/watch.h>
 *
 * How it works: the thread enters the queues of all its channels with one word to sleep on. Who finds it in
 * one of them changes that word by a compare-exchange, which only one can do; src/channel_queue.h has its
 * states, src/select.c the rest.
 */
#ifndef ACQREL_SELECT_H
#define ACQREL_SELECT_H

#include <acqrel/api.h>
#include <acqrel/channel.h>
#include <acqrel/misuse.h>
#include <acqrel/time.h>

/* Which case has happened, counted from 0; AR_NONE: none. */
typedef struct ar_selected {
	int which;
	/*
	 * 0, EPIPE, ENOMEM as in <acqrel/channel.h>; with AR_NONE: ETIMEDOUT, and EAGAIN from ar_try_select
	 */
	int error;
} ar_selected;

#define AR_NONE (-1)

/* Something else than a channel that can be received from. */
typedef struct ar_select_other {
	const struct ar_select_kind *kind; /* what can be done with it: src/select_kind.h; NULL: nothing */
	void *object;
	void *receiver; /* which of its receivers, if it has several */
	void *message;  /* its place in the object, if it has one, of this size; and the size of all */
	size_t message_size, size;
	void (*drop)(void *message); /* a one-shot's, meanwhile */
} ar_select_other;

/* Something that may happen. To be made with the macros below; its members are not for programs. */
typedef struct ar_select_case {
	ar_channel_core *channel_; /* NULL: it is of other_, or never happens */
	ar_select_other other_;
	void *message_;
	bool sends_;
	uint32_t turn_; /* the number of the case that is tried as this one's place in the row */
	struct ar_select_case *next_lock_;
	ar_channel_token token_;
	ar_channel_sleeper sleeper_;
} ar_select_case;

/* A message is received to *out. */
#define ar_receiving(c, out) ar_select_case_(AR_CHANNEL_(c), 1 ? (out) : (c)->type_, false)

/* *message is sent: it is the channel's from then on. */
#define ar_sending(c, message) ar_select_case_(AR_CHANNEL_(c), 1 ? (message) : (c)->type_, true)

/* The same if `condition` holds; else a case that never happens. */
#define ar_receiving_if(condition, c, out)   ((condition) ? ar_receiving(c, out) : ar_select_never_())
#define ar_sending_if(condition, c, message) ((condition) ? ar_sending(c, message) : ar_select_never_())

/*
 * ar_selected ar_select(deadline, case...): waits until one of the cases happens, until `deadline` at most
 * (see <acqrel/time.h>; AR_NEVER). What needs no waiting happens even if the deadline has passed. With
 * AR_NEVER and no case that may happen it aborts with a sentence.
 */
#define ar_select(deadline, ...) AR_SELECT_(deadline, #__VA_ARGS__, __VA_ARGS__)

/* The same without waiting. */
#define ar_try_select(...) AR_SELECT_(0, #__VA_ARGS__, __VA_ARGS__)

/* ar_selected ar_select_any(cases, count, deadline): the same with an array. Its cases can be used again. */
#define ar_select_any(cases, count, deadline) ar_select_any_(cases, count, deadline, #cases, AR_CALLER)

/* --- How it works ----------------------------------------------------------------------------------- */

#define AR_SELECT_(deadline, name, ...)                                                           \
	__extension__({                                                                           \
		ar_select_case ar_cases_[] = {__VA_ARGS__};                                       \
		ar_select_any_(ar_cases_, sizeof ar_cases_ / sizeof *ar_cases_, (deadline), name, \
		               AR_CALLER);                                                        \
	})

AR_BEGIN_DECLARATIONS
AR_API ar_selected ar_select_any_(ar_select_case *cases, size_t count, ar_time deadline, const char *name,
                                  const char *function, const char *place);
AR_END_DECLARATIONS

static inline ar_select_case ar_select_never_(void)
{
	ar_select_case k;

	k.channel_ = NULL;
	k.other_.kind = NULL;
	return k;
}

static inline ar_select_case ar_select_case_(ar_channel_core *c, const void *message, bool sends)
{
	ar_select_case k;

	k.channel_ = c;
	k.other_.kind = NULL;
	k.message_ = (void *)(uintptr_t)message;
	k.sends_ = sends;
	return k;
}

/*
 * The last arguments of the next: where the object, in which it begins, has the member, and how large both
 * are.
 */
#define AR_SELECT_PART_(object, member) \
	__builtin_offsetof(__typeof__(*(object)), member), sizeof(object)->member, sizeof *(object)

static inline ar_select_case ar_select_other_(const struct ar_select_kind *kind, void *object, void *receiver,
                                              void *message, size_t offset, size_t message_size, size_t size)
{
	ar_select_case k;

	k.channel_ = NULL;
	k.other_.kind = kind;
	k.other_.object = object;
	k.other_.receiver = receiver;
	k.other_.message = (char *)object + offset;
	k.other_.message_size = message_size;
	k.other_.size = size;
	k.message_ = message;
	k.sends_ = false;
	return k;
}

#endif
