/* Runs a program of program.h on the engine, as the runtime does it for real ones. */
#ifndef ACQREL_TESTS_ENGINE_DRIVE_H
#define ACQREL_TESTS_ENGINE_DRIVE_H

#include "execution.h"

/* Which thread goes next, of those that can. The executions found must not depend on it. */
enum policy {
	RUN_ON, /* a thread runs until it cannot go on, like the runtime's fibers */
	LOWEST_FIRST,
	HIGHEST_FIRST,
	SCRAMBLED, /* by a hash of how far each thread is */
	SNAPSHOTS, /* added to one of these: start from snapshots where possible, not from the beginning */
	HANDED_OUT = 2 *
	             /* likewise: parts of what is left are handed out now and then, and taken over later */
	             SNAPSHOTS,
	/* likewise: a thread that has waited goes on as soon as it can, before others do anything, */
	AT_ONCE = 3 * SNAPSHOTS,
	AT_LAST = 6 * SNAPSHOTS, /* or only when no other can do anything; else it is as the others */
	POLICIES = 9 * SNAPSHOTS,
};

/*
 * All executions that the exploration visits, in the order of its visits, at most `limit`: false, if
 * there are more, or if the engine goes wrong in a way that shows while it runs.
 */
bool drive(const struct program *p, unsigned policy, size_t limit, struct executions *set);

/*
 * Whether executions may be missing in what drive has found last, because a load has read what a loop wrote
 * and took back: see engine/polls.c.
 */
bool drive_was_cut(void);

/*
 * Whether executions may be missing there, because writes of parts come in the order in which they are known:
 * see engine/parts.c.
 */
bool drive_was_reordered(void);

/* Instructions that are blind commute from now on, or no more. */
void drive_reduce(bool reduce);

/* Threads that one thread creates directly after each other are symmetric from now on, if they can be. */
void drive_pair(bool pair);

/*
 * Whether it came out that something does not commute, or that threads are not symmetric, so that what
 * drive has found last says nothing.
 */
bool drive_is_irreducible(void);

/*
 * How many complete executions there are, estimated after `done` executions from so many picked at random.
 * *error: the standard error of that, 0 if there was nothing left.
 */
double drive_estimate(const struct program *p, size_t done, unsigned probes, double *error);

/* What went wrong when drive returned false. */
extern const char *drive_error;

#endif
