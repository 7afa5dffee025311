/* Whether of executions that differ in which of several equal threads does what one is enough. */
#ifndef ACQREL_TESTS_ENGINE_TWINS_H
#define ACQREL_TESTS_ENGINE_TWINS_H

#include "compare.h"

struct twins_difference {
	const char *error; /* what the engine did wrong, or NULL */
	bool irreducible;  /* the threads were not the same to the program, and nothing was compared */
	size_t expected, outcomes, visited, missing, extra, twice;
	bool stuck, visited_stuck;
	struct execution example;
};

/*
 * Explores p with the engine so that threads with the same code are symmetric, and compares with the
 * reference: each of its executions, or one that differs in their numbers only, has to be visited, and
 * nothing else, or anything twice.
 */
enum comparison twins_compare(const struct program *p, unsigned policy, uint64_t limit,
                              struct twins_difference *d);

void twins_print(const struct twins_difference *d, const struct program *p, FILE *out);

#endif
