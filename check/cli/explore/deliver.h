/* Brings the result of an exploration to the user: report, JSON, exit status. */
#ifndef ACQREL_CLI_DELIVER_H
#define ACQREL_CLI_DELIVER_H

#include "cli/options.h"
#include "report/report.h"

#include <stdio.h>

/*
 * Opens the file that --json names, before anything else is done. False: that is not possible, and has
 * been said.
 */
bool deliver_open(const struct options *o);

/* Removes what was to be written to `path`, open as `file`, unless it is no file but a device or a pipe. */
void deliver_remove(FILE *file, const char *path);

/* Writes everything and returns the exit status. */
int deliver(const struct options *o, const struct report_run *run);

/*
 * Called last, with the exit status, which it returns. If nothing was delivered because something failed,
 * though the command line was right, says so in the formats for tools: for people fail() has said it.
 * `file`: which one does not compile, or NULL.
 */
int deliver_failure(const struct options *o, const char *file, int status);

#endif
