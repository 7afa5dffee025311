/* What runs when a thread or the program ends: handlers that were registered, and destructor functions. */
#ifndef ACQREL_RT_HANDLERS_H
#define ACQREL_RT_HANDLERS_H

#include "rt/rt.h"

/*
 * Before there are workers and executions: of the handlers that are there already, keeps those of the
 * program.
 */
void handlers_init(void);

/* Whether there is anything to run when the program ends. */
bool handlers_wait(void);

/*
 * exit(status): the thread's own destructors, all handlers, the last first, and then the modules' destructor
 * functions.
 */
void handlers_run(int status);

/* quick_exit(): what at_quick_exit has registered, the last first. */
void handlers_run_quick(void);

/*
 * Destructor functions (destructors.c): those in the .fini_array sections of the program and of libraries
 * that are no part of the system, each library's after those of all that depend on it.
 */
void destructors_init(void);
bool destructors_wait(void);
void destructors_run(void);

/*
 * The one that runs has asked for the handlers of its library, as it does only once: it need not be run
 * again.
 */
void destructors_note_finalizer(const void *library);

/* Runs what the library has registered, the last first. */
void handlers_finalize(const void *library);

#endif
