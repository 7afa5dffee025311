/* Several processes that explore together: see team.c. */
#ifndef ACQREL_RT_TEAM_H
#define ACQREL_RT_TEAM_H

#include "rt.h"

void team_init(void);

/* An execution is over: counts it, and now and then adds up what the workers counted. */
void team_count(bool complete);

/* How many complete executions all workers have counted. */
uint64_t team_complete(void);

/*
 * Between two executions: gives part of what is left to explore to a new worker, if one is wanted. Returns
 * in both processes; each goes on with explore_next.
 */
void team_share(void);

/* This worker has nothing left (cut: or stops before that). The first worker says what came out of it all. */
_Noreturn void team_finish(bool cut);

/* This worker has found an error. Returns in the one that is to report it, and only there. */
void team_found_error(void);

#endif
