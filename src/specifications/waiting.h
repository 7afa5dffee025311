/* Waiting for what a step needs, with a deadline: for the specifications of several primitives. */
#ifndef ACQREL_SRC_SPECIFICATIONS_WAITING_H
#define ACQREL_SRC_SPECIFICATIONS_WAITING_H

#include <acqrel/model.h>
#include <acqrel/time.h>

#include <errno.h>

/* The step, the same where it stays instead of waiting, and one that waits exactly where it does not. */
struct specified_wait {
	ar_model_call takes, tries, fails;
};

/*
 * Makes the step that takes, until the deadline (0: without waiting): *found is the state that it found.
 * 0, or why not: ETIMEDOUT, EAGAIN. What there is at once is taken even if the deadline has passed. Where
 * it comes first, there must be nothing to take at that moment.
 */
static inline int specified_take_until(void *state, const struct specified_wait *w, uint64_t argument,
                                       ar_time deadline, uint64_t *found)
{
	enum ar_model_limit limit = deadline ? ar_model_limit(deadline) : AR_MODEL_PASSED;

	if (limit == AR_MODEL_PASSED) {
		*found = ar_model_step(state, &w->tries, argument);
		if (!w->takes.function(*found, argument, 0).waits)
			return 0;
		return deadline ? ETIMEDOUT : EAGAIN;
	}
	if (limit == AR_MODEL_TOO_LATE) {
		*found = ar_model_step_within(state, &w->fails, argument, limit);
		ar_model_time_is(deadline);
		return ETIMEDOUT;
	}
	*found = ar_model_step_within(state, &w->takes, argument, limit);
	return 0;
}

/* The same: whether it was made. */
static inline bool specified_wait_until(void *state, const struct specified_wait *w, uint64_t argument,
                                        ar_time deadline)
{
	uint64_t found;

	return specified_take_until(state, w, argument, deadline, &found) == 0;
}

/* --- A number of permits, of which each wait takes one ------------------------------------------------- */

static inline ar_model_result permit_take(uint64_t permits, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return permits ? AR_MODEL_BECOMES(permits - 1) : AR_MODEL_WAITS;
}

static inline ar_model_result permit_try(uint64_t permits, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return permits ? AR_MODEL_BECOMES(permits - 1) : AR_MODEL_STAYS;
}

static inline ar_model_result permit_miss(uint64_t permits, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return permits ? AR_MODEL_WAITS : AR_MODEL_STAYS;
}

/* clang-format off */
#define SPECIFIED_PERMITS(how)                                                                      \
	{                                                                                           \
		.takes = {.function = permit_take, .word = (how), .size = 4, .changing = AR_MODEL_ACQUIRES}, \
		.tries = {.function = permit_try, .word = (how), .size = 4, .changing = AR_MODEL_ACQUIRES},  \
		.fails = {.function = permit_miss, .word = (how), .size = 4},                        \
	}
/* clang-format on */

#endif
