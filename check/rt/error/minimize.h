/*
 * The shortest error: once one is found, a copy of the process goes on exploring for a short time and looks
 * for the same error in an execution of which it depends on fewer events.
 */
#ifndef ACQREL_RT_SHORTEN_H
#define ACQREL_RT_SHORTEN_H

#include "rt/rt.h"

/*
 * An error was found. Afterwards rt_violation, the graph and the events that happened may be those of a
 * shorter one. stuck: it is about the execution as a whole.
 */
void minimize_error(bool stuck);

/* While it is looked for, rt.searching: the running fiber is in error; a thread is about to add an event. */
_Noreturn void minimize_found(void);
void minimize_may_add(struct fiber *f);

/* All threads that have not ended wait for good: likewise. */
void minimize_found_stuck(uint32_t verdict);

/* In a copy of the process: what it counts and says from now on is its own. */
void minimize_be_alone(void);

#endif
