/*
 * The specification of a channel with room (<acqrel/channel.h>): see <acqrel/model.h>. With capacity 0, it
 * is explored as it is.
 *
 * The state is the messages that are in it, the room that receivers have made (not if it is unbounded), and
 * numbers: of slots that were never used, of threads that select, and whether it is closed. To send is to
 * add a message, and to receive, to take the oldest: such a step orders nothing. Only then the message is
 * written into its slot, or read from it. So each message and each room has a word of its own, which the
 * thread that has written or read it sets, and the one that has it next waits for: a receiver learns of the
 * sender of its message, and of no other.
 *
 * Threads that select sleep in the queues that they sleep in otherwise (src/channel_queue.h): the state
 * says whether there are any.
 */
#ifndef ACQREL_SRC_SPECIFICATIONS_CHANNEL_H
#define ACQREL_SRC_SPECIFICATIONS_CHANNEL_H

#include "../allocator.h"
#include "../channel.h"
#include "../channel_queue.h"
#include "waiting.h"

#define SPECIFIED_USED      UINT64_C(1) /* one slot */
#define SPECIFIED_USED_MASK UINT64_C(0xffffffff)
#define SPECIFIED_CLOSED    (UINT64_C(1) << 32)
#define SPECIFIED_RECEIVER  (UINT64_C(1) << 33) /* one that selects */
#define SPECIFIED_SENDER    (UINT64_C(1) << 47)
#define SPECIFIED_MANY      UINT64_C(0x3fff)

static inline uint64_t channel_messages(uint64_t state)
{
	return ar_model_first(state);
}

static inline uint64_t channel_rooms(uint64_t state)
{
	return ar_model_first(ar_model_second(state));
}

static inline uint64_t channel_numbers(uint64_t state)
{
	return ar_model_second(ar_model_second(state));
}

static inline uint64_t channel_state(uint64_t messages, uint64_t rooms, uint64_t numbers)
{
	return ar_model_pair(messages, ar_model_pair(rooms, numbers));
}

static inline bool channel_is_closed(uint64_t state)
{
	return channel_numbers(state) & SPECIFIED_CLOSED;
}

/* capacity 0: no bound */
static inline bool channel_has_room(uint64_t state, uint64_t capacity)
{
	return !capacity || channel_rooms(state) || (channel_numbers(state) & SPECIFIED_USED_MASK) < capacity;
}

static inline ar_model_result channel_add(uint64_t state, uint64_t pair, unsigned variant)
{
	uint64_t message = ar_model_first(pair), capacity = ar_model_second(pair);
	uint64_t rooms = channel_rooms(state), numbers = channel_numbers(state);

	(void)variant;
	if (channel_is_closed(state))
		return AR_MODEL_STAYS;
	if (!channel_has_room(state, capacity))
		return AR_MODEL_WAITS;
	if (rooms)
		rooms = ar_model_list_without(rooms, ar_model_list_at(rooms, 0));
	else if (capacity)
		numbers += SPECIFIED_USED;
	return AR_MODEL_BECOMES(
		channel_state(ar_model_list_with(channel_messages(state), message), rooms, numbers));
}

/* room: a ticket, or 0 if there is always room */
static inline ar_model_result channel_take(uint64_t state, uint64_t room, unsigned variant)
{
	uint64_t messages = channel_messages(state), rooms = channel_rooms(state);

	(void)variant;
	if (!messages)
		return channel_is_closed(state) ? AR_MODEL_STAYS : AR_MODEL_WAITS;
	return AR_MODEL_BECOMES(channel_state(ar_model_list_without(messages, ar_model_list_at(messages, 0)),
	                                      room ? ar_model_list_with(rooms, room) : rooms,
	                                      channel_numbers(state)));
}

#define SPECIFIED_WITHOUT_WAITING(result) ((result).waits ? AR_MODEL_STAYS : (result))
#define SPECIFIED_ONLY_WAITING(result)    ((result).waits ? AR_MODEL_STAYS : AR_MODEL_WAITS)

static inline ar_model_result channel_try_add(uint64_t state, uint64_t pair, unsigned variant)
{
	return SPECIFIED_WITHOUT_WAITING(channel_add(state, pair, variant));
}

static inline ar_model_result channel_find_full(uint64_t state, uint64_t pair, unsigned variant)
{
	return SPECIFIED_ONLY_WAITING(channel_add(state, pair, variant));
}

static inline ar_model_result channel_try_take(uint64_t state, uint64_t room, unsigned variant)
{
	return SPECIFIED_WITHOUT_WAITING(channel_take(state, room, variant));
}

static inline ar_model_result channel_find_empty(uint64_t state, uint64_t room, unsigned variant)
{
	return SPECIFIED_ONLY_WAITING(channel_take(state, room, variant));
}

static inline ar_model_result channel_shut(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	if (channel_is_closed(state))
		return AR_MODEL_STAYS;
	return AR_MODEL_BECOMES(channel_state(channel_messages(state), channel_rooms(state),
	                                      channel_numbers(state) | SPECIFIED_CLOSED));
}

static inline ar_model_result channel_look(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)state, (void)unused, (void)variant;
	return AR_MODEL_STAYS;
}

/* Threads that select come, or go. */
static inline ar_model_result channel_select(uint64_t state, uint64_t numbers, unsigned variant)
{
	(void)variant;
	return AR_MODEL_BECOMES(channel_state(channel_messages(state), channel_rooms(state),
	                                      channel_numbers(state) + numbers));
}

static inline ar_model_result channel_deselect(uint64_t state, uint64_t numbers, unsigned variant)
{
	(void)variant;
	return AR_MODEL_BECOMES(channel_state(channel_messages(state), channel_rooms(state),
	                                      channel_numbers(state) - numbers));
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
#define SPECIFIED_STEP(f, how) {.function = (f), .word = (how), .size = 8}
/* clang-format on */

static const struct specified_wait channel_sends = {
	.takes = SPECIFIED_STEP(channel_add, AR_MODEL_CALL),
	.tries = SPECIFIED_STEP(channel_try_add, AR_MODEL_CALL),
	.fails = SPECIFIED_STEP(channel_find_full, AR_MODEL_CALL),
};
static const struct specified_wait channel_receives = {
	.takes = SPECIFIED_STEP(channel_take, AR_MODEL_CALL),
	.tries = SPECIFIED_STEP(channel_try_take, AR_MODEL_CALL),
	.fails = SPECIFIED_STEP(channel_find_empty, AR_MODEL_CALL),
};
static const ar_model_call channel_shuts = SPECIFIED_STEP(channel_shut, AR_MODEL_CALL);
static const ar_model_call channel_looks = SPECIFIED_STEP(channel_look, AR_MODEL_CALL);
static const ar_model_call channel_selects = SPECIFIED_STEP(channel_select, AR_MODEL_PART_OF_LAST);
static const ar_model_call channel_deselects = SPECIFIED_STEP(channel_deselect, AR_MODEL_PART_OF_LAST);
static const ar_model_call channel_hands_over = {
	.function = channel_hand_over, .word = AR_MODEL_CALL, .size = 8, .changing = AR_MODEL_RELEASES};
static const ar_model_call channel_takes_over = {
	.function = channel_take_over, .word = AR_MODEL_CALL, .size = 8, .looking = AR_MODEL_ACQUIRES};

/* --- The steps of a call -------------------------------------------------------------------------------- */

static inline uint64_t specified_capacity(const ar_channel_core *c)
{
	return c->capacity == AR_UNBOUNDED ? 0 : c->capacity;
}

/* Makes the step of w; *state is what it found. 0, or why not: ETIMEDOUT, EAGAIN. */
static inline int channel_step(ar_channel_core *c, const struct specified_wait *w, uint64_t argument,
                               ar_time deadline, uint64_t *state)
{
	enum ar_model_limit limit = deadline ? ar_model_limit(deadline) : AR_MODEL_PASSED;

	if (limit == AR_MODEL_PASSED) {
		*state = ar_model_step(&c->tail, &w->tries, argument);
		if (w->takes.function(*state, argument, 0).waits)
			return deadline ? ETIMEDOUT : EAGAIN;
		return 0;
	}
	if (limit == AR_MODEL_TOO_LATE) {
		ar_model_step_within(&c->tail, &w->fails, argument, limit);
		ar_model_time_is(deadline);
		return ETIMEDOUT;
	}
	*state = ar_model_step_within(&c->tail, &w->takes, argument, limit);
	return 0;
}

static inline bool specified_selects(const ar_channel_token *t, uint64_t who)
{
	return (t->position / who) & SPECIFIED_MANY;
}

static int specified_begin_send(ar_channel_core *c, ar_channel_token *t, ar_time deadline)
{
	uint64_t ticket = ar_model_ticket(), capacity = specified_capacity(c), state = 0;
	char *slot = NULL;

	if (!capacity) {
		slot = (char *)ar_allocator_get(c->allocator, c->slot_size, c->alignment);
		if (!slot)
			return ENOMEM;
		ar_model_keep(ticket, c, slot);
	}
	int error = channel_step(c, &channel_sends, ar_model_pair(ticket, capacity), deadline, &state);
	if (error == 0 && channel_is_closed(state))
		error = EPIPE;
	if (error) {
		if (slot) {
			ar_model_note(ticket, 0);
			ar_allocator_put(c->allocator, slot, c->slot_size, c->alignment);
		}
		return error;
	}
	if (capacity) {
		uint64_t room = ar_model_list_at(channel_rooms(state), 0);
		if (room)
			ar_model_step(ar_model_own(room), &channel_takes_over, 0);
		slot = room ? (char *)(uintptr_t)ar_model_noted(room)
		            : c->slots + (channel_numbers(state) & SPECIFIED_USED_MASK) * c->slot_size;
		ar_model_note(ticket, (uint64_t)(uintptr_t)slot);
	}
	t->slot = (void *)(uintptr_t)ticket;
	t->message = slot + c->message_offset;
	t->position = (size_t)channel_numbers(state);
	return 0;
}

static void specified_end_send(ar_channel_core *c, ar_channel_token *t)
{
	ar_model_step(ar_model_own((uint64_t)(uintptr_t)t->slot), &channel_hands_over, 0);
	if (specified_selects(t, SPECIFIED_RECEIVER))
		ar_queue_tell_all(&c->receivers);
}

static int specified_begin_receive(ar_channel_core *c, ar_channel_token *t, ar_time deadline)
{
	uint64_t room = specified_capacity(c) ? ar_model_ticket() : 0, state = 0;
	int error = channel_step(c, &channel_receives, room, deadline, &state);

	if (error)
		return error;
	uint64_t message = ar_model_list_at(channel_messages(state), 0);
	if (!message)
		return EPIPE;
	ar_model_step(ar_model_own(message), &channel_takes_over, 0);
	char *slot = (char *)(uintptr_t)ar_model_noted(message);
	if (room)
		ar_model_note(room, (uint64_t)(uintptr_t)slot);
	t->slot = (void *)(uintptr_t)room;
	t->block = (struct ar_channel_block *)(void *)slot;
	t->message = slot + c->message_offset;
	t->position = (size_t)channel_numbers(state);
	return 0;
}

static void specified_end_receive(ar_channel_core *c, ar_channel_token *t)
{
	if (!specified_capacity(c)) {
		ar_allocator_put(c->allocator, t->block, c->slot_size, c->alignment);
		return;
	}
	ar_model_step(ar_model_own((uint64_t)(uintptr_t)t->slot), &channel_hands_over, 0);
	if (specified_selects(t, SPECIFIED_SENDER))
		ar_queue_tell_all(&c->senders);
}

static int specified_try_receive(ar_channel_core *c, ar_channel_token *t, enum channel_look how)
{
	(void)how;
	return specified_begin_receive(c, t, 0);
}

/* For a thread that selects and has entered the queue: it is known from now on. Whether it has to wait. */
static bool specified_may_send(ar_channel_core *c)
{
	uint64_t state = ar_model_step(&c->tail, &channel_selects, SPECIFIED_SENDER);

	return channel_is_closed(state) || channel_has_room(state, specified_capacity(c));
}

static bool specified_may_receive(ar_channel_core *c)
{
	uint64_t state = ar_model_step(&c->tail, &channel_selects, SPECIFIED_RECEIVER);

	return channel_is_closed(state) || channel_messages(state);
}

static void specified_leave(ar_channel_core *c, bool sends)
{
	ar_model_step(&c->tail, &channel_deselects, sends ? SPECIFIED_SENDER : SPECIFIED_RECEIVER);
}

static bool specified_close(ar_channel_core *c)
{
	uint64_t state = ar_model_step(&c->tail, &channel_shuts, 0);
	ar_channel_token t = {.position = (size_t)channel_numbers(state)};

	if (channel_is_closed(state))
		return false;
	if (specified_selects(&t, SPECIFIED_SENDER))
		ar_queue_tell_all(&c->senders);
	if (specified_selects(&t, SPECIFIED_RECEIVER))
		ar_queue_tell_all(&c->receivers);
	return true;
}

static size_t specified_length(ar_channel_core *c)
{
	return ar_model_list_length(channel_messages(ar_model_step(&c->tail, &channel_looks, 0)));
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
	.may_send = specified_may_send,
	.may_receive = specified_may_receive,
	.leave = specified_leave,
	.close = specified_close,
	.length = specified_length,
	.release = specified_release,
};

#endif
