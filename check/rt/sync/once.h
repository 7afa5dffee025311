/*
 * Functions that run once: pthread_once, and the initialization of C++'s function-local statics. See once.c.
 */
#ifndef ACQREL_RT_ONCE_H
#define ACQREL_RT_ONCE_H

#include "rt/rt.h"

/*
 * An exception has been caught, by a function whose calls have frames at `sp`: those from there on did not
 * return.
 */
void once_unwound(struct fiber *f, uintptr_t sp);

#endif
