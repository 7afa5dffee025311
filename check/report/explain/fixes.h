/* What was tried against the error. */
#ifndef ACQREL_REPORT_FIXES_H
#define ACQREL_REPORT_FIXES_H

#include "report/resolved.h"

void fixes_resolve(struct report *r);

/* Whether it is known what helps, so that guesses are not needed; and what that is about. */
bool fix_is_known(const struct report *r);
bool fix_is_about_orders(const struct report *r);
bool fix_is_about_locks(const struct report *r);
bool fix_is_about_signals(const struct report *r);

#endif
