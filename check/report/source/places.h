/* How a place in the source is written. */
#ifndef ACQREL_REPORT_PLACES_H
#define ACQREL_REPORT_PLACES_H

#include "report/resolved.h"

void places_resolve(struct report *r);
const char *place_full(struct report *r, const struct frame *f); /* "file.c:36" */
const char *place_short(struct report *r,
                        const struct frame *f); /* in rows: ":36" if it is in the main file */
/* In sentences: "line 36" if there is only one file, or "file.c:36". */
const char *place_words(struct report *r, const struct frame *f);

const char *function_words(struct report *r, const struct frame *f); /* "fill()" */

#endif
