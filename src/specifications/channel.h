/*
 * The specification of a channel with room (<acqrel/channel.h>): see <acqrel/model.h>. That of one without is
 * in meeting.h.
 *
 * The state is the messages that are in it, the room that receivers have made (not if it is unbounded), how
 * many slots were ever used and whether it is closed, and the threads that select (waiter.h). To send is to
 * add a message, and to receive, to take the oldest: such a step orders nothing. Only then the message is
 * written into its slot, or read from it. So each message and each room has a word of its own, which the
 * thread that has written or read it sets, and the one that has it next waits for: a receiver learns of the
 * sender of its message, and of no other.
 *
 * A thread that selects is listed if it finds nothing. Who adds a message, or makes room, takes all who are
 * listed for it out, and tells them when it is there: that one tells all, and the implementation one, who
 * hands on what it does not take, makes no difference to what may be taken.
 */
#ifndef ACQREL_SRC_SPECIFICATIONS_CHANNEL_H
#define ACQREL_SRC_SPECIFICATIONS_CHANNEL_H

#include "../allocator.h"
#include "../channel.h"
#include "waiter.h"
#include "waiting.h"

#define SPECIFIED_USED      UINT64_C(1) /* one slot */
#define SPECIFIED_USED_MASK UINT64_C(0xffffffff)
#define SPECIFIED_CLOSED    (UINT64_C(1) << 32)

struct channel_state {
	uint64_t messages, rooms; /* lists of tickets */
	uint64_t numbers;
	uint64_t receivers, senders; /* that select */
};

static inline struct channel_state channel_state(uint64_t number)
{
	uint64_t second = ar_model_second(number), third = ar_model_second(second),
		 waiters = ar_model_second(third);
	struct channel_state s = {ar_model_first(number), ar_model_first(second), ar_model_first(third),
	                          ar_model_first(waiters), ar_model_second(waiters)};

	return s;
}

static inline uint64_t channel_number(const struct channel_state *s)
{
	uint64_t waiters = ar_model_pair(s->receivers, s->senders);

	return ar_model_pair(s->messages, ar_model_pair(s->rooms, ar_model_pair(s->numbers, waiters)));
}

static inline bool channel_is_closed(const struct channel_state *s)
{
	return s->numbers & SPECIFIED_CLOSED;
}

/* capacity 0: no bound */
static inline bool channel_has_room(const struct channel_state *s, uint64_t capacity)
{
	return !capacity || s->rooms || (s->numbers & SPECIFIED_USED_MASK) < capacity;
}

static inline ar_model_result channel_add(uint64_t state, uint64_t pair, unsigned variant)
{
	struct channel_state s = channel_state(state);
	uint64_t message = ar_model_first(pair), capacity = ar_model_second(pair);

	(void)variant;
	if (channel_is_closed(&s))
		return AR_MODEL_STAYS;
	if (!channel_has_room(&s, capacity))
		return AR_MODEL_WAITS;
	if (s.rooms)
		s.rooms = ar_model_list_without(s.rooms, ar_model_list_at(s.rooms, 0));
	else if (capacity)
		s.numbers += SPECIFIED_USED;
	s.messages = ar_model_list_with(s.messages, message);
	s.receivers = 0;
	return AR_MODEL_BECOMES(channel_number(&s));
}

/* room: a ticket, or 0 if there is always room */
static inline ar_model_result channel_take(uint64_t state, uint64_t room, unsigned variant)
{
	struct channel_state s = channel_state(state);

	(void)variant;
	if (!s.messages)
		return channel_is_closed(&s) ? AR_MODEL_STAYS : AR_MODEL_WAITS;
	s.messages = ar_model_list_without(s.messages, ar_model_list_at(s.messages, 0));
	if (room) {
		s.rooms = ar_model_list_with(s.rooms, room);
		s.senders = 0;
	}
	return AR_MODEL_BECOMES(channel_number(&s));
}

#define SPECIFIED_WITHOUT_WAITING(result) ((result).waits ? AR_MODEL_STAYS : (result))
#define SPECIFIED_ONLY_WAITING(result)    ((result).waits ? AR_MODEL_STAYS : AR_MODEL_WAITS)

static inline ar_model_result channel_try_add(uint64_t state, uint64_t pair, unsigned variant)
{
	ar_model_result r = channel_add(state, pair, variant);

	return SPECIFIED_WITHOUT_WAITING(r);
}

static inline ar_model_result channel_find_full(uint64_t state, uint64_t pair, unsigned variant)
{
	ar_model_result r = channel_add(state, pair, variant);

	return SPECIFIED_ONLY_WAITING(r);
}

static inline ar_model_result channel_try_take(uint64_t state, uint64_t room, unsigned variant)
{
	ar_model_result r = channel_take(state, room, variant);

	return SPECIFIED_WITHOUT_WAITING(r);
}

static inline ar_model_result channel_find_empty(uint64_t state, uint64_t room, unsigned variant)
{
	ar_model_result r = channel_take(state, room, variant);

	return SPECIFIED_ONLY_WAITING(r);
}

/* The pair is an argument of the above and the ticket of who selects: it is listed instead of waiting. */
static inline ar_model_result channel_add_or_list(uint64_t state, uint64_t pair, unsigned variant)
{
	ar_model_result r = channel_add(state, ar_model_first(pair), variant);
	struct channel_state s = channel_state(state);

	if (!r.waits)
		return r;
	s.senders = ar_model_list_with(s.senders, ar_model_second(pair));
	return AR_MODEL_BECOMES(channel_number(&s));
}

static inline ar_model_result channel_take_or_list(uint64_t state, uint64_t pair, unsigned variant)
{
	ar_model_result r = channel_take(state, ar_model_first(pair), variant);
	struct channel_state s = channel_state(state);

	if (!r.waits)
		return r;
	s.receivers = ar_model_list_with(s.receivers, ar_model_second(pair));
	return AR_MODEL_BECOMES(channel_number(&s));
}

/* Likewise, and it takes nothing. */
static inline ar_model_result channel_look_for_room(uint64_t state, uint64_t pair, unsigned variant)
{
	ar_model_result r = channel_add(state, ar_model_first(pair), variant);

	return r.waits ? channel_add_or_list(state, pair, variant) : AR_MODEL_STAYS;
}

static inline ar_model_result channel_look_for_message(uint64_t state, uint64_t pair, unsigned variant)
{
	ar_model_result r = channel_take(state, ar_model_first(pair), variant);

	return r.waits ? channel_take_or_list(state, pair, variant) : AR_MODEL_STAYS;
}

static inline ar_model_result channel_unlist(uint64_t state, uint64_t ticket, unsigned variant)
{
	struct channel_state s = channel_state(state), before = s;

	(void)variant;
	s.receivers = ar_model_list_without(s.receivers, ticket);
	s.senders = ar_model_list_without(s.senders, ticket);
	if (s.receivers == before.receivers && s.senders == before.senders)
		return AR_MODEL_STAYS;
	return AR_MODEL_BECOMES(channel_number(&s));
}

static inline ar_model_result channel_shut(uint64_t state, uint64_t unused, unsigned variant)
{
	struct channel_state s = channel_state(state);

	(void)unused, (void)variant;
	if (channel_is_closed(&s))
		return AR_MODEL_STAYS;
	s.numbers |= SPECIFIED_CLOSED;
	s.receivers = s.senders = 0;
	return AR_MODEL_BECOMES(channel_number(&s));
}

static inline ar_model_result channel_look(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)state, (void)unused, (void)variant;
	return AR_MODEL_STAYS;
}

static inline ar_model_result channel_hand_over(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)state, (void)unused, (void)variant;
	return AR_MODEL_BECOMES(1);
}

static inline ar_model_result channel_take_over(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return state ? AR_MODEL_STAYS : AR_MODEL_WAITS;
}

/* clang-format off */
#define SPECIFIED_STEP(f) {.function = (f), .word = AR_MODEL_CALL, .size = 8}
/* clang-format on */

/* The ways to make the step of a call: the first three, and what who selects does instead of waiting. */
struct channel_ways {
	struct specified_wait waits;
	ar_model_call lists, looks;
};

static const struct channel_ways channel_sends = {
	.waits = {.takes = SPECIFIED_STEP(channel_add),
                  .tries = SPECIFIED_STEP(channel_try_add),
                  .fails = SPECIFIED_STEP(channel_find_full)},
	.lists = SPECIFIED_STEP(channel_add_or_list),
	.looks = SPECIFIED_STEP(channel_look_for_room),
};
static const struct channel_ways channel_receives = {
	.waits = {.takes = SPECIFIED_STEP(channel_take),
                  .tries = SPECIFIED_STEP(channel_try_take),
                  .fails = SPECIFIED_STEP(channel_find_empty)},
	.lists = SPECIFIED_STEP(channel_take_or_list),
	.looks = SPECIFIED_STEP(channel_look_for_message),
};
static const ar_model_call channel_unlists = SPECIFIED_STEP(channel_unlist);
static const ar_model_call channel_shuts = SPECIFIED_STEP(channel_shut);
static const ar_model_call channel_looks = SPECIFIED_STEP(channel_look);
static const ar_model_call channel_hands_over = {
	.function = channel_hand_over, .word = AR_MODEL_CALL, .size = 8, .changing = AR_MODEL_RELEASES};
static const ar_model_call channel_takes_over = {
	.function = channel_take_over, .word = AR_MODEL_CALL, .size = 8, .looking = AR_MODEL_ACQUIRES};

/* --- The steps of a call -------------------------------------------------------------------------------- */

static inline uint64_t specified_capacity(const ar_channel_core *c)
{
	return c->capacity == AR_UNBOUNDED ? 0 : c->capacity;
}

/*
 * Makes the step; *state is what it found. 0, or why not: ETIMEDOUT, EAGAIN. lists: the ticket of who selects
 * and is listed then, instead of waiting; else 0.
 */
static inline int channel_step(ar_channel_core *c, const struct channel_ways *w, uint64_t argument,
                               ar_time deadline, uint64_t lists, uint64_t *state)
{
	if (!lists)
		return specified_take_until(&c->tail, &w->waits, argument, deadline, state);
	*state = ar_model_step(&c->tail, &w->lists, ar_model_pair(argument, lists));
	return w->waits.takes.function(*state, argument, 0).waits ? EAGAIN : 0;
}

static inline int specified_send(ar_channel_core *c, ar_channel_token *t, ar_time deadline, uint64_t lists)
{
	uint64_t ticket = ar_model_ticket(), capacity = specified_capacity(c), found = 0;
	char *slot = NULL;

	if (!capacity) {
		slot = (char *)ar_allocator_get(c->allocator, c->slot_size, c->alignment);
		if (!slot)
			return ENOMEM;
		ar_model_keep(ticket, c, slot);
	}
	int error = channel_step(c, &channel_sends, ar_model_pair(ticket, capacity), deadline, lists, &found);
	struct channel_state s = channel_state(found);
	if (error == 0 && channel_is_closed(&s))
		error = EPIPE;
	if (error) {
		if (slot) {
			ar_model_note(ticket, 0);
			ar_allocator_put(c->allocator, slot, c->slot_size, c->alignment);
		}
		return error;
	}
	if (capacity) {
		uint64_t room = ar_model_list_at(s.rooms, 0);
		if (room)
			ar_model_step(ar_model_own(room), &channel_takes_over, 0);
		slot = room ? (char *)(uintptr_t)ar_model_noted(room)
		            : c->slots + (s.numbers & SPECIFIED_USED_MASK) * c->slot_size;
		ar_model_note(ticket, (uint64_t)(uintptr_t)slot);
	}
	t->slot = (void *)(uintptr_t)ticket;
	t->message = slot + c->message_offset;
	t->position = (size_t)s.receivers;
	return 0;
}

static int specified_begin_send(ar_channel_core *c, ar_channel_token *t, ar_time deadline)
{
	return specified_send(c, t, deadline, 0);
}

static void specified_end_send(ar_channel_core *c, ar_channel_token *t)
{
	(void)c;
	ar_model_step(ar_model_own((uint64_t)(uintptr_t)t->slot), &channel_hands_over, 0);
	waiter_tell_all(t->position);
}

static inline int specified_receive(ar_channel_core *c, ar_channel_token *t, ar_time deadline, uint64_t lists)
{
	uint64_t room = specified_capacity(c) ? ar_model_ticket() : 0, found = 0;
	int error = channel_step(c, &channel_receives, room, deadline, lists, &found);

	if (error)
		return error;
	struct channel_state s = channel_state(found);
	uint64_t message = ar_model_list_at(s.messages, 0);
	if (!message)
		return EPIPE;
	ar_model_step(ar_model_own(message), &channel_takes_over, 0);
	char *slot = (char *)(uintptr_t)ar_model_noted(message);
	if (room)
		ar_model_note(room, (uint64_t)(uintptr_t)slot);
	t->slot = (void *)(uintptr_t)room;
	t->block = (struct ar_channel_block *)(void *)slot;
	t->message = slot + c->message_offset;
	t->position = (size_t)s.senders;
	return 0;
}

static int specified_begin_receive(ar_channel_core *c, ar_channel_token *t, ar_time deadline)
{
	return specified_receive(c, t, deadline, 0);
}

static void specified_end_receive(ar_channel_core *c, ar_channel_token *t)
{
	if (!specified_capacity(c)) {
		ar_allocator_put(c->allocator, t->block, c->slot_size, c->alignment);
		return;
	}
	ar_model_step(ar_model_own((uint64_t)(uintptr_t)t->slot), &channel_hands_over, 0);
	waiter_tell_all(t->position);
}

static int specified_try_receive(ar_channel_core *c, ar_channel_token *t, enum channel_look how)
{
	(void)how;
	return specified_receive(c, t, 0, 0);
}

static int specified_enter(ar_channel_core *c, ar_channel_token *t, bool sends, uint64_t ticket, bool takes)
{
	const struct channel_ways *w = sends ? &channel_sends : &channel_receives;
	/* whatever it would add: for the question whether it could */
	uint64_t argument = sends ? ar_model_pair(ticket, specified_capacity(c)) : ticket;

	if (takes)
		return sends ? specified_send(c, t, 0, ticket) : specified_receive(c, t, 0, ticket);
	uint64_t found = ar_model_step(&c->tail, &w->looks, ar_model_pair(argument, ticket));
	return w->waits.takes.function(found, argument, 0).waits ? EAGAIN : EBUSY;
}

static void specified_leave(ar_channel_core *c, ar_channel_token *t, uint64_t ticket)
{
	(void)t;
	ar_model_step(&c->tail, &channel_unlists, ticket);
}

static bool specified_close(ar_channel_core *c)
{
	struct channel_state s = channel_state(ar_model_step(&c->tail, &channel_shuts, 0));

	if (channel_is_closed(&s))
		return false;
	waiter_tell_all(s.senders);
	waiter_tell_all(s.receivers);
	return true;
}

static bool specified_is_closed(ar_channel_core *c)
{
	struct channel_state s = channel_state(ar_model_step(&c->tail, &channel_looks, 0));

	return channel_is_closed(&s);
}

static size_t specified_length(ar_channel_core *c)
{
	struct channel_state s = channel_state(ar_model_step(&c->tail, &channel_looks, 0));

	return ar_model_list_length(s.messages);
}

static int specified_init(ar_channel_core *c, size_t alignment)
{
	if (c->capacity != AR_UNBOUNDED)
		return ar_channel_ring.init(c, alignment);
	c->alignment = alignment;
	return 0;
}

static void specified_release(ar_channel_core *c)
{
	if (c->capacity != AR_UNBOUNDED)
		ar_channel_ring.release(c);
}

static const struct ar_channel_kind channel_specified = {
	.init = specified_init,
	.begin_send = specified_begin_send,
	.end_send = specified_end_send,
	.try_receive = specified_try_receive,
	.begin_receive = specified_begin_receive,
	.end_receive = specified_end_receive,
	.enter = specified_enter,
	.leave = specified_leave,
	.close = specified_close,
	.is_closed = specified_is_closed,
	.length = specified_length,
	.release = specified_release,
};

#endif
