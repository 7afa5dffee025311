/* What the searches for fixes share: changes to the program, tried together. See fix.c. */
#ifndef ACQREL_CLI_FIX_SEARCH_H
#define ACQREL_CLI_FIX_SEARCH_H

#include "cli/explore/rerun.h"
#include "protocol/step.h"

#define MOST_OPERATIONS 64
#define NO_CHANGE       ACQ_NO_ORDER

struct candidate {
	struct report_operation operation;
	uint8_t order; /* NO_CHANGE: as it is; any other, of what has no order: it is changed */
	bool fence;    /* of that order, before it, */
	bool after;    /* or after it */
};

struct search {
	struct rerun rerun;
	struct candidate at[MOST_OPERATIONS];
	size_t count;
	bool with_plain; /* plain accesses are candidates, too */
	/* Of what held last: */
	uint64_t executions;
	bool exhaustive;
};

/* Explores the program with the changes. *run, unless run is NULL, is how that went; it stays mapped. */
enum rerun_result fix_try(struct search *s, struct report_run *run);

/* Takes back the changes that are not needed; the others have held. */
void fix_reduce(struct search *s);

/* Adds the changes to what the report says, if they hold. */
void fix_add(struct search *s, struct report_run *run);

/* The candidate for the same change at the same line; NULL: there is none. */
struct candidate *fix_find_candidate(struct search *s, const struct report_operation *o);

/* Adds what `o` knows and the candidate does not. False: there is no such thing. */
bool fix_add_places(struct candidate *c, const struct report_operation *o);

/*
 * Whether a lock that other accesses hold is missing, or any, if `own`: fix_locks.c. True: it is in the
 * report now.
 */
bool fix_hold_lock(struct search *s, struct report_run *run, bool own);

#endif
