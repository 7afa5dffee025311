/* The debugger on the program of a witness. */
#ifndef ACQREL_CLI_GDB_H
#define ACQREL_CLI_GDB_H

#include "cli/options.h"
#include "report/report.h"

/*
 * Runs the execution in gdb, which stops at the error and shows the program's own function there. `run` is
 * how it went without. Returns the exit status.
 */
int gdb_run(const char *program, char *const *argv, const struct options *o, const struct report_run *run,
            char *const *more_arguments);

#endif
