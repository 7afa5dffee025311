/* From what a program's threads did to the sets and relations that the axioms are about. */
#ifndef ACQREL_TESTS_ENGINE_CANDIDATE_H
#define ACQREL_TESTS_ENGINE_CANDIDATE_H

#include "axioms.h"
#include "execution.h"

struct nodes {
	/* Which event an instruction's write is. Location l's initial value is event l. */
	uint8_t write[MAX_THREADS][MAX_INSTRUCTIONS];
	/* The first event of the thread that comes after what is before the instruction: there is one. */
	uint8_t next[MAX_THREADS][MAX_INSTRUCTIONS];
};

/* Everything but mo. False: there are more events than fit. */
bool candidate_build(const struct program *p, const struct execution *e, struct candidate *c,
                     struct nodes *n);

#endif
