/* What the other rule for release sequences says of a race: see `c11_sequences` in engine/graph.h. */
#ifndef ACQREL_RT_RELEASE_SEQUENCES_H
#define ACQREL_RT_RELEASE_SEQUENCES_H

#include "rt/error/violation.h"
#include "rt/rt.h"

/*
 * Whether the two accesses of the race that was found with C++20's release sequences, in the execution that
 * has just ended, are ordered with those of C11.
 */
bool release_sequences_order_race(const struct violation *v);

/*
 * Says, after an execution with RC11's release sequences, if C11 itself would have ended one of them earlier.
 */
void release_sequences_look(void);

#endif
