/* Which steps are shown. */
#ifndef ACQREL_REPORT_CHOSEN_STEPS_H
#define ACQREL_REPORT_CHOSEN_STEPS_H

#include "report/resolved.h"

bool *steps_choose(struct report *r); /* for each step whether it is */

#endif
