/*
 * pthread mutexes of the default kind. A mutex is a location of the graph whose value is 0 while it is
 * unlocked and otherwise the owner's thread number plus one.
 */
#include "operation.h"

#include <errno.h>
#include <pthread.h>

static void check_kind(const pthread_mutex_t *m, uint64_t pc)
{
	int kind = m->__data.__kind & 127;

	if (kind == PTHREAD_MUTEX_RECURSIVE_NP)
		violation_unsupported(pc, "a mutex of kind PTHREAD_MUTEX_RECURSIVE");
	if (kind == PTHREAD_MUTEX_ERRORCHECK_NP)
		violation_unsupported(pc, "a mutex of kind PTHREAD_MUTEX_ERRORCHECK");
	if (kind & ~3)
		violation_unsupported(pc, "a robust, priority-inheriting or priority-protecting mutex");
}

static const struct event *perform(pthread_mutex_t *m, uint8_t op, uint8_t order, uint64_t operand,
                                   uint64_t pc, const struct hook_frame *frame)
{
	struct request q = {
		.op = op,
		.order = order,
		.order_failure = RELAXED,
		.size = 4,
		.address = (uint64_t)m,
		.operand = operand,
		.pc = pc,
		.frame = frame,
	};

	check_kind(m, pc);
	return operation_perform(&q);
}

EXPORT int pthread_mutex_init(pthread_mutex_t *m, const pthread_mutexattr_t *attributes)
{
	if (rt_in_program())
		plain_access((uint64_t)m, sizeof *m, true, RETURN_ADDRESS);
	return REAL(pthread_mutex_init)(m, attributes);
}

/* The newest value of the mutex. Only its own users change it, in an order that the graph fixes. */
static uint64_t newest_value(const pthread_mutex_t *m, uint64_t pc)
{
	uint32_t l = shadow_location((uint64_t)m, 4, true, pc);

	return graph_event(rt_graph(), rt_graph()->locations[l].mo_last)->value_written;
}

EXPORT int pthread_mutex_destroy(pthread_mutex_t *m)
{
	if (!rt_in_program())
		return REAL(pthread_mutex_destroy)(m);
	plain_access((uint64_t)m, sizeof *m, true, RETURN_ADDRESS);
	return 0;
}

/* The mutex or once control at `address` is in another thread's hands: the thread goes no further. */
static _Noreturn void park_waiting(struct fiber *f, uint64_t address, uint64_t pc, uint16_t owner)
{
	f->state = FIBER_LOCKING;
	f->stuck_address = address;
	f->stuck_pc = pc;
	f->waits_for = owner;
	schedule_others(f);
	__builtin_unreachable();
}

/* Called from entry.S as pthread_mutex_lock. */
int mutex_lock(pthread_mutex_t *m, uint64_t u1, uint64_t u2, uint64_t u3, uint64_t u4,
               const struct hook_frame *frame)
{
	struct fiber *f = rt.current;

	(void)u1, (void)u2, (void)u3, (void)u4;
	if (!rt_in_program())
		return REAL(pthread_mutex_lock)(m);
	const struct event *e = perform(m, OP_LOCK, ACQUIRE, f->thread + 1u, frame->pc, frame);
	if (e->blocked)
		park_waiting(f, (uint64_t)m, frame->pc, (uint16_t)(e->value_read - 1));
	return 0;
}

/* Called from entry.S as pthread_mutex_trylock. */
int mutex_trylock(pthread_mutex_t *m, uint64_t u1, uint64_t u2, uint64_t u3, uint64_t u4,
                  const struct hook_frame *frame)
{
	(void)u1, (void)u2, (void)u3, (void)u4;
	if (!rt_in_program())
		return REAL(pthread_mutex_trylock)(m);
	const struct event *e = perform(m, OP_TRYLOCK, ACQUIRE, rt.current->thread + 1u, frame->pc, frame);
	return e->kind == EV_RMW ? 0 : EBUSY;
}

EXPORT int pthread_mutex_unlock(pthread_mutex_t *m)
{
	struct fiber *f = rt.current;

	if (!rt_in_program())
		return REAL(pthread_mutex_unlock)(m);
	if (!schedule_next_event(f)) {
		uint64_t owner = newest_value(m, RETURN_ADDRESS);
		if (owner != f->thread + 1u)
			violation_simple(ACQ_MISUSE, RETURN_ADDRESS,
			                 "pthread_mutex_unlock of a mutex that %s",
			                 owner ? "another thread has locked" : "is not locked");
	}
	perform(m, OP_UNLOCK, RELEASE, 0, RETURN_ADDRESS, NULL);
	return 0;
}

/* --- once: 0 before, 1 while the function runs, 2 when it has run --------------------------------------- */

EXPORT int pthread_once(pthread_once_t *once, void (*function)(void))
{
	struct fiber *f = rt.current;
	struct request q = {
		.op = OP_ONCE,
		.order = ACQUIRE,
		.order_failure = ACQUIRE,
		.size = 4,
		.address = (uint64_t)once,
		.operand = 1,
		.pc = RETURN_ADDRESS,
	};

	if (!rt_in_program())
		return REAL(pthread_once)(once, function);
	const struct event *e = operation_perform(&q);
	f->effects++;
	if (e->blocked)
		park_waiting(f, (uint64_t)once, RETURN_ADDRESS, graph_event(rt_graph(), e->rf)->thread);
	if (e->kind == EV_READ)
		return 0;
	function();
	q.op = OP_UNLOCK;
	q.order = RELEASE;
	q.operand = 2;
	operation_perform(&q);
	return 0;
}
