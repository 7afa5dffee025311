/* Calls of libacqrel as single steps. */
#ifndef ACQREL_REPORT_LIBRARY_H
#define ACQREL_REPORT_LIBRARY_H

#include "report/resolved.h"

/* Makes one step of each. */
void library_resolve(struct report *r);

/* The call as the source has it. */
const char *library_words(struct report *r, uint32_t step);

#endif
