/*
 * Values in memory and in the graph. Up to 8 bytes they are the same; the graph knows a value of 16 bytes by
 * its number in a table (wide.c): equal values have equal numbers, and zero has 0.
 */
#ifndef ACQREL_RT_WIDE_H
#define ACQREL_RT_WIDE_H

#include "rt/rt.h"

__extension__ typedef unsigned __int128 wide;

void wide_init(void);
uint64_t wide_number(wide value);
wide wide_value(uint64_t number);

/* For struct graph. */
uint64_t wide_apply(uint8_t op, uint64_t old, uint64_t operand);
uint64_t wide_part(uint64_t whole, unsigned first, unsigned size);
uint64_t wide_with(uint64_t whole, uint64_t part, unsigned first, unsigned size);

/* The graph's value of what is in memory, and the opposite. */
static inline uint64_t wide_load(const void *p, uint8_t size)
{
	uint64_t value = 0;
	wide v;

	if (LIKELY(size <= sizeof value)) {
		rt_copy(&value, p, size);
		return value;
	}
	rt_copy(&v, p, sizeof v);
	return wide_number(v);
}

static inline void wide_store(void *p, uint64_t value, uint8_t size)
{
	if (LIKELY(size <= sizeof value)) {
		rt_copy(p, &value, size);
		return;
	}
	wide v = wide_value(value);
	rt_copy(p, &v, sizeof v);
}

#endif
