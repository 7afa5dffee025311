/*
 * The specification of parking (<acqrel/thread.h>): see <acqrel/model.h>. The state is whether the token is
 * there.
 */
#ifndef ACQREL_SRC_SPECIFICATIONS_PARK_H
#define ACQREL_SRC_SPECIFICATIONS_PARK_H

#include "waiting.h"

static inline ar_model_result park_give(uint64_t token, uint64_t unused, unsigned variant)
{
	(void)token, (void)unused, (void)variant;
	return AR_MODEL_BECOMES(1);
}

static const struct specified_wait park_waits = SPECIFIED_PERMITS(AR_MODEL_SLEEP);
static const ar_model_call park_gives = {
	.function = park_give, .word = AR_MODEL_CALL, .size = 4, .changing = AR_MODEL_RELEASES};

#endif
