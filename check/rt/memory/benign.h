/* Races that the program says do not count: see benign.c. */
#ifndef ACQREL_RT_BENIGN_H
#define ACQREL_RT_BENIGN_H

#include "rt/memory/shadow.h"

void benign_init(void);

/* Plain accesses of these bytes may race. */
void benign_add(const volatile void *address, size_t size, uint64_t pc);

/* The running fiber's reads, or its writes, may race, until the opposite is said. */
void benign_begin_ignoring(bool writes, uint64_t pc);
void benign_end_ignoring(bool writes);

/*
 * Whether the running fiber's plain access may race with another plain one. If so, that is said in the report
 * as a cut.
 */
bool benign_allows_race(uint64_t address, size_t size, bool write, const struct conflict *other);

#endif
