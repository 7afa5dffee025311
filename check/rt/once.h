/* Functions that run once: pthread_once, and the initialization of C++'s function-local statics. See once.c. */
#ifndef ACQREL_RT_ONCE_H
#define ACQREL_RT_ONCE_H

#include "rt.h"

/* An exception has been caught in a function whose frame begins at `sp`: calls further in did not return. */
void once_unwound(struct fiber *f, uintptr_t sp);

#endif
