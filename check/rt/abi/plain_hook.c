/*
 * Plain accesses that the compiler's instrumentation does not announce (structs by value, memset expanded
 * late, vectors, long double, inline assembly): plain_hook.S and hooks_aarch64.S lead here.
 */
#include "rt/abi/volatile.h"
#include "rt/memory/noted.h"
#include "rt/memory/plain.h"
#include "rt/run/fiber.h"
#include "rt/run/scheduler.h"

/*
 * Whether nothing is to be done for the access. These change no register but the one that they return in, and
 * are compiled for general registers alone.
 */
#if defined(__x86_64__)
#define QUICK __attribute__((used, no_caller_saved_registers))
#else
#define QUICK __attribute__((used))
#endif

static inline bool plain_hook_waits(const struct fiber *f)
{
	return rt.mode != RUN_EXPLORE || rt.lines || f->announced.size || f->plain + 2 > RUNS_ON;
}

static QUICK __attribute__((noinline)) bool plain_hook_quick(uint64_t address, uint64_t size, bool write)
{
	struct fiber *f = rt.current;

	if (!noted(f, address, size, write))
		return false;
	bool own = noted_on_own_stack(f, address);
	f->plain += !own;
	f->effects += !own && write;
	return true;
}

#define QUICK_HOOK(name, write)                                                                    \
	QUICK bool name(uint64_t address, uint64_t size)                                           \
	{                                                                                          \
		struct fiber *f = rt.current;                                                      \
                                                                                                   \
		if (UNLIKELY(plain_hook_waits(f)))                                                 \
			return false;                                                              \
		bool own = noted_on_own_stack(f, address), is_noted;                               \
		if (!noted_is_simple(address, size, own)) {                                        \
			is_noted = plain_hook_quick(address, size, write);                         \
			__asm__ volatile(""); /* else clang jumps there, with registers changed */ \
			return is_noted;                                                           \
		}                                                                                  \
		if (!noted_simple(f, address, size, write, own))                                   \
			return false;                                                              \
		f->plain += !own;                                                                  \
		f->effects += !own && (write);                                                     \
		return true;                                                                       \
	}

QUICK_HOOK(plain_hook_quick_read, false)
QUICK_HOOK(plain_hook_quick_write, true)

/*
 * Whether the access has to be made by plain_hook_at_length, because others may run in it: around this
 * function only the lower halves of the vector registers are kept, which is all that the runtime changes.
 */
__attribute__((used)) bool plain_hook(uint64_t address, uint64_t size, bool write, uint64_t pc)
{
	/* The instrumentation could not tell that it is the one that was announced. */
	if (volatile_is_told(address, size))
		return false;
	if (UNLIKELY(rt.current->announced.size || rt.current->plain + 2 > RUNS_ON ||
	             rt.mode != RUN_EXPLORE || rt.lines))
		return true;
	uint32_t before = rt.current->plain;
	plain_access(address, size, write, pc);
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
	plain_access(address, size, write, pc);
	f->on_hook = false;
}
