/*
 * The specification of <acqrel/recursive_mutex.h>: see <acqrel/model.h>. The state, in the places of the
 * mutex and of times, is the owner and how often that has locked it. A thread is known by the address of its
 * ar_this_thread. Who tries in vain learns of nothing.
 */
#ifndef ACQREL_SRC_SPECIFICATIONS_RECURSIVE_MUTEX_H
#define ACQREL_SRC_SPECIFICATIONS_RECURSIVE_MUTEX_H

#include <acqrel/recursive_mutex.h>

#include "waiting.h"

static inline bool recursive_is_free_for(uint64_t state, uint64_t self)
{
	return !state || ar_model_first(state) == self;
}

static inline ar_model_result recursive_lock(uint64_t state, uint64_t self, unsigned variant)
{
	(void)variant;
	if (!recursive_is_free_for(state, self))
		return AR_MODEL_WAITS;
	return AR_MODEL_BECOMES(ar_model_pair(self, ar_model_second(state) + 1));
}

static inline ar_model_result recursive_try(uint64_t state, uint64_t self, unsigned variant)
{
	return recursive_is_free_for(state, self) ? recursive_lock(state, self, variant) : AR_MODEL_STAYS;
}

static inline ar_model_result recursive_miss(uint64_t state, uint64_t self, unsigned variant)
{
	(void)variant;
	return recursive_is_free_for(state, self) ? AR_MODEL_WAITS : AR_MODEL_STAYS;
}

/* Who is not the owner changes nothing. */
static inline ar_model_result recursive_unlock(uint64_t state, uint64_t self, unsigned variant)
{
	uint64_t times = ar_model_second(state);

	(void)variant;
	if (!state || ar_model_first(state) != self)
		return AR_MODEL_STAYS;
	return AR_MODEL_BECOMES(times > 1 ? ar_model_pair(self, times - 1) : 0);
}

static inline ar_model_result recursive_look(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)state, (void)unused, (void)variant;
	return AR_MODEL_STAYS;
}

static const struct specified_wait recursive_locks = {
	.takes = {.function = recursive_lock,
                  .word = AR_MODEL_CALL,
                  .part = AR_MODEL_LOCKS,
                  .size = 8,
                  .changing = AR_MODEL_ACQUIRES},
	.tries = {.function = recursive_try,
                  .word = AR_MODEL_CALL,
                  .part = AR_MODEL_LOCKS,
                  .size = 8,
                  .changing = AR_MODEL_ACQUIRES},
	.fails = {.function = recursive_miss, .word = AR_MODEL_CALL, .size = 8},
};
static const ar_model_call recursive_unlocks = {.function = recursive_unlock,
                                                .word = AR_MODEL_CALL,
                                                .part = AR_MODEL_UNLOCKS,
                                                .size = 8,
                                                .changing = AR_MODEL_RELEASES};
static const ar_model_call recursive_looks = {.function = recursive_look, .word = AR_MODEL_CALL, .size = 8};

#endif
