/* What lets a signal come to nothing. */
#ifndef ACQREL_REPORT_WHY_MISSED_H
#define ACQREL_REPORT_WHY_MISSED_H

#include "report/resolved.h"

void why_missed(struct report *r, uint32_t wait);

struct wakers { /* functions that wake one thread, or all */
	const char *one, *all;
};

/* The one that is called in a line, and its like; NULL: it is none that is known. */
const struct wakers *wakers_at(struct report *r, const char *path, int line);

#endif
