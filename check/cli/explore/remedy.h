/* Which stronger memory orders mend an error: found by trying them. */
#ifndef ACQREL_CLI_REMEDY_H
#define ACQREL_CLI_REMEDY_H

#include "cli/options.h"

#include "report/report.h"

/* Fills in what *run, the exploration of this program with these options, says about remedies. */
void remedy_find(const char *path, char *const *argv, const struct options *o, struct report_run *run);

#endif
