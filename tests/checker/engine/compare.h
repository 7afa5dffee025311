/* Whether the engine and the reference find the same executions of a program. */
#ifndef ACQREL_TESTS_ENGINE_COMPARE_H
#define ACQREL_TESTS_ENGINE_COMPARE_H

#include "drive.h"

enum comparison { SAME, DIFFERENT, TOO_LARGE };

struct difference {
	const char *error;        /* what the engine did wrong, or NULL if it ran to its end */
	size_t complete, blocked; /* executions there are */
	size_t visited_complete, visited_blocked;
	bool stuck, visited_stuck; /* whether there is one in which threads wait for good */
	bool beyond, told;         /* there are others, which the engine does not explore; it says so */
	size_t missing, extra, twice;
	struct execution example; /* one that is missing or too much; if there is any */
};

/* TOO_LARGE: the reference would have to look at more than `limit` candidates. */
enum comparison compare(const struct program *p, unsigned policy, uint64_t limit, struct difference *d);

void difference_print(const struct difference *d, const struct program *p, FILE *out);

/* Makes a program for which compare is DIFFERENT as small as it gets while it stays so. */
void shrink(struct program *p, unsigned policy, uint64_t limit);

#endif
