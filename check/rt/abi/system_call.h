/* System calls that the program makes without one of libc's functions for them: see system_call.c. */
#ifndef ACQREL_RT_SYSTEM_CALL_H
#define ACQREL_RT_SYSTEM_CALL_H

#include "rt/rt.h"

/* With six arguments. The result, or a negative errno value. */
long system_call_perform(long number, const long *arguments, const struct hook_frame *frame);

#endif
