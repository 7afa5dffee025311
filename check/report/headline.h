/* The sentence that says what the error is. */
#ifndef ACQREL_REPORT_HEADLINE_H
#define ACQREL_REPORT_HEADLINE_H

#include "report/resolved.h"

void headline_resolve(struct report *r);

#endif
