/* Which stronger memory orders fix an error: found by trying them. */
#ifndef ACQREL_CLI_FIX_H
#define ACQREL_CLI_FIX_H

#include "cli/options.h"
#include "report/report.h"

/* Fills in what *run, the exploration of this program with these options, says about fixes. */
void fix_find(const char *path, char *const *argv, const struct options *o, struct report_run *run);

#endif
