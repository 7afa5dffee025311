/*
 * The specification of <acqrel/oneshot.h>: see <acqrel/model.h>. The state is which sides have ended, with
 * the bits of the header, and the ticket of the receiver if it selects (waiter.h). Each side ends by one
 * step, which hands over its past, and takes over the other's if that has ended before.
 *
 * That a side ended before is misuse. It is not looked for in the state, where that would be another step,
 * but in a variable of the side's own: two threads on one side at a time are a data race.
 */
#ifndef ACQREL_SRC_SPECIFICATIONS_ONESHOT_H
#define ACQREL_SRC_SPECIFICATIONS_ONESHOT_H

#include <acqrel/oneshot.h>

#include "waiter.h"
#include "waiting.h"

static inline uint64_t oneshot_bits(uint64_t state)
{
	return ar_model_first(state);
}

static inline uint64_t oneshot_receiver(uint64_t state)
{
	return ar_model_second(state);
}

static inline bool oneshot_is_over(uint64_t state)
{
	return oneshot_bits(state) & (AR_ONESHOT_SENT_ | AR_ONESHOT_SENDER_GONE_);
}

static inline ar_model_result oneshot_end(uint64_t state, uint64_t how, unsigned variant)
{
	(void)variant;
	return AR_MODEL_BECOMES(ar_model_pair(oneshot_bits(state) | how, oneshot_receiver(state)));
}

static inline ar_model_result oneshot_look(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)state, (void)unused, (void)variant;
	return AR_MODEL_STAYS;
}

static inline ar_model_result oneshot_await(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return oneshot_is_over(state) ? AR_MODEL_STAYS : AR_MODEL_WAITS;
}

static inline ar_model_result oneshot_miss(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return oneshot_is_over(state) ? AR_MODEL_WAITS : AR_MODEL_STAYS;
}

static inline ar_model_result oneshot_list(uint64_t state, uint64_t ticket, unsigned variant)
{
	(void)variant;
	return oneshot_is_over(state) ? AR_MODEL_STAYS
	                              : AR_MODEL_BECOMES(ar_model_pair(oneshot_bits(state), ticket));
}

static inline ar_model_result oneshot_unlist(uint64_t state, uint64_t ticket, unsigned variant)
{
	(void)variant;
	return oneshot_receiver(state) == ticket ? AR_MODEL_BECOMES(ar_model_pair(oneshot_bits(state), 0))
	                                         : AR_MODEL_STAYS;
}

/* clang-format off */
#define ONESHOT_STEP(f, how) {.function = (f), .word = AR_MODEL_CALL, .size = 4, .changing = (how)}
#define ONESHOT_LOOK(f, how) {.function = (f), .word = AR_MODEL_CALL, .size = 4, .looking = (how)}
/* clang-format on */

static const ar_model_call oneshot_ends = ONESHOT_STEP(oneshot_end, AR_MODEL_ACQUIRES_AND_RELEASES);
static const ar_model_call oneshot_marks = ONESHOT_STEP(oneshot_end, AR_MODEL_ORDERS_NOTHING);
static const ar_model_call oneshot_looks = ONESHOT_LOOK(oneshot_look, AR_MODEL_ORDERS_NOTHING);
static const struct specified_wait oneshot_waits = {
	.takes = ONESHOT_LOOK(oneshot_await, AR_MODEL_ACQUIRES),
	.tries = ONESHOT_LOOK(oneshot_look, AR_MODEL_ACQUIRES),
	.fails = ONESHOT_LOOK(oneshot_miss, AR_MODEL_ORDERS_NOTHING),
};
static const ar_model_call oneshot_lists = ONESHOT_STEP(oneshot_list, AR_MODEL_ORDERS_NOTHING);
static const ar_model_call oneshot_unlists = ONESHOT_STEP(oneshot_unlist, AR_MODEL_ORDERS_NOTHING);

#endif
