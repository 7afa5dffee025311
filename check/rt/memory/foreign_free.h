/* Blocks of others: see foreign_free.c. */
#ifndef ACQREL_RT_FOREIGN_FREE_H
#define ACQREL_RT_FOREIGN_FREE_H

#include "rt/rt.h"

/*
 * The same for a pointer that is not to the program's heap: an error if it is not from libc either
 * (foreign_free.c).
 */
void foreign_free(uint64_t address, uint64_t pc);

#endif
