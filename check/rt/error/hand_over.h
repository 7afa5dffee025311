/* The end of an exploration: see hand_over.c. */
#ifndef ACQREL_RT_HAND_OVER_H
#define ACQREL_RT_HAND_OVER_H

#include "rt/rt.h"

/* Writes to the outcome what an execution without error has printed, unless an error is reported. */
void outcome_show_output(const char *output, size_t size);
_Noreturn void outcome_finish(uint32_t verdict, bool exhaustive);

#endif
