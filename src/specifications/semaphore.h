/*
 * The specification of <acqrel/semaphore.h>: see <acqrel/model.h>. The state is the number of permits; of a
 * binary semaphore, 0 or 1.
 */
#ifndef ACQREL_SRC_SPECIFICATIONS_SEMAPHORE_H
#define ACQREL_SRC_SPECIFICATIONS_SEMAPHORE_H

#include <acqrel/semaphore.h>

#include "waiting.h"

static inline ar_model_result semaphore_add(uint64_t permits, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return permits < AR_SEMAPHORE_MOST ? AR_MODEL_BECOMES(permits + 1) : AR_MODEL_STAYS;
}

static inline ar_model_result semaphore_set(uint64_t posted, uint64_t unused, unsigned variant)
{
	(void)posted, (void)unused, (void)variant;
	return AR_MODEL_BECOMES(1);
}

static const struct specified_wait semaphore_waits = SPECIFIED_PERMITS(AR_MODEL_CALL);
static const ar_model_call semaphore_posts = {
	.function = semaphore_add, .word = AR_MODEL_CALL, .size = 4, .changing = AR_MODEL_RELEASES};
static const ar_model_call semaphore_sets = {
	.function = semaphore_set, .word = AR_MODEL_CALL, .size = 4, .changing = AR_MODEL_RELEASES};

#endif
