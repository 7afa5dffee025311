/* pthread spin locks: to the checker they are mutexes of 4 bytes. */
#include "rt/abi/interpose.h"
#include "rt/error/violation.h"
#include "rt/run/scheduler.h"
#include "rt/sync/object.h"

#include <errno.h>

static const struct event *perform(pthread_spinlock_t *l, uint8_t op, uint8_t order, uint64_t operand,
                                   uint64_t pc, const struct hook_frame *frame)
{
	struct request q = {
		.op = op,
		.order = order,
		.order_failure = UNORDERED,
		.size = sizeof *l,
		.address = (uint64_t)l,
		.operand = operand,
		.pc = pc,
		.frame = frame,
	};

	return operation_perform(&q);
}

static const struct object_kind kind = {
	.name = "a spin lock",
	.used = "that is locked",
	.in_use = object_in_any_use,
	.size = sizeof(pthread_spinlock_t),
	.state_size = sizeof(pthread_spinlock_t),
};

INTERPOSE(int, pthread_spin_init)(pthread_spinlock_t *l, int shared)
{
	object_begin(&kind, "pthread_spin_init", (uint64_t)l, 0, RETURN_ADDRESS);
	return 0;
}

INTERPOSE(int, pthread_spin_destroy)(pthread_spinlock_t *l)
{
	object_end(&kind, "pthread_spin_destroy", (uint64_t)l, RETURN_ADDRESS);
	return 0;
}

INTERPOSE_WITH_REGISTERS(pthread_spin_lock, spin_lock);

__attribute__((used)) int spin_lock(pthread_spinlock_t *l, uint64_t u1, uint64_t u2, uint64_t u3, uint64_t u4,
                                    const struct hook_frame *frame)
{
	struct object_call c = {.address = (uint64_t)l, .pc = frame->pc, .frame = frame};

	(void)u1, (void)u2, (void)u3, (void)u4;
	const struct event *e = perform(l, OP_LOCK, ACQUIRE, rt.current->thread + 1u, frame->pc, frame);
	if (e->blocked)
		object_park(&c, FIBER_LOCKING, (uint16_t)(e->value_read - 1), FOR_EVER);
	return 0;
}

INTERPOSE_WITH_REGISTERS(pthread_spin_trylock, spin_trylock);

__attribute__((used)) int spin_trylock(pthread_spinlock_t *l, uint64_t u1, uint64_t u2, uint64_t u3,
                                       uint64_t u4, const struct hook_frame *frame)
{
	(void)u1, (void)u2, (void)u3, (void)u4;
	const struct event *e = perform(l, OP_TRYLOCK, ACQUIRE, rt.current->thread + 1u, frame->pc, frame);
	return e->kind == EV_RMW ? 0 : EBUSY;
}

INTERPOSE(int, pthread_spin_unlock)(pthread_spinlock_t *l)
{
	if (!schedule_next_event(rt.current, RETURN_ADDRESS)) {
		uint64_t owner = object_newest((uint64_t)l, sizeof *l, RETURN_ADDRESS);
		if (owner != rt.current->thread + 1u)
			violation_simple(ACQ_MISUSE, RETURN_ADDRESS,
			                 "pthread_spin_unlock of a spin lock that %s",
			                 owner ? "another thread has locked" : "is not locked");
	}
	perform(l, OP_UNLOCK, RELEASE, 0, RETURN_ADDRESS, NULL);
	return 0;
}
