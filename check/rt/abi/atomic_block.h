/* Blocks that are one step for other threads: see atomic_block.c. */
#ifndef ACQREL_RT_ATOMIC_BLOCK_H
#define ACQREL_RT_ATOMIC_BLOCK_H

#include "rt/rt.h"

extern uint32_t atomic_functions; /* how many functions are such blocks as a whole */

void atomic_block_init(void);

/* The program has just entered the function that this address is in, or is about to leave one. */
void atomic_block_enter_function(uint64_t pc);
void atomic_block_leave_function(uint64_t pc);

#endif
