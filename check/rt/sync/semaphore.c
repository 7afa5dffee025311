/* Semaphores: the state is how many may still pass. */
#include "rt/abi/interpose.h"
#include "rt/error/notes.h"
#include "rt/error/violation.h"
#include "rt/memory/plain.h"
#include "rt/memory/shadow.h"
#include "rt/run/choice.h"
#include "rt/sync/object.h"

#include <errno.h>
#include <limits.h>
#include <semaphore.h>

#define STATE_SIZE 4 /* where libc has the value, too */

static int fail(int error)
{
	memory_save((uint64_t)&errno, sizeof errno);
	errno = error;
	return -1;
}

static struct transition post(uint64_t old, uint64_t operand, uint32_t variant)
{
	(void)operand, (void)variant;
	return old < SEM_VALUE_MAX ? BECOMES(old + 1) : READS_ONLY;
}

static struct transition wait_for(uint64_t old, uint64_t operand, uint32_t variant)
{
	(void)operand, (void)variant;
	return old ? BECOMES(old - 1) : BLOCKS;
}

static struct transition try(uint64_t old, uint64_t operand, uint32_t variant)
{
	(void)operand, (void)variant;
	return old ? BECOMES(old - 1) : READS_ONLY;
}

static struct transition find_none(uint64_t old, uint64_t operand, uint32_t variant)
{
	(void)operand, (void)variant;
	return old ? BLOCKS : READS_ONLY;
}

static const struct transition_function posts = {
	.apply = post, .call = ACQ_CALL_SEM_POST, .part = PART_POSTS};
static const struct transition_function waits = {
	.apply = wait_for, .call = ACQ_CALL_SEM_WAIT, .part = PART_COUNTS};
static const struct transition_function tries = {
	.apply = try, .call = ACQ_CALL_SEM_WAIT, .part = PART_COUNTS};
static const struct transition_function waits_in_vain = {
	.apply = find_none, .call = ACQ_CALL_SEM_WAIT, .part = PART_COUNTS};

static bool in_use(uint64_t state)
{
	(void)state; /* who waits does not show in it */
	return false;
}

static const struct object_kind kind = {
	.name = "a semaphore",
	.used = "that a thread waits on",
	.in_use = in_use,
	.size = sizeof(sem_t),
	.state_size = STATE_SIZE,
	.mark = 24,
	.stamp = 28,
};

static void check_alive(const sem_t *s, uint64_t pc)
{
	if (!object_is_word((uint64_t)s)) /* named ones are smaller */
		object_check_alive(&kind, (uint64_t)s, pc);
}

static const struct event *perform(sem_t *s, const struct transition_function *function, uint8_t order,
                                   uint64_t pc, const struct hook_frame *frame)
{
	struct object_call c = {function, (uint64_t)s, 0, pc, order, STATE_SIZE, frame};

	check_alive(s, pc);
	return object_perform(&c);
}

INTERPOSE(int, sem_init)(sem_t *s, int shared, unsigned value)
{
	if (value > SEM_VALUE_MAX)
		return fail(EINVAL);
	object_begin(&kind, "sem_init", (uint64_t)s, value, RETURN_ADDRESS);
	return 0;
}

INTERPOSE(int, sem_destroy)(sem_t *s)
{
	if (object_is_word((uint64_t)s))
		violation_simple(ACQ_MISUSE, RETURN_ADDRESS, "sem_destroy of a named semaphore");
	check_alive(s, RETURN_ADDRESS);
	object_end(&kind, "sem_destroy", (uint64_t)s, RETURN_ADDRESS);
	return 0;
}

INTERPOSE(int, sem_post)(sem_t *s)
{
	return perform(s, &posts, RELEASE, RETURN_ADDRESS, NULL)->kind == EV_RMW ? 0 : fail(EOVERFLOW);
}

static void wait_until(sem_t *s, enum elided p, const struct hook_frame *frame)
{
	struct object_call c = {&waits, (uint64_t)s, 0, frame->pc, ACQUIRE, STATE_SIZE, frame};

	check_alive(s, frame->pc);
	if (object_perform(&c)->blocked)
		object_park(&c, FIBER_WAITING, NO_THREAD, p);
}

INTERPOSE_WITH_REGISTERS(sem_wait, semaphore_wait);

__attribute__((used)) int semaphore_wait(sem_t *s, uint64_t u1, uint64_t u2, uint64_t u3, uint64_t u4,
                                         const struct hook_frame *frame)
{
	(void)u1, (void)u2, (void)u3, (void)u4;
	wait_until(s, FOR_EVER, frame);
	return 0;
}

static int try_or(sem_t *s, int error, const struct hook_frame *frame)
{
	return perform(s, &tries, ACQUIRE, frame->pc, frame)->kind == EV_RMW ? 0 : fail(error);
}

INTERPOSE_WITH_REGISTERS(sem_trywait, semaphore_trywait);

__attribute__((used)) int semaphore_trywait(sem_t *s, uint64_t u1, uint64_t u2, uint64_t u3, uint64_t u4,
                                            const struct hook_frame *frame)
{
	(void)u1, (void)u2, (void)u3, (void)u4;
	return try_or(s, EAGAIN, frame);
}

static int timed(sem_t *s, clockid_t clock, const struct timespec *t, const struct hook_frame *frame)
{
	uint64_t pc = frame->pc;
	enum deadline d = time_compare(clock, t, pc);

	if (d != DEADLINE_AHEAD)
		return try_or(s, d == DEADLINE_PASSED ? ETIMEDOUT : EINVAL, frame);
	if (!choice_times_out(pc)) {
		wait_until(s, UNTIL_LATER, frame);
		return 0;
	}
	struct object_call c = {&waits_in_vain, (uint64_t)s, 0, pc, RELAXED, STATE_SIZE, NULL};
	if (object_perform(&c)->blocked)
		object_park(&c, FIBER_WAITING, NO_THREAD, UNTIL_LATER);
	time_go_to(clock, t);
	return fail(ETIMEDOUT);
}

INTERPOSE_WITH_REGISTERS(sem_timedwait, semaphore_timedwait);

__attribute__((used)) int semaphore_timedwait(sem_t *s, const struct timespec *t, uint64_t u2, uint64_t u3,
                                              uint64_t u4, const struct hook_frame *frame)
{
	(void)u2, (void)u3, (void)u4;
	return timed(s, CLOCK_REALTIME, t, frame);
}

INTERPOSE_WITH_REGISTERS(sem_clockwait, semaphore_clockwait);

__attribute__((used)) int semaphore_clockwait(sem_t *s, clockid_t clock, const struct timespec *t,
                                              uint64_t u3, uint64_t u4, const struct hook_frame *frame)
{
	(void)u3, (void)u4;
	return clock == CLOCK_REALTIME || clock == CLOCK_MONOTONIC ? timed(s, clock, t, frame) : fail(EINVAL);
}

/* See may_poll_semaphores() in undone.c: either no thread does this, or no iteration is left out. */
static void note_counted(void)
{
	struct acq_workers *team = &rt.outcome->team;

	/* seq_cst: with the store and the load in may_poll_semaphores(), of which one sees the other */
	__atomic_store_n(&team->counted, 1, __ATOMIC_SEQ_CST);
	/* seq_cst: likewise */
	if (__atomic_load_n(&team->polled, __ATOMIC_SEQ_CST))
		outcome_add_bound(
			"a loop that polls under a semaphore was not explored iteration by iteration before "
			"sem_getvalue was met, which could tell");
}

INTERPOSE_WITH_REGISTERS(sem_getvalue, semaphore_getvalue);

__attribute__((used)) int semaphore_getvalue(sem_t *s, int *value, uint64_t u2, uint64_t u3, uint64_t u4,
                                             const struct hook_frame *frame)
{
	struct request q = {
		.op = OP_LOAD,
		.order = RELAXED,
		.size = STATE_SIZE,
		.address = (uint64_t)s,
		.pc = frame->pc,
		.frame = frame,
	};

	(void)u2, (void)u3, (void)u4;
	check_alive(s, frame->pc);
	note_counted();
	int n = (int)operation_perform(&q)->value_read;
	plain_access((uint64_t)value, sizeof *value, true, frame->pc);
	*value = n;
	return 0;
}
