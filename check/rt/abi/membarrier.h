/* The system call membarrier, and the light fences that it makes up for: see membarrier.c. */
#ifndef ACQREL_RT_MEMBARRIER_H
#define ACQREL_RT_MEMBARRIER_H

#include "rt/rt.h"

/* The result, or a negative errno value. */
long membarrier_perform(const long *arguments, uint64_t pc);

/* The same before main, while constructors run. */
long membarrier_before_main(long command, long flags);

/* A fence for the compiler, of the running fiber. */
void membarrier_light(uint64_t pc);

#endif
