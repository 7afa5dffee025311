/*
 * A second, slow way to find all executions of a program: enumerate every choice of sources for the
 * reads and every order of the writes, and keep what the axioms allow. Shares nothing with the engine.
 */
#ifndef ACQREL_TESTS_ENGINE_REFERENCE_H
#define ACQREL_TESTS_ENGINE_REFERENCE_H

#include "execution.h"

/*
 * All consistent executions of p, complete and blocked, each once, in no particular order. False: there
 * are more candidates than `limit`, or more events than the axioms take, and the set is not complete.
 * *beyond: there are others, which the engine does not explore, but has to tell of (engine/parts.h).
 */
bool reference_executions(const struct program *p, uint64_t limit, struct executions *set, bool *beyond);

#endif
