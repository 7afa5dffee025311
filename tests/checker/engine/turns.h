/* Whether loops whose turns take back what they do come to the same when the engine leaves turns out. */
#ifndef ACQREL_TESTS_ENGINE_TURNS_H
#define ACQREL_TESTS_ENGINE_TURNS_H

#include "compare.h"

struct turns_difference {
	const char *error;
	size_t all, left; /* complete executions with all turns, and without those that are left out */
	size_t outcomes;  /* that the first have in all */
	bool by_axioms;   /* the first are those of the reference; else the engine's own */
	bool cut;         /* the engine has said that something may be missing */
	/* if they are DIFFERENT without an error: an execution whose outcome is missing */
	struct execution missing;
};

enum comparison turns_compare(const struct program *p, unsigned policy, uint64_t limit,
                              struct turns_difference *d);

void turns_print(const struct turns_difference *d, const struct program *p, FILE *out);

#endif
