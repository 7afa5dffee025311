/*
 * Words that the threads of a team share, and the steps that they make on them. A word is known by who it
 * belongs to (a team or a thread), what it is for, and a number.
 */
#ifndef ACQREL_OPENMP_STEPS_H
#define ACQREL_OPENMP_STEPS_H

#include <acqrel/model.h>

enum word {
	WORD_REGION,  /* of a thread of a pool: how many regions it has been called into, or WORD_DISMISSED */
	WORD_ENDED,   /* whether member `number` of the team has come to its end */
	WORD_ARRIVED, /* at how many barriers a member has arrived */
	WORD_FIRST,   /* of a construct: whether there was a first */
	WORD_CHUNKS,  /* how many chunks are handed out */
	WORD_TURN,    /* which chunk's ordered region may run */
	WORD_ORDERED, /* counts ordered regions that have run */
	WORD_COPY,    /* where the copies of copyprivate come from */
	WORD_POSTED,  /* of the iteration of a construct */
	WORD_SEAT,    /* of a member: see seats.c */
};

#define WORD_DISMISSED (UINT64_MAX >> 1)

static inline void *word_of(uint64_t owner, enum word word, uint64_t number)
{
	return ar_model_own(ar_model_pair(owner, (uint64_t)word << 56 | number));
}

static inline ar_model_result word_becomes(uint64_t state, uint64_t value, unsigned variant)
{
	(void)state, (void)variant;
	return AR_MODEL_BECOMES(value);
}

/* Becomes one more, up to `most`. */
static inline ar_model_result word_takes(uint64_t state, uint64_t most, unsigned variant)
{
	(void)variant;
	return state < most ? AR_MODEL_BECOMES(state + 1) : AR_MODEL_STAYS;
}

static inline ar_model_result word_is(uint64_t state, uint64_t value, unsigned variant)
{
	(void)variant;
	return state == value || state == WORD_DISMISSED ? AR_MODEL_STAYS : AR_MODEL_WAITS;
}

static inline ar_model_result word_is_set(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return state ? AR_MODEL_STAYS : AR_MODEL_WAITS;
}

#define WORD_STEP(does, ...) \
	((ar_model_call){.function = (does), .word = AR_MODEL_CALL, .size = 8, __VA_ARGS__})

#endif
