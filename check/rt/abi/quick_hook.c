/*
 * Whether nothing is to be done for a plain access (noted.h): plain_hook.S asks this first. What is here
 * changes no register but the one that it returns in. It is compiled for general registers alone, and not
 * together with the rest: gcc would take other functions to keep all registers, and leave things in them.
 */
#include "rt/memory/noted.h"
#include "rt/rt.h"
#include "rt/run/fiber.h"
#include "rt/run/scheduler.h"

#if defined(__x86_64__)

#define QUICK __attribute__((used, no_caller_saved_registers))

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
	f->touched |= own ? 0 : TOUCHED_OTHER;
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
		f->touched |= own ? 0 : TOUCHED_OTHER;                                             \
		f->effects += !own && (write);                                                     \
		return true;                                                                       \
	}

QUICK_HOOK(plain_hook_quick_read, false)
QUICK_HOOK(plain_hook_quick_write, true)

#endif
