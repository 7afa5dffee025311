/* Starts a program that contains the runtime, watches over its exploration and says how it ended. */
#ifndef ACQREL_CLI_EXPLORE_H
#define ACQREL_CLI_EXPLORE_H

#include "cli/options.h"
#include "report/report.h"

/* What the options ask of the runtime. */
struct acq_request explore_request(const struct options *o);

/*
 * Explores the program (a path, and its arguments as argv). False: it could not be started, and that has
 * been said. Otherwise *run is filled in; its memory stays mapped until explore_forget.
 */
bool explore_program(const char *path, char *const *argv, const struct options *o, struct report_run *run);
void explore_forget(struct report_run *run);

/*
 * Whether the file is an executable that contains the runtime, or can be given it by the environment that it
 * is started in, which is then noted in the options; if not, says so.
 */
bool explore_is_ready(const char *path, struct options *o);

#endif
