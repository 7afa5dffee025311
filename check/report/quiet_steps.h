/* Which steps are nobody's business but that of a library's header, or of the compiler. */
#ifndef ACQREL_REPORT_QUIET_STEPS_H
#define ACQREL_REPORT_QUIET_STEPS_H

#include "report/resolved.h"

/* Fills in `quiet` of the report, when `inside` is known. */
void quiet_steps_resolve(struct report *r);

#endif
