/* The places that the error is about. */
#ifndef ACQREL_REPORT_LOCATIONS_H
#define ACQREL_REPORT_LOCATIONS_H

#include "protocol/outcome.h"
#include "report/resolved.h"

void locations_resolve(struct report *r);
struct location *location_of(const struct report *r, enum acq_site_role role); /* the first, or NULL */

/*
 * False: the headline of a race says already where its block was allocated, and a thread that waits for a
 * stuck thread to end is not at fault.
 */
bool location_is_shown(const struct report *r, const struct location *l);

/* All, the one that matters most first; ended by NULL. */
struct location **locations_by_weight(struct report *r);

#endif
