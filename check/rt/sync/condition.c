/*
 * Condition variables.
 *
 * The state of one is the set of those who wait. To wait is to enter it, to unlock the mutex, to sleep until
 * somebody has taken one out, and to lock the mutex again. A signal takes one out, and which one is not
 * specified: all are explored. A thread that takes one out writes to a word that belongs to that one wait,
 * and the sleeper reads it: so only the signal that meant it wakes it, and what happens to the condition
 * variable later is nothing to it.
 *
 * None of this orders anything, not even together with fences: only the mutex does.
 */
#include "engine/reserve.h"
#include "rt/abi/interpose.h"
#include "rt/error/violation.h"
#include "rt/memory/plain.h"
#include "rt/run/choice.h"
#include "rt/run/override.h"
#include "rt/run/undo.h"
#include "rt/sync/object.h"

#include <errno.h>

/* --- What calls do -------------------------------------------------------------------------------------- */

static struct transition enter(uint64_t old, uint64_t member, uint32_t variant)
{
	(void)variant;
	return BECOMES(waiters_with(old, member));
}

/* Perhaps a signal has taken it out before: that one is lost then, as it may be. */
static struct transition leave(uint64_t old, uint64_t member, uint32_t variant)
{
	(void)variant;
	return waiters_have(old, member) ? BECOMES(waiters_without(old, member)) : READS_ONLY;
}

static struct transition take_out_one(uint64_t old, uint64_t operand, uint32_t variant)
{
	(void)operand;
	return old ? BECOMES(waiters_without(old, waiters_at(old, variant))) : READS_ONLY;
}

static struct transition take_out_all(uint64_t old, uint64_t operand, uint32_t variant)
{
	(void)operand, (void)variant;
	return old ? BECOMES(0) : READS_ONLY;
}

static uint32_t variants(uint64_t old, uint64_t operand)
{
	(void)operand;
	return waiters_count(old);
}

static const struct transition_function enters = {.apply = enter, .call = ACQ_CALL_WAIT};
static const struct transition_function leaves = {.apply = leave, .call = ACQ_CALL_WAIT_ENDS};
static const struct transition_function signals = {
	.apply = take_out_one, .variants = variants, .call = ACQ_CALL_SIGNAL};
static const struct transition_function broadcasts = {.apply = take_out_all, .call = ACQ_CALL_BROADCAST};

const struct object_kind condition_kind = {
	.name = "a condition variable",
	.used = "that a thread waits on",
	.in_use = object_in_any_use,
	.size = sizeof(pthread_cond_t),
	.state_size = 8,
	.mark = offsetof(pthread_cond_t, __data.__wrefs), /* the clock's number */
	.stamp = offsetof(pthread_cond_t, __data.__g_signals),
};

static const struct event *perform(pthread_cond_t *c, const struct transition_function *function,
                                   uint64_t operand, uint64_t pc)
{
	object_check_alive(&condition_kind, (uint64_t)c, pc);
	struct object_call call = {function, (uint64_t)c, operand, pc, UNORDERED, 8, NULL};

	return object_perform(&call);
}

/* --- Beginning and end ---------------------------------------------------------------------------------- */

static clockid_t *clock_of(pthread_cond_t *c)
{
	return (clockid_t *)&c->__data.__wrefs;
}

INTERPOSE(int, pthread_cond_init)(pthread_cond_t *c, const pthread_condattr_t *attributes)
{
	clockid_t clock = CLOCK_REALTIME;

	object_begin(&condition_kind, "pthread_cond_init", (uint64_t)c, 0, RETURN_ADDRESS);
	if (attributes) {
		plain_access((uint64_t)attributes, sizeof *attributes, false, RETURN_ADDRESS);
		REAL(pthread_condattr_getclock)(attributes, &clock);
	}
	*clock_of(c) = clock;
	return 0;
}

INTERPOSE(int, pthread_cond_destroy)(pthread_cond_t *c)
{
	object_check_alive(&condition_kind, (uint64_t)c, RETURN_ADDRESS);
	object_end(&condition_kind, "pthread_cond_destroy", (uint64_t)c, RETURN_ADDRESS);
	return 0;
}

/* --- Waiting -------------------------------------------------------------------------------------------- */

struct limit { /* how long a wait is to last at most */
	clockid_t clock;
	const struct timespec *until;
};

static void sleep_until_woken(pthread_cond_t *c, uint64_t member, enum elided p, uint64_t pc,
                              uintptr_t program_sp)
{
	struct object_call call = {&object_sleeps, object_word(member), (uint64_t)c, pc, UNORDERED, 8, NULL};

	if (!object_blocks(&call, program_sp))
		return;
	call.address = (uint64_t)c;
	object_park(&call, FIBER_SLEEPING, NO_THREAD, p);
}

/* By member: the mutex that the one who waits has brought. */
static pthread_mutex_t **mutexes;
static size_t max_mutexes;

/* All who wait at the same time have to bring the same. */
static void check_same_mutex(uint64_t others, pthread_mutex_t *m, uint64_t member, uint64_t pc)
{
	size_t got;

	if (!mutexes) {
		mutexes = engine_reserve(sizeof *mutexes << 30, &got);
		max_mutexes = got / sizeof *mutexes;
	}
	if (member >= max_mutexes)
		engine_out_of_memory("waiting threads");
	undo_save(&mutexes[member], sizeof *mutexes);
	mutexes[member] = m;
	for (uint32_t i = waiters_count(others); i-- > 0;)
		if (mutexes[waiters_at(others, i)] != m)
			violation_simple(ACQ_MISUSE, pc,
			                 "a wait on a condition variable that another thread waits on with "
			                 "another mutex");
}

static int wait_for(pthread_cond_t *c, pthread_mutex_t *m, const struct limit *limit, uint64_t pc,
                    const struct hook_frame *frame, uintptr_t program_sp)
{
	struct fiber *f = rt.current;

	mutex_check_owned(m, pc);
	enum deadline d = limit ? time_compare(limit->clock, limit->until, pc) : DEADLINE_AHEAD;
	if (d == DEADLINE_INVALID)
		return EINVAL;
	if (d == DEADLINE_PASSED) {
		mutex_release(m, pc);
		int error = mutex_take(m, pc, frame);
		return error ? error : ETIMEDOUT;
	}
	uint64_t member = waiter_number(f->thread, f->words++);
	check_same_mutex(perform(c, &enters, member, pc)->value_read, m, member, pc);
	mutex_release(m, pc);
	bool expires = limit && choice_times_out(pc);
	if (expires || choice_wakes_up(pc)) {
		perform(c, &leaves, member, pc);
		if (expires)
			time_go_to(limit->clock, limit->until);
	} else {
		sleep_until_woken(c, member, limit ? UNTIL_LATER : FOR_EVER, pc, program_sp);
	}
	int error = mutex_take(m, pc, NULL);
	return error ? error : expires ? ETIMEDOUT : 0;
}

INTERPOSE(int, pthread_cond_wait)(pthread_cond_t *c, pthread_mutex_t *m)
{
	return wait_for(c, m, NULL, RETURN_ADDRESS, NULL, (uintptr_t)__builtin_dwarf_cfa());
}

INTERPOSE_WITH_REGISTERS(pthread_cond_timedwait, condition_timedwait);

__attribute__((used)) int condition_timedwait(pthread_cond_t *c, pthread_mutex_t *m, const struct timespec *t,
                                              uint64_t u3, uint64_t u4, const struct hook_frame *frame)
{
	struct limit limit = {.until = t};

	(void)u3, (void)u4;
	limit.clock = *clock_of(c);
	return wait_for(c, m, &limit, frame->pc, frame, (uintptr_t)(frame + 1));
}

INTERPOSE_WITH_REGISTERS(pthread_cond_clockwait, condition_clockwait);

__attribute__((used)) int condition_clockwait(pthread_cond_t *c, pthread_mutex_t *m, clockid_t clock,
                                              const struct timespec *t, uint64_t u4,
                                              const struct hook_frame *frame)
{
	struct limit limit = {clock, t};

	(void)u4;
	if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC)
		return EINVAL;
	return wait_for(c, m, &limit, frame->pc, frame, (uintptr_t)(frame + 1));
}

/* --- Waking --------------------------------------------------------------------------------------------- */

static void wake(uint64_t member, uint64_t pc)
{
	struct object_call call = {&object_wakes, object_word(member), 0, pc, UNORDERED, 8, NULL};

	object_perform(&call);
}

static void wake_all(pthread_cond_t *c, uint64_t pc)
{
	uint64_t woken = perform(c, &broadcasts, 0, pc)->value_read;
	uint32_t n = waiters_count(woken);

	for (uint32_t i = 0; i < n; i++)
		wake(waiters_at(woken, i), pc);
}

INTERPOSE(int, pthread_cond_signal)(pthread_cond_t *c)
{
	if (UNLIKELY(override_broadcasts(RETURN_ADDRESS, *(const uintptr_t *)__builtin_frame_address(0)))) {
		wake_all(c, RETURN_ADDRESS);
		return 0;
	}
	const struct event *e = perform(c, &signals, 0, RETURN_ADDRESS);
	if (waiters_count(e->value_read) > MOST_VARIANTS)
		violation_unsupported(RETURN_ADDRESS,
		                      "a signal when more than %d threads wait on the condition variable",
		                      MOST_VARIANTS);
	if (e->kind == EV_RMW)
		wake(waiters_at(e->value_read, e->variant), RETURN_ADDRESS);
	return 0;
}

INTERPOSE(int, pthread_cond_broadcast)(pthread_cond_t *c)
{
	wake_all(c, RETURN_ADDRESS);
	return 0;
}
