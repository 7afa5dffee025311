/*
 * Plain accesses that the compiler's instrumentation does not announce (structs by value, memset expanded
 * late, vectors, long double, inline assembly): plain_hook.S and hooks_aarch64.S lead here.
 */
#include "rt/abi/volatile.h"
#include "rt/memory/noted.h"
#include "rt/memory/units.h"
#include "rt/run/fiber.h"
#include "rt/run/scheduler.h"

/*
 * Whether the access has to be made by plain_hook_at_length, because others may run in it: around this
 * function only the lower halves of the vector registers are kept, which is all that the runtime changes.
 */
__attribute__((used)) bool plain_hook(uint64_t address, uint64_t size, bool write, uint64_t pc)
{
	/* The instrumentation could not tell that it is the one that was announced. */
	if (volatile_is_told(address, size, write))
		return false;
	if (UNLIKELY(rt.current->announced.size || rt.current->plain + 2 > RUNS_ON ||
	             rt.mode != RUN_EXPLORE || rt.lines))
		return true;
	uint32_t before = rt.current->plain;
	units_access(address, size, write, pc);
	/*
	 * What functions keep for themselves lies on the own stack, too: a long computation there does not
	 * wait for others. Variables that others know are announced by the compiler.
	 */
	if (noted_on_own_stack(rt.current, address))
		rt.current->plain = before;
	return false;
}

__attribute__((used)) void plain_hook_at_length(uint64_t address, uint64_t size, bool write, uint64_t pc)
{
	struct fiber *f = rt.current;

	f->on_hook = true;
	units_access(address, size, write, pc);
	f->on_hook = false;
}
