/*
 * pthread mutexes. A mutex is a location of the graph whose value is 0 while it is unlocked and
 * otherwise the owner's thread number plus one. Kinds that look at their owner keep it, and how often it has
 * locked them, where libc does, in the mutex: other threads read that only to find that it is not the owner.
 */
#include "rt/abi/interpose.h"
#include "rt/error/violation.h"
#include "rt/loops/spin.h"
#include "rt/memory/plain.h"
#include "rt/memory/shadow.h"
#include "rt/run/choice.h"
#include "rt/run/scheduler.h"
#include "rt/sync/object.h"

#include <errno.h>

#define PTHREAD_MUTEX_ROBUST_BIT 16 /* of the kind, in libc */

static const struct object_kind mutex_kind = {
	.name = "a mutex",
	.used = "that is locked",
	.in_use = robust_is_taken,
	.size = sizeof(pthread_mutex_t),
	.state_size = 4,
	.mark = offsetof(pthread_mutex_t, __data.__kind),
	.stamp = offsetof(pthread_mutex_t, __data.__list.__prev), /* robust.c uses the other half */
};

static void check_kind(const pthread_mutex_t *m, uint64_t pc)
{
	object_check_alive(&mutex_kind, (uint64_t)m, pc);
	if (m->__data.__kind & 127 & ~(3 | PTHREAD_MUTEX_ROBUST_BIT))
		violation_unsupported(pc, "a priority-inheriting or priority-protecting mutex");
}

static int kind_of(const pthread_mutex_t *m, uint64_t pc)
{
	check_kind(m, pc);
	return m->__data.__kind & 3;
}

bool mutex_is_robust(const pthread_mutex_t *m, uint64_t pc)
{
	check_kind(m, pc);
	return m->__data.__kind & PTHREAD_MUTEX_ROBUST_BIT;
}

/* Whether its calls answer misuse with an error. */
static bool knows_owner(const pthread_mutex_t *m, uint64_t pc)
{
	int kind = kind_of(m, pc);

	return kind == PTHREAD_MUTEX_RECURSIVE_NP || kind == PTHREAD_MUTEX_ERRORCHECK_NP ||
	       m->__data.__kind & PTHREAD_MUTEX_ROBUST_BIT;
}

bool mutex_is_owner(const pthread_mutex_t *m)
{
	return m->__data.__owner == rt.current->thread + 1;
}

static void note_owner(pthread_mutex_t *m, int owner, uint64_t pc)
{
	if (!knows_owner(m, pc))
		return;
	memory_save((uint64_t)&m->__data.__owner, sizeof m->__data.__owner);
	m->__data.__owner = owner;
}

static void note_count(pthread_mutex_t *m, unsigned count)
{
	memory_save((uint64_t)&m->__data.__count, sizeof m->__data.__count);
	spin_note_lock((uint64_t)&m->__data.__count, (int64_t)count - (int64_t)m->__data.__count);
	m->__data.__count = count;
}

static const struct event *perform(pthread_mutex_t *m, uint8_t op, uint8_t order, uint64_t operand,
                                   uint64_t pc, const struct hook_frame *frame)
{
	struct request q = {
		.op = op,
		.order = order,
		.order_failure = UNORDERED,
		.size = 4,
		.address = (uint64_t)m,
		.operand = operand,
		.pc = pc,
		.frame = frame,
	};

	return operation_perform(&q);
}

void mutex_begin(pthread_mutex_t *m, const char *function, uint64_t pc)
{
	object_begin(&mutex_kind, function, (uint64_t)m, 0, pc);
}

INTERPOSE(int, pthread_mutex_init)(pthread_mutex_t *m, const pthread_mutexattr_t *attributes)
{
	if (attributes)
		plain_access((uint64_t)attributes, sizeof *attributes, false, RETURN_ADDRESS);
	mutex_begin(m, "pthread_mutex_init", RETURN_ADDRESS);
	return REAL(pthread_mutex_init)(m, attributes);
}

INTERPOSE(int, pthread_mutex_destroy)(pthread_mutex_t *m)
{
	kind_of(m, RETURN_ADDRESS);
	object_end(&mutex_kind, "pthread_mutex_destroy", (uint64_t)m, RETURN_ADDRESS);
	return 0;
}

/* --- Locking ------------------------------------------------------------------------------------------ */

/* The mutex at `address` is in another thread's hands: the thread goes no further. */
static _Noreturn void park_waiting(uint64_t address, uint64_t pc, uint16_t owner, enum elided p,
                                   const struct hook_frame *frame)
{
	struct object_call c = {.address = address, .pc = pc, .frame = frame};

	object_park(&c, FIBER_LOCKING, owner, p);
}

static int take(pthread_mutex_t *m, uint64_t pc, const struct hook_frame *frame, enum elided p)
{
	const struct event *e;
	int error = 0;

	if (mutex_is_robust(m, pc))
		error = robust_lock(m, true, pc, frame, &e);
	else
		e = perform(m, OP_LOCK, ACQUIRE, rt.current->thread + 1u, pc, frame);
	if (e && e->blocked)
		park_waiting((uint64_t)m, pc, (uint16_t)(e->value_read - 1), p, frame);
	if (error != ENOTRECOVERABLE)
		note_owner(m, rt.current->thread + 1, pc);
	return error;
}

/*
 * What a lock of a mutex that the thread has locked already comes to, if the mutex knows; -1: it is to be
 * locked.
 */
static int lock_again(pthread_mutex_t *m, int if_checked, uint64_t pc)
{
	int kind = kind_of(m, pc);

	if ((kind != PTHREAD_MUTEX_RECURSIVE_NP && kind != PTHREAD_MUTEX_ERRORCHECK_NP) || !mutex_is_owner(m))
		return -1;
	if (kind == PTHREAD_MUTEX_ERRORCHECK_NP)
		return if_checked;
	if (m->__data.__count == UINT32_MAX)
		return EAGAIN;
	note_count(m, m->__data.__count + 1);
	return 0;
}

INTERPOSE_WITH_REGISTERS(pthread_mutex_lock, mutex_lock);

__attribute__((used)) int mutex_lock(pthread_mutex_t *m, uint64_t u1, uint64_t u2, uint64_t u3, uint64_t u4,
                                     const struct hook_frame *frame)
{
	(void)u1, (void)u2, (void)u3, (void)u4;
	int again = lock_again(m, EDEADLK, frame->pc);
	if (again >= 0)
		return again;
	return take(m, frame->pc, frame, FOR_EVER);
}

static int try(pthread_mutex_t *m, int if_taken, uint64_t pc, const struct hook_frame *frame)
{
	const struct event *e;

	if (mutex_is_robust(m, pc)) {
		int error = robust_lock(m, false, pc, frame, &e);
		if (error == 0 || error == EOWNERDEAD)
			note_owner(m, rt.current->thread + 1, pc);
		return error == EBUSY ? if_taken : error;
	}
	e = perform(m, OP_TRYLOCK, ACQUIRE, rt.current->thread + 1u, pc, frame);
	if (e->kind != EV_RMW)
		return if_taken;
	note_owner(m, rt.current->thread + 1, pc);
	return 0;
}

INTERPOSE_WITH_REGISTERS(pthread_mutex_trylock, mutex_trylock);

__attribute__((used)) int mutex_trylock(pthread_mutex_t *m, uint64_t u1, uint64_t u2, uint64_t u3,
                                        uint64_t u4, const struct hook_frame *frame)
{
	(void)u1, (void)u2, (void)u3, (void)u4;
	int again = lock_again(m, EBUSY, frame->pc);
	return again >= 0 ? again : try(m, EBUSY, frame->pc, frame);
}

static struct transition find_taken(uint64_t old, uint64_t operand, uint32_t variant)
{
	(void)operand, (void)variant;
	return robust_is_taken(old) ? READS_ONLY : BLOCKS;
}

static const struct transition_function lock_in_vain = {
	.apply = find_taken, .call = ACQ_CALL_LOCK_IN_VAIN, .part = PART_LOCKS};

/* Waits until a time that comes before the mutex can be had. */
static void wait_in_vain(pthread_mutex_t *m, uint64_t pc)
{
	struct object_call c = {&lock_in_vain, (uint64_t)m, 0, pc, UNORDERED, 4, NULL};

	if (object_perform(&c)->blocked)
		object_park(&c, FIBER_ASSUMING, NO_THREAD, UNTIL_LATER);
}

static int lock_until(pthread_mutex_t *m, clockid_t clock, const struct timespec *t,
                      const struct hook_frame *frame)
{
	uint64_t pc = frame->pc;
	int again = lock_again(m, EDEADLK, pc);

	if (again >= 0)
		return again;
	enum deadline d = time_compare(clock, t, pc);
	if (d != DEADLINE_AHEAD)
		return try(m, d == DEADLINE_PASSED ? ETIMEDOUT : EINVAL, pc, frame);
	if (!choice_times_out(pc))
		return take(m, pc, NULL, UNTIL_LATER);
	wait_in_vain(m, pc);
	time_go_to(clock, t);
	return ETIMEDOUT;
}

INTERPOSE_WITH_REGISTERS(pthread_mutex_timedlock, mutex_timedlock);

__attribute__((used)) int mutex_timedlock(pthread_mutex_t *m, const struct timespec *t, uint64_t u2,
                                          uint64_t u3, uint64_t u4, const struct hook_frame *frame)
{
	(void)u2, (void)u3, (void)u4;
	return lock_until(m, CLOCK_REALTIME, t, frame);
}

INTERPOSE_WITH_REGISTERS(pthread_mutex_clocklock, mutex_clocklock);

__attribute__((used)) int mutex_clocklock(pthread_mutex_t *m, clockid_t clock, const struct timespec *t,
                                          uint64_t u3, uint64_t u4, const struct hook_frame *frame)
{
	(void)u3, (void)u4;
	return clock == CLOCK_REALTIME || clock == CLOCK_MONOTONIC ? lock_until(m, clock, t, frame) : EINVAL;
}

/* --- Unlocking ---------------------------------------------------------------------------------------- */

/* An unlock by another thread than the owner, of a mutex that does not know. */
static void check_owned(pthread_mutex_t *m, const char *function, uint64_t pc)
{
	struct fiber *f = rt.current;

	if (schedule_next_event(f, pc))
		return; /* it was checked when the event was added */
	uint64_t owner = object_newest((uint64_t)m, 4, pc);
	if (owner != f->thread + 1u)
		violation_simple(ACQ_MISUSE, pc, "%s a mutex that %s", function,
		                 owner ? "another thread has locked" : "is not locked");
}

static void release(pthread_mutex_t *m, uint64_t pc)
{
	uint64_t state = mutex_is_robust(m, pc) ? robust_unlocked(m) : 0;

	note_owner(m, 0, pc);
	perform(m, OP_UNLOCK, RELEASE, state, pc, NULL);
}

void mutex_leave(pthread_mutex_t *m, uint64_t state)
{
	robust_unlocked(m);
	note_count(m, 0);
	note_owner(m, 0, 0);
	perform(m, OP_UNLOCK, RELEASE, state, 0, NULL);
}

int mutex_unlock(pthread_mutex_t *m, uint64_t pc)
{
	if (knows_owner(m, pc)) {
		if (!mutex_is_owner(m))
			return EPERM;
		if (m->__data.__count) {
			note_count(m, m->__data.__count - 1);
			return 0;
		}
	} else {
		check_owned(m, "pthread_mutex_unlock of", pc);
	}
	release(m, pc);
	return 0;
}

INTERPOSE(int, pthread_mutex_unlock)(pthread_mutex_t *m)
{
	return mutex_unlock(m, RETURN_ADDRESS);
}

/* --- For lines that are run with it held ---------------------------------------------------------------- */

/* For spin locks as well, which are the same to the graph. */
void mutex_lend(uint64_t address, uint64_t pc, const struct hook_frame *frame)
{
	pthread_mutex_t *m = (pthread_mutex_t *)address;

	object_check_alive(&mutex_kind, address, pc);
	if (m->__data.__kind & PTHREAD_MUTEX_ROBUST_BIT)
		rt.outcome->override_failed = 1;
	if (perform(m, OP_LOCK, ACQUIRE, rt.current->thread + 1u, pc, frame)->blocked)
		park_waiting(address, pc, (uint16_t)(fiber_last_event(rt.current)->value_read - 1), FOR_EVER,
		             frame);
}

void mutex_give_back(uint64_t address, uint64_t pc)
{
	perform((pthread_mutex_t *)address, OP_UNLOCK, RELEASE, 0, pc, NULL);
}

/* --- For condition variables --------------------------------------------------------------------------- */

void mutex_check_owned(pthread_mutex_t *m, uint64_t pc)
{
	if (!knows_owner(m, pc))
		check_owned(m, "pthread_cond_wait with", pc);
	else if (!mutex_is_owner(m))
		violation_simple(ACQ_MISUSE, pc,
		                 "pthread_cond_wait with a mutex that the thread has not locked");
	else if (m->__data.__count)
		violation_simple(
			ACQ_MISUSE, pc,
			"pthread_cond_wait with a mutex that the thread has locked more than once: it "
			"stays locked while the thread waits");
}

void mutex_release(pthread_mutex_t *m, uint64_t pc)
{
	release(m, pc);
}

int mutex_take(pthread_mutex_t *m, uint64_t pc, const struct hook_frame *frame)
{
	return take(m, pc, frame, FOR_EVER);
}
