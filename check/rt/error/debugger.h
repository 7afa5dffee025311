/* Stops of the debugger that the program is replayed in. */
#ifndef ACQREL_RT_DEBUGGER_H
#define ACQREL_RT_DEBUGGER_H

#include "rt/rt.h"

void debugger_init(void);

/* Where the error is: a debugger stops here the first time, if there is to be one. */
void debugger_stop(void);

/* Threads that wait forever: a debugger stops in each of them, where it waits. */
void debugger_show_stuck(void);
void debugger_be_shown(void);

#endif
