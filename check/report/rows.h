/* The steps as rows of words. */
#ifndef ACQREL_REPORT_ROWS_H
#define ACQREL_REPORT_ROWS_H

#include "report/resolved.h"

void rows_resolve(struct report *r);
bool step_is_plain(const struct acq_step *s); /* a plain access */

/* What a row says, with these for an arrow and a multiplication sign. */
const char *row_what(struct report *r, const struct row *row, const char *arrow, const char *times);

#endif
