/* Threads that wait for each other. */
#ifndef ACQREL_REPORT_CIRCLE_H
#define ACQREL_REPORT_CIRCLE_H

#include "report/resolved.h"

void circle_resolve(struct report *r);
const struct acq_step *stuck_step_of(const struct report *r, uint16_t thread); /* NULL: it is not stuck */
bool circle_has(const struct report *r, uint32_t step);
bool thread_ended(const struct report *r, uint16_t thread); /* in this execution */

#endif
