/* Why two accesses are not ordered. */
#ifndef ACQREL_REPORT_WHY_UNORDERED_H
#define ACQREL_REPORT_WHY_UNORDERED_H

#include "report/resolved.h"

/* Whether a chain of reads explains it. */
bool why_unordered(struct report *r, uint32_t first, uint32_t second);

/* By thread: the last of its steps that the step can know of; ACQ_NO_STEP: none. */
const uint32_t *known_steps(struct report *r, uint32_t step);

#endif
