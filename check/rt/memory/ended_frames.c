/*
 * Atomics in frames. Later functions use the same bytes for other variables, which have nothing to do with
 * those of a function that has returned: its locations end. That it has returned is known
 *
 *   - from abi/frame_hook.S, which is called before the return of each function that gives an address of its
 *     frame away, where the instrumentation of assembly has seen the program;
 *   - from the stack pointer at the thread's own operations and jumps: what lies below was of functions that
 *     these have come back from.
 *
 * What is not known to have ended goes on. It is taken for what it is elsewhere in memory: bytes that are
 * used at other sizes (location_map.c). That explores more than there is, and loses nothing.
 */
#include "rt/memory/ended_frames.h"

#include "rt/memory/location_map.h"
#include "rt/run/fiber.h"

void frames_note(uint64_t address)
{
	struct fiber *f = fiber_of_stack(address);

	if (!f || (f->lowest_atomic && f->lowest_atomic <= address))
		return;
	if (f != rt.current)
		fiber_save(f);
	f->lowest_atomic = address;
}

void frames_end_below(struct fiber *f, uintptr_t sp)
{
	if (LIKELY(!f->lowest_atomic) || sp <= f->lowest_atomic || sp > (uintptr_t)f->stack_high)
		return;
	location_end_between(f->lowest_atomic, sp);
	f->lowest_atomic = sp; /* or higher */
}
