/*
 * The specification of <acqrel/broadcast.h>: see <acqrel/model.h>.
 *
 * The state is how many messages were sent and whether it is closed, and the tickets of the receivers that
 * select (waiter.h). To send is to be given the next number; so messages are in the order of these steps,
 * and who sends learns of the past of those who sent before, as it does by the implementation's mutex.
 * Then the message is written into its slot, whose lock says of which message and how many receivers are
 * copying it. Who is to overwrite it waits for these. A receiver waits while its message is not there yet;
 * it learns of its sender's past. Closing orders nothing.
 */
#ifndef ACQREL_SRC_SPECIFICATIONS_BROADCAST_H
#define ACQREL_SRC_SPECIFICATIONS_BROADCAST_H

#include <acqrel/broadcast.h>

#include "waiter.h"
#include "waiting.h"

#define BROADCAST_CLOSED   UINT64_C(1)
#define BROADCAST_ONE_MORE UINT64_C(2)

static inline uint64_t broadcast_numbers(uint64_t state)
{
	return ar_model_first(state);
}

static inline uint64_t broadcast_tail(uint64_t state)
{
	return broadcast_numbers(state) / BROADCAST_ONE_MORE;
}

static inline bool broadcast_is_closed(uint64_t state)
{
	return broadcast_numbers(state) & BROADCAST_CLOSED;
}

static inline uint64_t broadcast_listed(uint64_t state)
{
	return ar_model_second(state);
}

static inline ar_model_result broadcast_send(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	if (broadcast_is_closed(state))
		return AR_MODEL_STAYS;
	return AR_MODEL_BECOMES(ar_model_pair(broadcast_numbers(state) + BROADCAST_ONE_MORE, 0));
}

static inline ar_model_result broadcast_shut(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	if (broadcast_is_closed(state))
		return AR_MODEL_STAYS;
	return AR_MODEL_BECOMES(ar_model_pair(broadcast_numbers(state) | BROADCAST_CLOSED, 0));
}

static inline ar_model_result broadcast_look(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)state, (void)unused, (void)variant;
	return AR_MODEL_STAYS;
}

/* next: the number of the message that the receiver waits for */
static inline ar_model_result broadcast_await(uint64_t state, uint64_t next, unsigned variant)
{
	(void)variant;
	return broadcast_tail(state) != next || broadcast_is_closed(state) ? AR_MODEL_STAYS : AR_MODEL_WAITS;
}

static inline ar_model_result broadcast_miss(uint64_t state, uint64_t next, unsigned variant)
{
	return broadcast_await(state, next, variant).waits ? AR_MODEL_STAYS : AR_MODEL_WAITS;
}

/* The pair: that number, and the ticket of who selects. */
static inline ar_model_result broadcast_list(uint64_t state, uint64_t pair, unsigned variant)
{
	uint64_t listed = ar_model_list_with(broadcast_listed(state), ar_model_second(pair));

	if (!broadcast_await(state, ar_model_first(pair), variant).waits)
		return AR_MODEL_STAYS;
	return AR_MODEL_BECOMES(ar_model_pair(broadcast_numbers(state), listed));
}

static inline ar_model_result broadcast_unlist(uint64_t state, uint64_t ticket, unsigned variant)
{
	uint64_t others = ar_model_list_without(broadcast_listed(state), ticket);

	(void)variant;
	if (others == broadcast_listed(state))
		return AR_MODEL_STAYS;
	return AR_MODEL_BECOMES(ar_model_pair(broadcast_numbers(state), others));
}

/*
 * A slot: one more than the number of the message that is in it, or comes into it (0: none was), and what is
 * done with that.
 */
#define SLOT_WRITING    UINT64_C(1)
#define SLOT_ONE_READER UINT64_C(2)

static inline uint64_t slot_end(uint64_t slot)
{
	return ar_model_first(slot);
}

static inline uint64_t slot_users(uint64_t slot)
{
	return ar_model_second(slot);
}

/* The pair: the end of the message that is overwritten, and of the one that overwrites it. */
static inline ar_model_result slot_overwrite(uint64_t slot, uint64_t pair, unsigned variant)
{
	(void)variant;
	if (slot_end(slot) != ar_model_first(pair) || slot_users(slot))
		return AR_MODEL_WAITS;
	return AR_MODEL_BECOMES(ar_model_pair(ar_model_second(pair), SLOT_WRITING));
}

static inline ar_model_result slot_publish(uint64_t slot, uint64_t end, unsigned variant)
{
	(void)slot, (void)variant;
	return AR_MODEL_BECOMES(ar_model_pair(end, 0));
}

static inline ar_model_result slot_read(uint64_t slot, uint64_t end, unsigned variant)
{
	(void)variant;
	if (slot_end(slot) > end)
		return AR_MODEL_STAYS;
	if (slot_end(slot) < end || slot_users(slot) & SLOT_WRITING)
		return AR_MODEL_WAITS;
	return AR_MODEL_BECOMES(ar_model_pair(end, slot_users(slot) + SLOT_ONE_READER));
}

static inline ar_model_result slot_end_reading(uint64_t slot, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return AR_MODEL_BECOMES(ar_model_pair(slot_end(slot), slot_users(slot) - SLOT_ONE_READER));
}

/* clang-format off */
#define BROADCAST_STEP(f, how) {.function = (f), .word = AR_MODEL_CALL, .size = 8, .changing = (how)}
#define BROADCAST_LOOK(f, how) {.function = (f), .word = AR_MODEL_CALL, .size = 8, .looking = (how)}
/* clang-format on */

static const ar_model_call broadcast_sends = BROADCAST_STEP(broadcast_send, AR_MODEL_ACQUIRES_AND_RELEASES);
static const ar_model_call broadcast_shuts = BROADCAST_STEP(broadcast_shut, AR_MODEL_ORDERS_NOTHING);
static const ar_model_call broadcast_looks = BROADCAST_LOOK(broadcast_look, AR_MODEL_ORDERS_NOTHING);
static const struct specified_wait broadcast_waits = {
	.takes = BROADCAST_LOOK(broadcast_await, AR_MODEL_ACQUIRES),
	.tries = BROADCAST_LOOK(broadcast_look, AR_MODEL_ACQUIRES),
	.fails = BROADCAST_LOOK(broadcast_miss, AR_MODEL_ORDERS_NOTHING),
};
static const ar_model_call broadcast_lists = BROADCAST_STEP(broadcast_list, AR_MODEL_ORDERS_NOTHING);
static const ar_model_call broadcast_unlists = BROADCAST_STEP(broadcast_unlist, AR_MODEL_ORDERS_NOTHING);
static const ar_model_call slot_overwrites = BROADCAST_STEP(slot_overwrite, AR_MODEL_ACQUIRES);
static const ar_model_call slot_publishes = BROADCAST_STEP(slot_publish, AR_MODEL_RELEASES);
static const ar_model_call slot_reads = BROADCAST_STEP(slot_read, AR_MODEL_ACQUIRES);
static const ar_model_call slot_ends_reading = BROADCAST_STEP(slot_end_reading, AR_MODEL_RELEASES);

#endif
