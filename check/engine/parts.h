/*
 * Atomic accesses of different sizes to the same bytes: see parts.c.
 *
 * A location that is accessed so has parts: it is all of the bytes, and `bytes` of each event says which of
 * them it accesses. Values in the graph are those of the whole location.
 */
#ifndef ACQREL_ENGINE_PARTS_H
#define ACQREL_ENGINE_PARTS_H

#include "engine/graph.h"

static inline bool event_is_of_part(const struct event *e)
{
	return e->bytes != ALL_BYTES;
}

/* The value of the bytes that an event accesses of a part, in a value of its location. */
uint64_t parts_extract(const struct graph *g, const struct event *e, uint64_t whole);

static inline uint64_t parts_value(const struct graph *g, const struct event *e, uint64_t whole)
{
	return event_is_of_part(e) ? parts_extract(g, e, whole) : whole;
}

/* What the location holds when an event of part of it has put `part` there. */
uint64_t parts_insert(const struct graph *g, const struct event *e, uint64_t whole, uint64_t part);

/*
 * Whether an operation, not resolved yet, may read from w: if it would only read then, w has to write some of
 * its bytes. Else it reads the same from a write before w.
 */
bool parts_may_read(const struct graph *g, const struct event *e, event_id w);

/*
 * The writes that an event takes its bytes from. *at is what it reads from at first, *left are its bytes.
 * Returns one after the other, 0 after the last.
 */
event_id parts_next_source(const struct graph *g, event_id *at, uint16_t *left);

/*
 * Whether a read may read what it does, after it has learned what came before that. Only with parts may that
 * be news: a write of others of its bytes, which comes later in mo, but before the write that it reads from.
 */
bool parts_learned_nothing_newer(const struct graph *g, const struct event *e);

static inline bool parts_are_coherent(const struct graph *g, const struct event *e)
{
	return !g->locations[e->location].parts || parts_learned_nothing_newer(g, e);
}

/* Whether there is an execution that was not explored: see parts.c. */
bool parts_are_reordered(const struct graph *g);

#endif
