/* The status that the program ends with: 0 says that all is well. */
#ifndef ACQREL_RT_STATUS_H
#define ACQREL_RT_STATUS_H

#include "rt/rt.h"

/*
 * The process is about to end with this status, because of a call of `function` that returns to pc or, if
 * that is NULL, because main has returned there. Does not return if that is an error. To be called when all
 * else has happened that can: then other errors are reported first, and handlers may have changed the status.
 */
void status_judge(const char *function, int status, uint64_t pc);

#endif
