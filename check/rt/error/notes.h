/* What the report is to say besides its verdict: see notes.c. */
#ifndef ACQREL_RT_NOTES_H
#define ACQREL_RT_NOTES_H

#include "rt/rt.h"

/* Something was cut: said in the report. */
void outcome_add_bound(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Something was not looked at, for a reason that holds for all executions: said in the report, and no cut. */
void outcome_note(const char *format, ...) __attribute__((format(printf, 1, 2)));
/*
 * The calls of something were not explored, but taken as what they are specified to be; always: with
 * --library, too.
 */
void outcome_say_specified(const char *name, bool always);

#endif
