/* Where the error of a replayed witness is, for a debugger that runs the program. */
#include "rt/error/debugger.h"

#include "rt/run/fiber.h"

static bool debugger; /* is to be stopped; afterwards no more */

void debugger_init(void)
{
	debugger = rt.outcome->request.debugger;
}

EXPORT __attribute__((noinline)) void acqrel_error_found(void)
{
	__asm__ volatile(""); /* has an effect as far as compilers know: the calls have to be made */
}

void debugger_stop(void)
{
	if (LIKELY(!debugger))
		return;
	debugger = false;
	acqrel_error_found();
}

static void show_all_in_state(uint8_t state)
{
	for (uint32_t i = 0; i < rt_fiber_count; i++)
		if (rt_fibers[i].state == state)
			fiber_switch(&rt_fibers[i]);
}

/* Those who merely wait for the others to end come last. */
void debugger_show_stuck(void)
{
	if (LIKELY(!debugger))
		return;
	debugger = false;
	rt.mode = RUN_STUCK;
	show_all_in_state(FIBER_LOCKING);
	show_all_in_state(FIBER_SLEEPING);
	show_all_in_state(FIBER_ASLEEP);
	show_all_in_state(FIBER_WAITING);
	show_all_in_state(FIBER_SPINNING);
	show_all_in_state(FIBER_JOINING);
	rt.mode = RUN_EXPLORE;
}

void debugger_be_shown(void)
{
	acqrel_error_found();
	fiber_switch(NULL);
}
