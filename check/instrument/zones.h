/*
 * Red zones: bytes behind each global and static variable that belong to none, so that an access behind its
 * end is seen as one (rt/memory/zones.c).
 */
#ifndef ACQREL_INSTRUMENT_ZONES_H
#define ACQREL_INSTRUMENT_ZONES_H

#include "instrument/text.h"

struct insertion { /* in place of the text from `at` on up to `until` */
	size_t at, until;
	char *words;
};

struct zones {
	struct insertion *insertions; /* in the order of the text */
	size_t count;
};

struct zones zones_plan(const struct text *t);

#endif
