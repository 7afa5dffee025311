/* What was tried against the error. */
#ifndef ACQREL_REPORT_REMEDIES_H
#define ACQREL_REPORT_REMEDIES_H

#include "report/resolved.h"

void help_resolve(struct report *r);

/* Whether it is known what helps, so that guesses are not needed; and what that is about. */
bool help_is_known(const struct report *r);
bool help_is_about_orders(const struct report *r);
bool help_is_about_locks(const struct report *r);
bool help_is_about_signals(const struct report *r);

#endif
