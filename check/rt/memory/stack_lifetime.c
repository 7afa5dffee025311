/*
 * Local variables of other threads. Whether a function has returned is not known exactly, but what lies below
 * the stack pointer of a thread that waits is gone for certain, also where our own frames have taken its
 * place. So is all of a thread that has ended or returned from main. Had the access come before the end by
 * happens-before, it would have been run before.
 */
#include "rt/memory/stack_lifetime.h"

#include "rt/error/violation.h"
#include "rt/rt.h"
#include "rt/run/fiber.h"

void stack_check(uint64_t address, size_t size, bool write, uint64_t pc)
{
	const struct fiber *f = fiber_of_stack(address);
	struct violation v = {
		.verdict = ACQ_USE_AFTER_FREE,
		.kind = write ? ACQ_STEP_PLAIN_WRITE : ACQ_STEP_PLAIN_READ,
		.order = ACQ_NO_ORDER,
		.address = address,
		.size = size,
		.pc = pc,
	};

	if (!f || f == rt.current || f->state == FIBER_NONE || f->state == FIBER_READY || rt_runs_again())
		return;
	if (f->state == FIBER_ENDED)
		violation_message(&v, "the thread whose local variable this was has ended");
	else if (f->state == FIBER_EXITING && (f->ends_process || f->left))
		violation_message(&v, "main has returned, and with it all of its local variables are gone");
	else if (address < (f->program_sp ? f->program_sp : (uint64_t)f->sp))
		violation_message(&v, "the function whose local variable this was has returned");
	else
		return;
	violation_raise(&v);
}
