/* Whether what commutes may be left unordered: the outcomes are those of all orders. */
#ifndef ACQREL_TESTS_ENGINE_COUNTERS_H
#define ACQREL_TESTS_ENGINE_COUNTERS_H

#include "compare.h"

struct counters_difference {
	const char *error; /* what the engine did wrong, or NULL */
	bool irreducible;  /* something did not commute, and nothing was compared */
	bool exact;        /* the reduced exploration may have no outcomes of its own */
	size_t expected, outcomes, visited, missing, extra, twice;
	struct execution example;
};

/*
 * Explores p with the engine so that blind instructions commute, and compares with the reference: reads-from
 * and modification order of the locations without blind instructions, what was read of the others, final
 * values.
 */
enum comparison counters_compare(const struct program *p, unsigned policy, uint64_t limit,
                                 struct counters_difference *d);

void counters_print(const struct counters_difference *d, const struct program *p, FILE *out);

#endif
