/*
 * syscall(): entry.S leads here, with the program's registers in hook_registers. Of the kernel only futexes
 * are modelled, and that it has no membarrier.
 */
#include "rt/abi/system_call.h"

#include "rt/abi/real.h"
#include "rt/error/violation.h"
#include "rt/memory/shadow.h"
#include "rt/sync/futex.h"

#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

extern const struct hook_frame *hook_registers; /* atomic16.c */

/* As on a kernel that does not have it: programs use fences instead. They ask before main, too. */
static bool is_absent(long number)
{
	return number == SYS_membarrier;
}

long system_call_perform(long number, const long *arguments, const struct hook_frame *frame)
{
	if (is_absent(number))
		return -ENOSYS;
	if (number != SYS_futex)
		violation_unsupported(
			frame->pc, "system call %ld: of those made by syscall(), only SYS_futex is modelled",
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

	if (!rt_in_program()) {
		if (!is_absent(number) || !start_is_explored())
			return REAL(syscall)(number, a, b, c, d, e, f);
		errno = ENOSYS;
		return -1;
	}
	const long arguments[] = {a, b, c, d, e, f};
	long result = system_call_perform(number, arguments, frame);
	if (result >= 0)
		return result;
	memory_save((uint64_t)&errno, sizeof errno);
	errno = (int)-result;
	return -1;
}
