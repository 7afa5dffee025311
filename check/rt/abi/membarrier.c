/*
 * membarrier: the heavy side of an asymmetric fence, an event of which engine/asymmetric.c says what it
 * means. The light side is atomic_signal_fence(memory_order_seq_cst), once the process has registered; before
 * that no heavy fence can be made, and it is nothing.
 *
 * A process registers before it makes threads: otherwise it would depend on the execution whether another
 * thread's fences count.
 *
 * MEMBARRIER_CMD_QUERY fails, as on a kernel without the call. Programs that ask can do without, and most of
 * them have an empty asm statement with a clobber on the light side, of which nothing is left in the
 * assembly: they would be said to have no fence there. Those that register right away have to have a fence of
 * <stdatomic.h>.
 */
#include "rt/abi/membarrier.h"

#include "rt/error/violation.h"
#include "rt/run/fiber.h"
#include "rt/run/operation.h"
#include "rt/run/undo.h"

#include <errno.h>
#include <linux/membarrier.h>

static bool registered;

long membarrier_before_main(long command, long flags)
{
	if (flags)
		return -EINVAL;
	if (command == MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED)
		return registered = true, 0;
	if (command == MEMBARRIER_CMD_PRIVATE_EXPEDITED)
		return registered ? 0 : -EPERM;
	return -ENOSYS;
}

long membarrier_perform(const long *arguments, uint64_t pc)
{
	/* The kernel takes them for int. */
	int command = (int)arguments[0], flags = (int)arguments[1];

	if (command == MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED && !registered) {
		if (!fiber_is_alone(rt.current))
			violation_unsupported(pc, "membarrier is registered while there are other threads");
		undo_save(&registered, sizeof registered);
	}
	long result = membarrier_before_main(command, flags);
	if (command == MEMBARRIER_CMD_PRIVATE_EXPEDITED && !result)
		operation_fence(HEAVY, pc);
	return result;
}

void membarrier_light(uint64_t pc)
{
	if (registered)
		operation_fence(LIGHT, pc);
}
