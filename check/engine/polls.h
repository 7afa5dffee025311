/* Locks and read-modify-writes in loops whose iterations undo what they do: see polls.c. */
#ifndef ACQREL_ENGINE_POLLS_H
#define ACQREL_ENGINE_POLLS_H

#include "engine/graph.h"

/*
 * Whether e, a lock that polls and finds its mutex free, or a read-modify-write that polls, is to block all
 * the same, because iterations in its past, for instance the one that began at its `polls`, may as well be
 * taken out. What it reads from is set. Events are in the same state that have the same pc and the same
 * fingerprint, which is not 0.
 */
bool polls_in_vain(const struct graph *g, const struct event *e);

/* Its thread's last lock or unlock of the location before e. NULL: there is none. */
const struct event *polls_before(const struct graph *g, const struct event *e);

/* Whether of the thread's events from first to before end each unlock is that of a lock among them. */
bool polls_unlocks_own(const struct graph *g, uint32_t thread, uint32_t first, uint32_t end);

/*
 * Whether a load, or a compare-exchange that fails, has read what another thread's read-modify-write has
 * written.
 */
bool polls_looks_into(const struct graph *g, const struct event *e);

/*
 * Whether one may read something older than what a read-modify-write has written that its thread has heard
 * of.
 */
bool polls_may_be_behind(const struct graph *g, const struct event *e);

#endif
