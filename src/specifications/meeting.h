/*
 * The specification of a channel without room (<acqrel/channel.h>): see <acqrel/model.h>.
 *
 * The state is the senders and the receivers that wait, who has come first first, and whether it is
 * closed. Who comes meets the first of the other side, moves the message from its place, or to it, and
 * lets it go on (waiter.h); or it becomes one that waits. In the implementation others may be met first,
 * for those who are awake are found in no certain order. But nobody can know that a thread waits before it
 * is met: any order in which threads are met is one in which they may have come.
 *
 * These steps order nothing. The two who meet learn of each other's past, and of no other. Who waits while
 * it is closed is told, and finds it closed: that orders nothing.
 *
 * An entry of the lists is a ticket. With it is noted whose it is, the waiting thread's, and where the
 * message is, since who selects may have several entries.
 */
#ifndef ACQREL_SRC_SPECIFICATIONS_MEETING_H
#define ACQREL_SRC_SPECIFICATIONS_MEETING_H

#include "../channel.h"
#include "channel.h"
#include "waiter.h"

struct meeting_state {
	uint64_t waiting[2]; /* [1]: senders */
	uint64_t closed;
};

static inline struct meeting_state meeting_state(uint64_t number)
{
	uint64_t second = ar_model_second(number);
	struct meeting_state s = {{ar_model_first(number), ar_model_first(second)}, ar_model_second(second)};

	return s;
}

static inline uint64_t meeting_number(const struct meeting_state *s)
{
	return ar_model_pair(s->waiting[0], ar_model_pair(s->waiting[1], s->closed));
}

/* Whether a thread that sends, or one that receives, need not wait. */
static inline bool meeting_is_ready(uint64_t state, bool sends)
{
	struct meeting_state s = meeting_state(state);

	return s.closed || s.waiting[!sends];
}

/* The same to a thread that has entries itself: it does not meet itself. */
static inline bool meeting_is_ready_for(uint64_t state, bool sends, uint64_t own)
{
	struct meeting_state s = meeting_state(state);
	uint64_t others = s.waiting[!sends];

	for (unsigned i = 0; i < ar_model_list_length(own); i++)
		others = ar_model_list_without(others, ar_model_list_at(own, i));
	return s.closed || others;
}

/* The pair, here and below: the entry of who comes, and whether it sends. */
static inline ar_model_result meeting_meet(uint64_t state, uint64_t pair, unsigned variant)
{
	struct meeting_state s = meeting_state(state);
	bool sends = ar_model_second(pair);
	uint64_t others = s.waiting[!sends];

	(void)variant;
	if (s.closed)
		return AR_MODEL_STAYS;
	if (others)
		s.waiting[!sends] = ar_model_list_without(others, ar_model_list_at(others, 0));
	else
		s.waiting[sends] = ar_model_list_with(s.waiting[sends], ar_model_first(pair));
	return AR_MODEL_BECOMES(meeting_number(&s));
}

static inline ar_model_result meeting_try(uint64_t state, uint64_t pair, unsigned variant)
{
	return meeting_is_ready(state, ar_model_second(pair)) ? meeting_meet(state, pair, variant)
	                                                      : AR_MODEL_STAYS;
}

static inline ar_model_result meeting_miss(uint64_t state, uint64_t pair, unsigned variant)
{
	(void)variant;
	return meeting_is_ready(state, ar_model_second(pair)) ? AR_MODEL_WAITS : AR_MODEL_STAYS;
}

/* For who selects: the first of the pair is such a pair, the second the list of the entries that it has. */
static inline ar_model_result meeting_list(uint64_t state, uint64_t pair, unsigned variant)
{
	uint64_t entry = ar_model_first(ar_model_first(pair)), own = ar_model_second(pair);
	bool sends = ar_model_second(ar_model_first(pair));
	struct meeting_state s = meeting_state(state);

	(void)variant;
	if (meeting_is_ready_for(state, sends, own))
		return AR_MODEL_STAYS;
	s.waiting[sends] = ar_model_list_with(s.waiting[sends], entry);
	return AR_MODEL_BECOMES(meeting_number(&s));
}

static inline ar_model_result meeting_unlist(uint64_t state, uint64_t entry, unsigned variant)
{
	struct meeting_state s = meeting_state(state);

	(void)variant;
	for (int sends = 0; sends < 2; sends++)
		s.waiting[sends] = ar_model_list_without(s.waiting[sends], entry);
	return meeting_number(&s) == state ? AR_MODEL_STAYS : AR_MODEL_BECOMES(meeting_number(&s));
}

static inline ar_model_result meeting_shut(uint64_t state, uint64_t unused, unsigned variant)
{
	struct meeting_state s = {{0, 0}, true};

	(void)unused, (void)variant;
	return meeting_state(state).closed ? AR_MODEL_STAYS : AR_MODEL_BECOMES(meeting_number(&s));
}

static const ar_model_call meeting_meets = SPECIFIED_STEP(meeting_meet);
static const ar_model_call meeting_tries = SPECIFIED_STEP(meeting_try);
static const ar_model_call meeting_fails = SPECIFIED_STEP(meeting_miss);
static const ar_model_call meeting_lists = SPECIFIED_STEP(meeting_list);
static const ar_model_call meeting_unlists = SPECIFIED_STEP(meeting_unlist);
static const ar_model_call meeting_shuts = SPECIFIED_STEP(meeting_shut);

/* --- The steps of a call -------------------------------------------------------------------------------- */

/*
 * Makes the step, until it is not with a thread that selects and has been met elsewhere, or has left: 0, a
 * partner has been met; EPIPE; EAGAIN: there is none.
 */
static inline int meeting_step(ar_channel_core *c, ar_channel_token *t, const ar_model_call *call,
                               uint64_t entry, bool sends)
{
	for (;;) {
		uint64_t found = ar_model_step(&c->tail, call, ar_model_pair(entry, sends));
		struct meeting_state s = meeting_state(found);
		uint64_t partner = ar_model_list_at(s.waiting[!sends], 0);

		if (s.closed)
			return EPIPE;
		if (!partner)
			return EAGAIN;
		uint64_t noted = ar_model_noted(partner), ticket = ar_model_first(noted);
		if (!waiter_meet(ticket, partner))
			continue;
		t->message = (void *)(uintptr_t)ar_model_second(noted);
		t->slot = (void *)(uintptr_t)ticket;
		return 0;
	}
}

/* t->slot: the ticket of the partner whom the caller has met, and lets go on */
static inline int meeting_begin_specified(ar_channel_core *c, ar_channel_token *t, bool sends,
                                          ar_time deadline)
{
	enum ar_model_limit limit = deadline ? ar_model_limit(deadline) : AR_MODEL_PASSED;
	uint64_t ticket = limit < AR_MODEL_TOO_LATE ? waiter_new() : 0;
	int error;

	t->slot = NULL;
	if (limit == AR_MODEL_TOO_LATE) {
		ar_model_step_within(&c->tail, &meeting_fails, ar_model_pair(0, sends), limit);
		ar_model_time_is(deadline);
		return ETIMEDOUT;
	}
	if (limit == AR_MODEL_PASSED) {
		error = meeting_step(c, t, &meeting_tries, 0, sends);
		return error == EAGAIN && deadline ? ETIMEDOUT : error;
	}
	ar_model_note(ticket, ar_model_pair(ticket, (uint64_t)(uintptr_t)t->message));
	waiter_begin(ticket);
	error = meeting_step(c, t, &meeting_meets, ticket, sends);
	if (error == EAGAIN && waiter_is_done(waiter_wait(ticket, limit)))
		return 0;
	if (error == EAGAIN) /* told: now it finds it closed, and will from now on */
		error = meeting_step(c, t, &meeting_meets, ticket, sends);
	return error;
}

static int meeting_begin_send_specified(ar_channel_core *c, ar_channel_token *t, ar_time deadline)
{
	return meeting_begin_specified(c, t, true, deadline);
}

static int meeting_begin_receive_specified(ar_channel_core *c, ar_channel_token *t, ar_time deadline)
{
	return meeting_begin_specified(c, t, false, deadline);
}

static void meeting_end_specified(ar_channel_core *c, ar_channel_token *t)
{
	(void)c;
	if (t->slot)
		waiter_end_meeting((uint64_t)(uintptr_t)t->slot);
}

/* What is noted with the ticket are its entries. */
static int meeting_enter_specified(ar_channel_core *c, ar_channel_token *t, bool sends, uint64_t ticket,
                                   bool takes)
{
	uint64_t entry = ar_model_ticket(), own = ar_model_noted(ticket), found;
	int error;

	t->slot = NULL;
	t->position = (size_t)entry;
	ar_model_note(entry, ar_model_pair(ticket, (uint64_t)(uintptr_t)t->message));
	if (takes) {
		error = meeting_step(c, t, &meeting_meets, entry, sends);
	} else {
		found = ar_model_step(&c->tail, &meeting_lists,
		                      ar_model_pair(ar_model_pair(entry, sends), own));
		error = meeting_is_ready_for(found, sends, own) ? EBUSY : EAGAIN;
	}
	if (error == EAGAIN)
		ar_model_note(ticket, ar_model_list_with(own, entry));
	return error;
}

static void meeting_leave_specified(ar_channel_core *c, ar_channel_token *t, uint64_t ticket)
{
	(void)ticket;
	ar_model_step(&c->tail, &meeting_unlists, t->position);
}

static bool meeting_close_specified(ar_channel_core *c)
{
	struct meeting_state s = meeting_state(ar_model_step(&c->tail, &meeting_shuts, 0));

	if (s.closed)
		return false;
	for (int sends = 0; sends < 2; sends++)
		for (unsigned i = 0; i < ar_model_list_length(s.waiting[sends]); i++)
			waiter_tell(ar_model_first(ar_model_noted(ar_model_list_at(s.waiting[sends], i))));
	return true;
}

static bool meeting_is_closed_specified(ar_channel_core *c)
{
	return meeting_state(ar_model_step(&c->tail, &channel_looks, 0)).closed;
}

static inline bool meeting_has_waiters(ar_channel_core *c)
{
	struct meeting_state s = meeting_state(ar_model_step(&c->tail, &channel_looks, 0));

	return s.waiting[0] || s.waiting[1];
}

static int meeting_init_specified(ar_channel_core *c, size_t alignment)
{
	(void)c, (void)alignment;
	return 0;
}

static size_t meeting_length_specified(ar_channel_core *c)
{
	(void)c;
	return 0;
}

static void meeting_release_specified(ar_channel_core *c)
{
	(void)c;
}

static const struct ar_channel_kind meeting_specified = {
	.init = meeting_init_specified,
	.begin_send = meeting_begin_send_specified,
	.end_send = meeting_end_specified,
	.begin_receive = meeting_begin_receive_specified,
	.end_receive = meeting_end_specified,
	.enter = meeting_enter_specified,
	.leave = meeting_leave_specified,
	.meets = true,
	.close = meeting_close_specified,
	.is_closed = meeting_is_closed_specified,
	.length = meeting_length_specified,
	.release = meeting_release_specified,
};

#endif
