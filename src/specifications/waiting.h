/* Waiting for what a step needs, with a deadline: for the specifications of several primitives. */
#ifndef ACQREL_SRC_SPECIFICATIONS_WAITING_H
#define ACQREL_SRC_SPECIFICATIONS_WAITING_H

#include <acqrel/model.h>
#include <acqrel/time.h>

/* The step, the same where it stays instead of waiting, and one that waits exactly where it does not. */
struct specified_wait {
	ar_model_call takes, tries, fails;
};

/*
 * Whether it was made until the deadline. What there is at once is taken even if that has passed. Where the
 * deadline comes first, there must be nothing to take at that moment.
 */
static inline bool specified_wait_until(void *state, const struct specified_wait *w, uint64_t argument,
                                        ar_time deadline)
{
	enum ar_model_limit limit = ar_model_limit(deadline);

	if (limit == AR_MODEL_PASSED)
		return !w->takes.function(ar_model_step(state, &w->tries, argument), argument, 0).waits;
	if (limit == AR_MODEL_TOO_LATE) {
		ar_model_step_within(state, &w->fails, argument, limit);
		ar_model_time_is(deadline);
		return false;
	}
	ar_model_step_within(state, &w->takes, argument, limit);
	return true;
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
