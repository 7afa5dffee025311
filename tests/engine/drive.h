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
	POLICIES = 2 * SNAPSHOTS,
};

/*
 * All executions that the exploration visits, in the order of its visits, at most `limit`: false, if
 * there are more, or if the engine goes wrong in a way that shows while it runs.
 */
bool drive(const struct program *p, unsigned policy, size_t limit, struct executions *set);

/* What went wrong when drive returned false. */
extern const char *drive_error;

#endif
