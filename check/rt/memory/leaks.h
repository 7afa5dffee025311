/* Blocks that no thread can reach any more: see leaks.c. */
#ifndef ACQREL_RT_LEAKS_H
#define ACQREL_RT_LEAKS_H

#include "rt/error/violation.h"
#include "rt/rt.h"

/* Whether there are blocks that no thread can reach any more, and which. */
bool leak_found(struct violation *v);

/* Whether the report of a leak shows where the block at this address was allocated. */
bool leak_is_shown(uint64_t address);

#endif
