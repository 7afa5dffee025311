/* Local variables of other threads: see stack_lifetime.c. */
#ifndef ACQREL_RT_STACK_LIFETIME_H
#define ACQREL_RT_STACK_LIFETIME_H

#include "rt/rt.h"

/* The same for a local variable of another thread: an error if it is gone (stack_lifetime.c). */
void stack_check(uint64_t address, size_t size, bool write, uint64_t pc);

#endif
