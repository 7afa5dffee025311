/*
 * Functions that run once: pthread_once, which std::call_once is made of, and the initialization of C++'s
 * function-local statics. The state is a location of the graph: 0 before, 1 while the function runs, 2 when
 * it has.
 *
 * A C++ function may leave by an exception: then the state is 0 again, and another thread's turn. Our frames
 * have nothing that the unwinder would call, so that C programs need no part of it; who catches the exception
 * tells us (once_unwound).
 */
#include "rt/sync/once.h"

#include "engine/reserve.h"
#include "rt/abi/interpose.h"
#include "rt/error/unwind.h"
#include "rt/error/violation.h"
#include "rt/run/fiber.h"
#include "rt/run/operation.h"
#include "rt/run/undo.h"
#include "rt/sync/object.h"

#include <pthread.h>

#define MOST_CALLS 64 /* of a thread, one within the other */

static struct once_call {
	uintptr_t sp; /* the frame that called the function */
	uint64_t state, pc;
} (*calls)[MOST_CALLS]; /* by thread: what is on a stack is gone when the exception is caught */

static void push(struct fiber *f, uintptr_t sp, uint64_t state, uint64_t pc)
{
	size_t got;

	if (!calls)
		calls = engine_reserve(sizeof *calls * fiber_most(), &got);
	if (f->once_calls == MOST_CALLS)
		violation_unsupported(pc, "more than %d calls of pthread_once within each other", MOST_CALLS);
	struct once_call *call = &calls[f->thread][f->once_calls++];
	undo_save(call, sizeof *call);
	*call = (struct once_call){sp, state, pc};
}

/* True: the function is to be run, and once_end called. */
static bool once_begin(uint64_t state, uint64_t pc)
{
	struct fiber *f = rt.current;
	struct request q = {
		.op = OP_ONCE,
		.order = ACQUIRE,
		.order_failure = ACQUIRE,
		.size = 4,
		.address = state,
		.operand = 1,
		.pc = pc,
	};
	const struct event *e = operation_perform(&q);

	f->effects++;
	if (e->blocked) {
		struct object_call c = {.address = state, .pc = pc};
		object_park(&c, FIBER_LOCKING, graph_event(rt_graph(), e->rf)->thread, FOR_EVER);
	}
	return e->kind != EV_READ;
}

static void once_end(uint64_t state, bool done, uint64_t pc)
{
	struct request q = {
		.op = OP_UNLOCK,
		.order = RELEASE,
		.size = 4,
		.address = state,
		.operand = done ? 2 : 0,
		.pc = pc,
	};

	operation_perform(&q);
}

void once_unwound(struct fiber *f, uintptr_t sp)
{
	while (f->once_calls && calls[f->thread][f->once_calls - 1].sp <= sp) {
		const struct once_call *call = &calls[f->thread][--f->once_calls];
		once_end(call->state, false, call->pc);
	}
}

INTERPOSE(int, pthread_once)(pthread_once_t *once, void (*function)(void))
{
	/*
	 * Libraries of the system set themselves up so, the unwinder with the first exception. That is no
	 * synchronization that the program could rely on, which thread comes first makes no difference, and
	 * it does not happen again.
	 */
	if (!unwind_is_program((uint64_t)once)) {
		rt.below++;
		int error = REAL(pthread_once)(once, function);
		rt.below--;
		return error;
	}
	if (!once_begin((uint64_t)once, RETURN_ADDRESS))
		return 0;
	struct fiber *f = rt.current;
	push(f, (uintptr_t)__builtin_frame_address(0), (uint64_t)once, RETURN_ADDRESS);
	function();
	f->once_calls--;
	once_end((uint64_t)once, true, RETURN_ADDRESS);
	return 0;
}

/* --- Function-local statics ---------------------------------------------------------------------------- */

/*
 * The compiler's code reads the first byte of the guard, with acquire, and calls __cxa_guard_acquire if it is
 * 0; so that byte must not say more than whether the variable is there. The state is in the second word.
 */
static uint64_t state_of(const uint64_t *guard)
{
	return (uint64_t)guard + 4;
}

int __cxa_guard_acquire(uint64_t *guard);
void __cxa_guard_release(uint64_t *guard);
void __cxa_guard_abort(uint64_t *guard);

INTERPOSE(int, __cxa_guard_acquire)(uint64_t *guard)
{
	return once_begin(state_of(guard), RETURN_ADDRESS);
}

INTERPOSE(void, __cxa_guard_release)(uint64_t *guard)
{
	struct request q = {
		.op = OP_STORE,
		.order = RELEASE,
		.size = 1,
		.address = (uint64_t)guard,
		.operand = 1,
		.pc = RETURN_ADDRESS,
	};
	operation_perform(&q);
	once_end(state_of(guard), true, RETURN_ADDRESS);
}

INTERPOSE(void, __cxa_guard_abort)(uint64_t *guard)
{
	once_end(state_of(guard), false, RETURN_ADDRESS);
}
