/* Reads that miss newer writes. */
#ifndef ACQREL_REPORT_WHY_STALE_H
#define ACQREL_REPORT_WHY_STALE_H

#include "report/resolved.h"

void why_stale(struct report *r);

/* Where explanations begin to look: pairs of steps of a long execution are too many. */
uint32_t steps_start(const struct report *r);

bool step_writes(const struct acq_step *s);                              /* an atomic write */
bool step_changes(const struct acq_step *s);                             /* that, or a plain one */
bool step_misses(const struct report *r, uint32_t read, uint32_t write); /* reads something older */

/* "the initial value", "written at line 3" */
const char *written_words(struct report *r, const struct acq_step *s);

#endif
