/* The arrays behind the header of the outcome. */
#ifndef ACQREL_REPORT_VIEW_H
#define ACQREL_REPORT_VIEW_H

#include "report/resolved.h"

/* Finds them; what lies outside the memory counts as empty. */
void view_open(struct report *r);

#endif
