/* Which locks are held where. */
#ifndef ACQREL_REPORT_WHY_LOCKS_H
#define ACQREL_REPORT_WHY_LOCKS_H

#include "report/resolved.h"

#define MOST_HELD 16

struct held { /* the steps at which locks were taken, the last first */
	uint32_t at[MOST_HELD];
	size_t count;
};

/* The locks that its thread holds at a step; whether the one at an address is among them. */
struct held held_at(struct report *r, uint32_t step);
bool is_held(const struct report *r, const struct held *h, uint64_t lock);

/* Before it the initial thread was alone. */
uint32_t first_create(const struct report *r);

/* Whether the second is an access to some byte that the first is to. */
bool steps_meet(const struct acq_step *a, const struct acq_step *b);

/* Which locks are held at them; chain: reads lead from one to the other. */
void why_locks(struct report *r, uint32_t first, uint32_t second, bool chain);

#endif
