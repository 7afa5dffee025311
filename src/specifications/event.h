/*
 * The specification of <acqrel/event.h>: see <acqrel/model.h>. The state is 2 for each time that it was
 * set, and 1 if it is set. Who waits looks first, and then waits for it to be set or to have been set
 * since.
 */
#ifndef ACQREL_SRC_SPECIFICATIONS_EVENT_H
#define ACQREL_SRC_SPECIFICATIONS_EVENT_H

#include <acqrel/event.h>

#include "waiting.h"

static inline ar_model_result event_look(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)state, (void)unused, (void)variant;
	return AR_MODEL_STAYS;
}

static inline ar_model_result event_set(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return AR_MODEL_BECOMES((state & ~UINT64_C(1)) + 3);
}

static inline ar_model_result event_reset(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return AR_MODEL_BECOMES(state & ~UINT64_C(1));
}

static inline ar_model_result event_await(uint64_t state, uint64_t before, unsigned variant)
{
	(void)variant;
	return state != before ? AR_MODEL_STAYS : AR_MODEL_WAITS;
}

static inline ar_model_result event_miss(uint64_t state, uint64_t before, unsigned variant)
{
	(void)variant;
	return state == before ? AR_MODEL_STAYS : AR_MODEL_WAITS;
}

static const ar_model_call event_looks = {
	.function = event_look, .word = AR_MODEL_CALL, .size = 4, .looking = AR_MODEL_ACQUIRES};
static const ar_model_call event_sets = {
	.function = event_set, .word = AR_MODEL_CALL, .size = 4, .changing = AR_MODEL_RELEASES};
static const ar_model_call event_resets = {
	.function = event_reset, .word = AR_MODEL_CALL, .size = 4, .changing = AR_MODEL_ACQUIRES};
static const struct specified_wait event_waits = {
	.takes = {.function = event_await, .word = AR_MODEL_CALL, .size = 4, .looking = AR_MODEL_ACQUIRES},
	.tries = {.function = event_look, .word = AR_MODEL_CALL, .size = 4, .looking = AR_MODEL_ACQUIRES},
	.fails = {.function = event_miss, .word = AR_MODEL_CALL, .size = 4},
};

#endif
