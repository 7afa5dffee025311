/* Reader-writer locks: the state is the writer's thread number with a mark, or the set of those who read. */
#include "rt/abi/interpose.h"
#include "rt/error/violation.h"
#include "rt/memory/plain.h"
#include "rt/run/choice.h"
#include "rt/run/scheduler.h"
#include "rt/sync/object.h"

#include <errno.h>

#define WRITER     ((uint64_t)1 << 32)
#define STATE_SIZE 8

static struct transition read_lock(uint64_t old, uint64_t reader, uint32_t variant)
{
	(void)variant;
	return old & WRITER ? BLOCKS : BECOMES(waiters_with(old, reader));
}

static struct transition write_lock(uint64_t old, uint64_t writer, uint32_t variant)
{
	(void)variant;
	return old ? BLOCKS : BECOMES(writer);
}

static struct transition try_read_lock(uint64_t old, uint64_t reader, uint32_t variant)
{
	(void)variant;
	return old & WRITER ? READS_ONLY : BECOMES(waiters_with(old, reader));
}

static struct transition try_write_lock(uint64_t old, uint64_t writer, uint32_t variant)
{
	(void)variant;
	return old ? READS_ONLY : BECOMES(writer);
}

static struct transition find_written(uint64_t old, uint64_t operand, uint32_t variant)
{
	(void)operand, (void)variant;
	return old & WRITER ? READS_ONLY : BLOCKS;
}

static struct transition find_taken(uint64_t old, uint64_t operand, uint32_t variant)
{
	(void)operand, (void)variant;
	return old ? READS_ONLY : BLOCKS;
}

static struct transition unlock(uint64_t old, uint64_t reader, uint32_t variant)
{
	(void)variant;
	return BECOMES(old & WRITER ? 0 : waiters_without(old, reader));
}

struct mode { /* what locking for reading and for writing differ in */
	struct transition_function locks, tries, fails;
};

static const struct mode reading = {
	{.apply = read_lock, .call = ACQ_CALL_READ_LOCK, .part = PART_SHARES},
	{.apply = try_read_lock, .call = ACQ_CALL_READ_LOCK, .part = PART_SHARES},
	{.apply = find_written, .call = ACQ_CALL_READ_LOCK, .part = PART_SHARES},
};
static const struct mode writing = {
	{.apply = write_lock, .call = ACQ_CALL_WRITE_LOCK, .part = PART_LOCKS},
	{.apply = try_write_lock, .call = ACQ_CALL_WRITE_LOCK, .part = PART_LOCKS},
	{.apply = find_taken, .call = ACQ_CALL_WRITE_LOCK, .part = PART_LOCKS},
};
static const struct transition_function unlocks = {
	.apply = unlock, .call = ACQ_CALL_RW_UNLOCK, .part = PART_UNLOCKS};

static const struct object_kind kind = {
	.name = "a reader-writer lock",
	.used = "that is locked",
	.in_use = object_in_any_use,
	.size = sizeof(pthread_rwlock_t),
	.state_size = STATE_SIZE,
	.mark = offsetof(pthread_rwlock_t, __data.__flags), /* libc has there what it prefers */
	.stamp = offsetof(pthread_rwlock_t, __data.__pad2),
};

static uint64_t as_reader(void)
{
	return waiter_number(rt.current->thread, 0);
}

static uint64_t as_writer(void)
{
	return WRITER | rt.current->thread;
}

uint16_t rwlock_holder(uint64_t state, uint16_t waiting)
{
	if (state & WRITER)
		return (uint16_t)state;
	for (uint32_t i = waiters_count(state); i-- > 0;)
		if (waiter_thread(waiters_at(state, i)) != waiting)
			return waiter_thread(waiters_at(state, i));
	return waiting;
}

static struct object_call call(pthread_rwlock_t *l, const struct mode *m,
                               const struct transition_function *function, uint64_t pc,
                               const struct hook_frame *frame)
{
	object_check_alive(&kind, (uint64_t)l, pc);
	return (struct object_call){
		.function = function,
		.address = (uint64_t)l,
		.operand = m == &reading ? as_reader() : as_writer(),
		.pc = pc,
		.order = function == &m->fails ? UNORDERED : ACQUIRE,
		.size = STATE_SIZE,
		.frame = frame,
	};
}

/* --- Beginning and end ---------------------------------------------------------------------------------- */

INTERPOSE(int, pthread_rwlock_init)(pthread_rwlock_t *l, const pthread_rwlockattr_t *attributes)
{
	int prefers = PTHREAD_RWLOCK_DEFAULT_NP;
	if (attributes) {
		plain_access((uint64_t)attributes, sizeof *attributes, false, RETURN_ADDRESS);
		REAL(pthread_rwlockattr_getkind_np)(attributes, &prefers);
	}
	object_begin(&kind, "pthread_rwlock_init", (uint64_t)l, 0, RETURN_ADDRESS);
	l->__data.__flags = (unsigned)prefers;
	return 0;
}

INTERPOSE(int, pthread_rwlock_destroy)(pthread_rwlock_t *l)
{
	object_check_alive(&kind, (uint64_t)l, RETURN_ADDRESS);
	object_end(&kind, "pthread_rwlock_destroy", (uint64_t)l, RETURN_ADDRESS);
	return 0;
}

/* --- Locking -------------------------------------------------------------------------------------------- */

/*
 * Where writers come first, a reader that comes again waits for a writer that waits for that reader. Whether
 * one waits is not part of the state, so that this is found whether one does or not.
 */
static void check_not_again(const pthread_rwlock_t *l, const struct mode *m, const struct event *e,
                            uint64_t pc)
{
	if (m == &reading && l->__data.__flags == PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP &&
	    waiters_have(e->value_read, as_reader()))
		violation_simple(
			ACQ_MISUSE, pc,
			"a second read lock by the same thread of a reader-writer lock that prefers "
			"writers (PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP): a deadlock if a writer "
			"comes in between");
}

static void lock_at(pthread_rwlock_t *l, const struct mode *m, enum elided p, uint64_t pc,
                    const struct hook_frame *frame)
{
	struct object_call c = call(l, m, &m->locks, pc, frame);
	const struct event *e = object_perform(&c);

	if (e->blocked)
		object_park(&c, FIBER_LOCKING, rwlock_holder(e->value_read, rt.current->thread), p);
	check_not_again(l, m, e, pc);
}

static int lock(pthread_rwlock_t *l, const struct mode *m, enum elided p, const struct hook_frame *frame)
{
	lock_at(l, m, p, frame->pc, frame);
	return 0;
}

void rwlock_lend(pthread_rwlock_t *l, bool writes, uint64_t pc, const struct hook_frame *frame)
{
	lock_at(l, writes ? &writing : &reading, FOR_EVER, pc, frame);
}

static int try(pthread_rwlock_t *l, const struct mode *m, int error, const struct hook_frame *frame)
{
	struct object_call c = call(l, m, &m->tries, frame->pc, frame);

	return object_perform(&c)->kind == EV_RMW ? 0 : error;
}

static int lock_until(pthread_rwlock_t *l, const struct mode *m, clockid_t clock, const struct timespec *t,
                      const struct hook_frame *frame)
{
	uint64_t pc = frame->pc;

	if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC)
		return EINVAL;
	enum deadline d = time_compare(clock, t, pc);
	if (d != DEADLINE_AHEAD)
		return try(l, m, d == DEADLINE_PASSED ? ETIMEDOUT : EINVAL, frame);
	if (!choice_times_out(pc))
		return lock(l, m, UNTIL_LATER, frame);
	struct object_call c = call(l, m, &m->fails, pc, NULL);
	if (object_perform(&c)->blocked)
		object_park(&c, FIBER_LOCKING, NO_THREAD, UNTIL_LATER);
	time_go_to(clock, t);
	return ETIMEDOUT;
}

#define CALLS(mode, rd)                                                                                      \
	INTERPOSE_WITH_REGISTERS(pthread_rwlock_##rd##lock, rwlock_##rd##lock);                              \
	INTERPOSE_WITH_REGISTERS(pthread_rwlock_try##rd##lock, rwlock_try##rd##lock);                        \
	INTERPOSE_WITH_REGISTERS(pthread_rwlock_timed##rd##lock, rwlock_timed##rd##lock);                    \
	INTERPOSE_WITH_REGISTERS(pthread_rwlock_clock##rd##lock, rwlock_clock##rd##lock);                    \
	__attribute__((used)) int rwlock_##rd##lock(pthread_rwlock_t *l, uint64_t u1, uint64_t u2,           \
	                                            uint64_t u3, uint64_t u4,                                \
	                                            const struct hook_frame *frame)                          \
	{                                                                                                    \
		(void)u1, (void)u2, (void)u3, (void)u4;                                                      \
		return lock(l, &mode, FOR_EVER, frame);                                                      \
	}                                                                                                    \
	__attribute__((used)) int rwlock_try##rd##lock(pthread_rwlock_t *l, uint64_t u1, uint64_t u2,        \
	                                               uint64_t u3, uint64_t u4,                             \
	                                               const struct hook_frame *frame)                       \
	{                                                                                                    \
		(void)u1, (void)u2, (void)u3, (void)u4;                                                      \
		return try(l, &mode, EBUSY, frame);                                                          \
	}                                                                                                    \
	__attribute__((used)) int rwlock_timed##rd##lock(pthread_rwlock_t *l, const struct timespec *t,      \
	                                                 uint64_t u2, uint64_t u3, uint64_t u4,              \
	                                                 const struct hook_frame *frame)                     \
	{                                                                                                    \
		(void)u2, (void)u3, (void)u4;                                                                \
		return lock_until(l, &mode, CLOCK_REALTIME, t, frame);                                       \
	}                                                                                                    \
	__attribute__((used)) int rwlock_clock##rd##lock(pthread_rwlock_t *l, clockid_t clock,               \
	                                                 const struct timespec *t, uint64_t u3, uint64_t u4, \
	                                                 const struct hook_frame *frame)                     \
	{                                                                                                    \
		(void)u3, (void)u4;                                                                          \
		return lock_until(l, &mode, clock, t, frame);                                                \
	}

CALLS(reading, rd)
CALLS(writing, wr)

/* --- Unlocking ------------------------------------------------------------------------------------------ */

void rwlock_give_back(pthread_rwlock_t *l, uint64_t pc)
{
	struct object_call c = {
		.function = &unlocks,
		.address = (uint64_t)l,
		.pc = pc,
		.order = RELEASE,
		.size = STATE_SIZE,
	};

	object_check_alive(&kind, (uint64_t)l, pc);
	c.operand = as_reader();
	if (!schedule_next_event(rt.current, pc)) {
		uint64_t newest = object_newest((uint64_t)l, STATE_SIZE, pc);
		bool held = newest & WRITER ? newest == as_writer() : waiters_have(newest, as_reader());
		if (!held)
			violation_simple(ACQ_MISUSE, pc,
			                 "pthread_rwlock_unlock of a reader-writer lock that %s",
			                 newest ? "other threads have locked" : "is not locked");
	}
	object_perform(&c);
}

INTERPOSE(int, pthread_rwlock_unlock)(pthread_rwlock_t *l)
{
	rwlock_give_back(l, RETURN_ADDRESS);
	return 0;
}
