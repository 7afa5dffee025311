/* Calls of shared libraries that synchronize by themselves: see foreign_calls.c. */
#ifndef ACQREL_RT_FOREIGN_CALLS_H
#define ACQREL_RT_FOREIGN_CALLS_H

#include "rt/error/violation.h"
#include "rt/rt.h"

/* Finds these libraries, and sees to it that the program's calls of them are noted. */
void foreign_calls_init(void);

/*
 * A library that both threads have called in this execution, or that has started them: it may have ordered
 * what they did. NULL: there is none.
 */
const char *foreign_calls_between(const struct fiber *a, const struct fiber *b);

/* The same of any thread that waits, and another one. */
const char *foreign_calls_of_waiting(void);

/* What looks like that is none of which the program can be accused: it is unsupported then. */
void foreign_calls_excuse(struct violation *v, const char *library, const char *looks_like);

/* The execution has come to its end without an error: says what was not explored. */
void foreign_calls_say(void);

#endif
