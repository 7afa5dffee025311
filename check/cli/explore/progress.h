/* The line on the terminal that says how an exploration is getting on. */
#ifndef ACQREL_CLI_PROGRESS_H
#define ACQREL_CLI_PROGRESS_H

#include "protocol/outcome.h"

#include <stdbool.h>

/* Whether standard error is a terminal. */
bool progress_is_wanted(void);

/*
 * Shows the counters after so many seconds. estimate: of the number of complete executions, 0 if there is
 * none; at_least: it is not to be trusted; limit: the time limit in seconds, or 0.
 */
void progress_show(const struct acq_progress *p, double estimate, bool at_least, double seconds,
                   double limit);

/* Takes the line away. */
void progress_erase(void);

#endif
