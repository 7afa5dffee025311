/* What the program claims about its own races: see annotation.c. */
#ifndef ACQREL_RT_ANNOTATION_H
#define ACQREL_RT_ANNOTATION_H

#include "rt/memory/shadow.h"

void annotation_init(void);

/*
 * Whether the running fiber's plain access may race with another plain one. If so, that is said in the report
 * as a cut.
 */
bool annotation_allows_race(uint64_t address, size_t size, bool write, const struct conflict *other);

#endif
