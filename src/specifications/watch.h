/*
 * The specification of <acqrel/watch.h>: see <acqrel/model.h>. The value is locked as in the
 * implementation, by an rwlock, which has a specification of its own. The state is the version and whether
 * it is closed, and the tickets of the receivers that select (waiter.h): who sends or closes takes them
 * out, and tells them. Who sends hands over its past to those who learn of its version, or a later one;
 * closing orders nothing.
 */
#ifndef ACQREL_SRC_SPECIFICATIONS_WATCH_H
#define ACQREL_SRC_SPECIFICATIONS_WATCH_H

#include <acqrel/watch.h>

#include "waiter.h"
#include "waiting.h"

#define WATCH_CLOSED   UINT64_C(1)
#define WATCH_ONE_MORE UINT64_C(2)

static inline uint64_t watch_numbers(uint64_t state)
{
	return ar_model_first(state);
}

static inline uint32_t watch_version(uint64_t state)
{
	return (uint32_t)(watch_numbers(state) / WATCH_ONE_MORE);
}

static inline bool watch_is_closed(uint64_t state)
{
	return watch_numbers(state) & WATCH_CLOSED;
}

static inline uint64_t watch_listed(uint64_t state)
{
	return ar_model_second(state);
}

static inline ar_model_result watch_change(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return AR_MODEL_BECOMES(ar_model_pair(watch_numbers(state) + WATCH_ONE_MORE, 0));
}

static inline ar_model_result watch_shut(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return watch_is_closed(state)
	               ? AR_MODEL_STAYS
	               : AR_MODEL_BECOMES(ar_model_pair(watch_numbers(state) | WATCH_CLOSED, 0));
}

static inline ar_model_result watch_look(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)state, (void)unused, (void)variant;
	return AR_MODEL_STAYS;
}

/* seen: the version that the receiver has had */
static inline ar_model_result watch_await(uint64_t state, uint64_t seen, unsigned variant)
{
	(void)variant;
	return watch_version(state) != seen || watch_is_closed(state) ? AR_MODEL_STAYS : AR_MODEL_WAITS;
}

static inline ar_model_result watch_miss(uint64_t state, uint64_t seen, unsigned variant)
{
	return watch_await(state, seen, variant).waits ? AR_MODEL_STAYS : AR_MODEL_WAITS;
}

/* The pair: the version, and the ticket of who selects. */
static inline ar_model_result watch_list(uint64_t state, uint64_t pair, unsigned variant)
{
	uint64_t listed = ar_model_list_with(watch_listed(state), ar_model_second(pair));

	if (!watch_await(state, ar_model_first(pair), variant).waits)
		return AR_MODEL_STAYS;
	return AR_MODEL_BECOMES(ar_model_pair(watch_numbers(state), listed));
}

static inline ar_model_result watch_unlist(uint64_t state, uint64_t ticket, unsigned variant)
{
	uint64_t others = ar_model_list_without(watch_listed(state), ticket);

	(void)variant;
	return others == watch_listed(state) ? AR_MODEL_STAYS
	                                     : AR_MODEL_BECOMES(ar_model_pair(watch_numbers(state), others));
}

/* clang-format off */
#define WATCH_STEP(f, how) {.function = (f), .word = AR_MODEL_CALL, .size = 4, .changing = (how)}
#define WATCH_LOOK(f, how) {.function = (f), .word = AR_MODEL_CALL, .size = 4, .looking = (how)}
/* clang-format on */

static const ar_model_call watch_changes = WATCH_STEP(watch_change, AR_MODEL_RELEASES);
static const ar_model_call watch_shuts = WATCH_STEP(watch_shut, AR_MODEL_ORDERS_NOTHING);
static const ar_model_call watch_looks = WATCH_LOOK(watch_look, AR_MODEL_ORDERS_NOTHING);
static const struct specified_wait watch_waits = {
	.takes = WATCH_LOOK(watch_await, AR_MODEL_ACQUIRES),
	.tries = WATCH_LOOK(watch_look, AR_MODEL_ACQUIRES),
	.fails = WATCH_LOOK(watch_miss, AR_MODEL_ORDERS_NOTHING),
};
static const ar_model_call watch_lists = WATCH_STEP(watch_list, AR_MODEL_ORDERS_NOTHING);
static const ar_model_call watch_unlists = WATCH_STEP(watch_unlist, AR_MODEL_ORDERS_NOTHING);

#endif
