/* Read-modify-writes whose order does not matter: see commute.c. */
#ifndef ACQREL_ENGINE_COMMUTE_H
#define ACQREL_ENGINE_COMMUTE_H

#include "engine/graph.h"

/* Whether operations of this kind, on at most 8 bytes, may commute with others of theirs. */
bool commute_may(uint8_t op);

/*
 * Whether happens-before orders the last event of a thread, an access, and all of the location with which it
 * does not commute, if it or they commute. If not, what was explored says nothing.
 */
bool commute_holds(const struct graph *g, event_id e);

/* Computes anew what events that commute write, because some were removed or restored. */
void commute_refold(struct graph *g);

#endif
