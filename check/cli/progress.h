/* The line on the terminal that says how far an exploration is. */
#ifndef ACQREL_CLI_PROGRESS_H
#define ACQREL_CLI_PROGRESS_H

#include "../engine/outcome.h"

#include <stdbool.h>

/* Shows or renews the line, unless standard error is no terminal or it is too early to be of interest. */
void progress_show(const struct acq_progress *p, double seconds, double limit);

/* Takes the line away. */
void progress_erase(void);

#endif
