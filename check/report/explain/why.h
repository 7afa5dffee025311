/* Why the error can happen: each kind of explanation has a file of its own. */
#ifndef ACQREL_REPORT_WHY_H
#define ACQREL_REPORT_WHY_H

#include "report/resolved.h"

void why_resolve(struct report *r);

/* For the files that explain: a sentence, one about a step that is to be shown, a line of source. */
void why_say(struct report *r, const char *sentence);
void why_say_of(struct report *r, uint32_t step, const char *sentence);
void why_quote(struct report *r, uint32_t step, bool fault, const char *remark);

const char *step_words(struct report *r, uint32_t step); /* "the store at line 36" */

bool why_patterns(struct report *r); /* whether it has found one */
bool why_store_buffering(struct report *r);
bool why_refcount(struct report *r, uint32_t use, uint32_t release); /* a count that comes back from 0 */
void why_stuck(struct report *r);
void why_asleep(struct report *r, uint32_t step);
void why_asleep_on_futex(struct report *r, uint32_t step);

#endif
