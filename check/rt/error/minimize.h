/*
 * The shortest error: once one is found, a copy of the process goes on exploring for a short time and looks
 * for the same error in an execution of which it depends on fewer events.
 */
#ifndef ACQREL_RT_MINIMIZE_H
#define ACQREL_RT_MINIMIZE_H

#include "rt/rt.h"

/*
 * An error was found. Afterwards rt_violation, the graph and the events that happened may be those of a
 * shorter one. stuck: it is about the execution as a whole. run_next: explores the next execution.
 */
void minimize_error(bool stuck, bool (*run_next)(void));

/* While it is looked for: all threads that have not ended wait forever. */
void minimize_found_stuck(uint32_t verdict);

#endif
