/* One execution: see execution.c. */
#ifndef ACQREL_RT_EXECUTION_H
#define ACQREL_RT_EXECUTION_H

#include "rt/rt.h"

/* Runs the program through the graph as it is now, from the snapshot if there is one. */
void execution_run(uint64_t snapshot);

/* The same once more for somebody who looks on: it is not explored from, and must not grow. */
void execution_run_again(uint64_t snapshot, const struct observer *observer);

/*
 * To be called when an event was added or is run again, before schedule_done. Takes a snapshot if there are
 * alternatives to it. Returns again, with the event changed, when the program is taken back to here.
 */
void execution_snapshot(event_id e);

#endif
