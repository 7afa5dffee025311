/* How long executions may become: see bounds.c. */
#ifndef ACQREL_RT_BOUNDS_H
#define ACQREL_RT_BOUNDS_H

#include "rt/rt.h"

/* Whether the execution ends before an operation of the program at this place, and is cut. */
bool bounds_cut(uint64_t pc);

/* An execution came to its end. */
void bounds_note_complete(void);

#endif
