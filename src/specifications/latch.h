/* The specification of <acqrel/latch.h>: see <acqrel/model.h>. The state is what is left. */
#ifndef ACQREL_SRC_SPECIFICATIONS_LATCH_H
#define ACQREL_SRC_SPECIFICATIONS_LATCH_H

#include <acqrel/latch.h>

#include "waiting.h"

static inline ar_model_result latch_count(uint64_t left, uint64_t things, unsigned variant)
{
	(void)variant;
	return left >= things ? AR_MODEL_BECOMES(left - things) : AR_MODEL_STAYS;
}

static inline ar_model_result latch_look(uint64_t left, uint64_t unused, unsigned variant)
{
	(void)left, (void)unused, (void)variant;
	return AR_MODEL_STAYS;
}

static inline ar_model_result latch_await(uint64_t left, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return left ? AR_MODEL_WAITS : AR_MODEL_STAYS;
}

static inline ar_model_result latch_miss(uint64_t left, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return left ? AR_MODEL_STAYS : AR_MODEL_WAITS;
}

static const ar_model_call latch_counts = {
	.function = latch_count, .word = AR_MODEL_CALL, .size = 4, .changing = AR_MODEL_RELEASES};
static const struct specified_wait latch_waits = {
	.takes = {.function = latch_await, .word = AR_MODEL_CALL, .size = 4, .looking = AR_MODEL_ACQUIRES},
	.tries = {.function = latch_look, .word = AR_MODEL_CALL, .size = 4, .looking = AR_MODEL_ACQUIRES},
	.fails = {.function = latch_miss, .word = AR_MODEL_CALL, .size = 4},
};

#endif
