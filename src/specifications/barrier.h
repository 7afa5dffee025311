/*
 * The specification of <acqrel/barrier.h>: see <acqrel/model.h>. The state is how many have arrived, and
 * 2^16 for each time that all had: the last to arrive begins the next.
 */
#ifndef ACQREL_SRC_SPECIFICATIONS_BARRIER_H
#define ACQREL_SRC_SPECIFICATIONS_BARRIER_H

#include <acqrel/barrier.h>
#include <acqrel/model.h>

#define SPECIFIED_PHASE UINT64_C(0x10000)

static inline ar_model_result barrier_arrive(uint64_t state, uint64_t threads, unsigned variant)
{
	uint64_t arrived = state % SPECIFIED_PHASE + 1;

	(void)variant;
	return arrived == threads ? AR_MODEL_BECOMES(state - arrived + 1 + SPECIFIED_PHASE)
	                          : AR_MODEL_BECOMES(state + 1);
}

static inline ar_model_result barrier_pass(uint64_t state, uint64_t found, unsigned variant)
{
	(void)variant;
	return state / SPECIFIED_PHASE != found / SPECIFIED_PHASE ? AR_MODEL_STAYS : AR_MODEL_WAITS;
}

static const ar_model_call barrier_arrives = {.function = barrier_arrive,
                                              .word = AR_MODEL_CALL,
                                              .size = 4,
                                              .changing = AR_MODEL_ACQUIRES_AND_RELEASES};
static const ar_model_call barrier_passes = {
	.function = barrier_pass, .word = AR_MODEL_CALL, .size = 4, .looking = AR_MODEL_ACQUIRES};

#endif
