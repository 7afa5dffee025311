/*
 * Volatile accesses, which compilers tell of apart from others: plain ones, or with an option relaxed atomic
 * ones.
 */
#ifndef ACQREL_RT_VOLATILE_H
#define ACQREL_RT_VOLATILE_H

#include "rt/rt.h"

/* An access of 1, 2, 4 or 8 bytes that the program is about to make is an atomic one of this order. */
void volatile_access(uint64_t address, uint32_t size, bool write, uint8_t order,
                     const struct hook_frame *frame);

/*
 * Whether the running fiber has announced just this access as its last: that of a volatile object may be made
 * an event of, and is none besides.
 */
bool volatile_is_told(uint64_t address, uint64_t size, bool write);

#endif
