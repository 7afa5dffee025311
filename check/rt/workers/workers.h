/* Several processes that explore together: see workers.c, and mailbox.c for what they hand to each other. */
#ifndef ACQREL_RT_WORKERS_H
#define ACQREL_RT_WORKERS_H

#include "rt/rt.h"

/* Starts the workers: returns in each of them. */
void workers_init(void);

/* Whether this is the worker that begins, and that the reporter waits for. */
bool workers_leads(void);

/* An execution is over: counts it. Does not return if it is one more than were asked for. */
void workers_count(bool complete);

/* Whether this worker is the first that asks: what one execution prints is shown. */
bool workers_shows_output(void);

/* Whether as many executions as were asked for are complete. */
bool workers_at_limit(void);

/* Between two executions: estimates how much is left and hands out part of it, if that is wanted. */
void workers_share(void);

/*
 * Nothing is left here: returns when another worker has given something, for explore_next to go on
 * with.
 */
void workers_next_piece(void);

/* This worker has nothing left (cut: or stops before that). The first worker says what came out of it all. */
_Noreturn void workers_finish(bool cut);

/* This worker has found an error. Returns in the one that is to report it, and only there. */
void workers_found_error(void);

/* Now and then, in a signal handler: the first worker looks whether the others are alive. */
void workers_look_after(void);

/* --- estimate.c --------------------------------------------------------------------------------------- */

/* run: runs the execution that the graph holds, for an estimate. */
void estimate_init(void (*run)(void));

/* Between two executions: estimates how many are left, if the reporter has asked for it. */
void estimate_when_wanted(void);

/* Before it says that not everything was explored. The explorer is of no use afterwards. */
void estimate_at_end(void);

/* Whether an execution that is run for it has to be given up. */
bool estimate_is_late(void);

/* --- mailbox.c ---------------------------------------------------------------------------------------- */

void mailbox_init(uint32_t workers);

/* Hands part of what is left to a worker that waits, if there still is one. */
void mailbox_send(void);

/* Waits for a part. False: nothing will come any more. */
bool mailbox_receive(void);

/* Wakes all who wait, so that they see what is new. */
void mailbox_wake_all(void);

#endif
