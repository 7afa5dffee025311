/*
 * Random numbers that are the same everywhere: splitmix64 (Steele, Lea, Flood: "Fast splittable pseudorandom
 * number generators").
 */
#ifndef ACQREL_TESTS_RANDOM_H
#define ACQREL_TESTS_RANDOM_H

#include <stdint.h>

static inline uint64_t random_next(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

/* From 0 to n - 1. */
static inline unsigned random_below(uint64_t *state, unsigned n)
{
	return (unsigned)(random_next(state) >> 33) % n;
}

#endif
