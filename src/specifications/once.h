/*
 * The specification of <acqrel/once.h>: see <acqrel/model.h>. The states are those of src/once.c, without
 * sleepers.
 */
#ifndef ACQREL_SRC_SPECIFICATIONS_ONCE_H
#define ACQREL_SRC_SPECIFICATIONS_ONCE_H

#include <acqrel/model.h>
#include <acqrel/once.h>

enum { ONCE_NOT_DONE, ONCE_RUNNING, ONCE_DONE = 3 };

static inline ar_model_result once_begin(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	if (state == ONCE_NOT_DONE)
		return AR_MODEL_BECOMES(ONCE_RUNNING);
	return state == ONCE_DONE ? AR_MODEL_STAYS : AR_MODEL_WAITS;
}

static inline ar_model_result once_end(uint64_t state, uint64_t done, unsigned variant)
{
	(void)state, (void)variant;
	return AR_MODEL_BECOMES(done ? ONCE_DONE : ONCE_NOT_DONE);
}

static const ar_model_call once_begins = {.function = once_begin,
                                          .word = AR_MODEL_CALL,
                                          .size = 4,
                                          .changing = AR_MODEL_ACQUIRES,
                                          .looking = AR_MODEL_ACQUIRES};
static const ar_model_call once_ends = {
	.function = once_end, .word = AR_MODEL_CALL, .size = 4, .changing = AR_MODEL_RELEASES};

#endif
