/* The execution, one column for each thread, or folded into one where there are too many. */
#ifndef ACQREL_REPORT_COLUMNS_H
#define ACQREL_REPORT_COLUMNS_H

#include "report/render/paint.h"
#include "report/resolved.h"

void columns_write(const struct paint *p, struct report *r);

#endif
