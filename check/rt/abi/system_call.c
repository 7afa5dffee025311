/*
 * syscall(): entry.S leads here, with the program's registers in hook_registers. Of the kernel only futexes
 * and membarrier are modelled.
 */
#include "rt/abi/system_call.h"

#include "rt/abi/membarrier.h"
#include "rt/abi/real.h"
#include "rt/error/violation.h"
#include "rt/memory/shadow.h"
#include "rt/sync/futex.h"

#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

extern const struct hook_frame *hook_registers; /* atomic16.c */

long system_call_perform(long number, const long *arguments, const struct hook_frame *frame)
{
	if (number == SYS_membarrier)
		return membarrier_perform(arguments, frame->pc);
	if (number != SYS_futex)
		violation_unsupported(
			frame->pc,
			"system call %ld: of those made by syscall(), only SYS_futex and SYS_membarrier are "
			"modelled",
			number);
	struct futex_call call = {
		.word = (uint64_t)arguments[0],
		.operation = (int)arguments[1],
		.value = (uint32_t)arguments[2],
		.limit = (const struct timespec *)arguments[3],
		.other_word = (uint64_t)arguments[4],
		.value3 = (uint32_t)arguments[5],
		.frame = frame,
	};
	return futex_perform(&call);
}

#if defined(__x86_64__)
/* The last of seven arguments is on the stack, above the return address. */
long system_call(long number, long a, long b, long c, long d, long e)
{
	long f = *(const long *)(&hook_registers->pc + 1);
#else
long system_call(long number, long a, long b, long c, long d, long e, long f)
{
#endif
	const struct hook_frame *frame = hook_registers;

	const long arguments[] = {a, b, c, d, e, f};
	bool explored = rt_in_program();
	long result;

	if (explored)
		result = system_call_perform(number, arguments, frame);
	else if (number == SYS_membarrier && start_is_explored())
		result = membarrier_before_main(a, b);
	else
		return REAL(syscall)(number, a, b, c, d, e, f);
	if (result >= 0)
		return result;
	if (explored)
		memory_save((uint64_t)&errno, sizeof errno);
	errno = (int)-result;
	return -1;
}
