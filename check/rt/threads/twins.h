/* Threads that run the same: see twins.c. */
#ifndef ACQREL_RT_TWINS_H
#define ACQREL_RT_TWINS_H

#include "rt/error/violation.h"

/*
 * f has just created a thread with this event, which was added for it, by a plain call. If it created another
 * right before that runs the same, with the same argument, the two are twins.
 */
void twins_created(struct fiber *f, event_id create, void *(*start)(void *), void *argument);

/* The program can tell the thread from others now, or asks for something that does. */
void twins_are_told_apart_slowly(struct fiber *f);

static inline void twins_are_told_apart(struct fiber *f)
{
	if (UNLIKELY(rt.pairs_threads))
		twins_are_told_apart_slowly(f);
}

/* The thread was waited for, and its result is known. */
void twins_compare_result(struct fiber *f);

/* f is about to add an event: the thread that has to go on before it. NULL: there is none. */
struct fiber *twins_first(struct fiber *f);

/* f's event was added, or has happened again. */
void twins_check(struct fiber *f, event_id id);

/* f lets others go on without an event, which its twins might wait for. */
void twins_yield(struct fiber *f);

/* The execution has come to its end. False: nothing follows from it. */
bool twins_hold_to_the_end(void);

/* Whether what was found may only seem to be an error. */
bool twins_may_excuse(const struct violation *v);

#endif
