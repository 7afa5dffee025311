/*
 * A value is a sum of unknowns with factors, and a number. Each unknown has a random number of 64 bits, and
 * the sum is kept modulo 2^64: two values are taken for equal if these sums are.
 */
#ifndef ACQREL_INSTRUMENT_VALUE_H
#define ACQREL_INSTRUMENT_VALUE_H

#include <stdbool.h>
#include <stdint.h>

struct value {
	uint64_t unknown;
	int64_t number;
};

struct value value_unknown(void);

struct value value_number(int64_t n);

struct value value_of_symbol(const char *name);

/* The same for the same words, which value_mix has put into one. */
struct value value_function(uint64_t hash);

uint64_t value_mix(uint64_t hash, uint64_t word);

struct value value_sum(struct value a, struct value b);

struct value value_times(struct value a, int64_t factor);

bool value_equal(struct value a, struct value b);

#endif
