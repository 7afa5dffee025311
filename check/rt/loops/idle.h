/* Reads that a loop waits with: see idle.c. */
#ifndef ACQREL_RT_IDLE_H
#define ACQREL_RT_IDLE_H

#include "rt/run/operation.h"

/* Before there are workers. */
void idle_init(void);

/*
 * The fiber is back in the state in which it has made this event, and has changed nothing since. Whether that
 * follows from the state and the value that was read.
 */
bool idle_iteration(const struct fiber *f, const struct event *begin);

/* Notes that. False: it was known, or there is no room. */
bool idle_learn(const struct event *begin);

/* Whether threads may wait at this operation without an event. */
bool idle_may_be(const struct fiber *f, const struct request *q);

/* Another thread has accessed this one's stack. */
void idle_note_stack(uint16_t thread);

#endif
