/*
 * Volatile accesses, which compilers tell of apart from others: plain ones, or with an option relaxed atomic
 * ones.
 */
#ifndef ACQREL_RT_VOLATILE_H
#define ACQREL_RT_VOLATILE_H

#include "rt/rt.h"

/*
 * Compilers tell of an access before it is made. So one that is atomic has its event, and memory is as
 * atomics leave it, only when the fiber comes here again: before its next event, and before others have their
 * turn.
 */
void volatile_finish(struct fiber *f);

/* An access of 1, 2, 4 or 8 bytes that the program is about to make is an atomic one of this order. */
void volatile_access(uint64_t address, uint32_t size, bool write, uint8_t order,
                     const struct hook_frame *frame);

static inline void volatile_settle(struct fiber *f)
{
	if (UNLIKELY(f->accessed.size))
		volatile_finish(f);
}

#endif
