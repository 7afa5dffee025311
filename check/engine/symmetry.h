/* Threads that run the same, of which one is kept ahead of the others: see symmetry.c. */
#ifndef ACQREL_ENGINE_SYMMETRY_H
#define ACQREL_ENGINE_SYMMETRY_H

#include "engine/graph.h"

/*
 * The thread of this event, an EV_CREATE that was just added, runs the same as that of the event before,
 * which is one as well.
 */
void symmetry_pair(struct graph *g, event_id create);

/* Whether a thread is one of several that run the same. */
bool symmetry_is_paired(const struct graph *g, uint32_t thread);

/* Of two that are, whether they run the same as each other. */
bool symmetry_are_twins(const struct graph *g, uint32_t one, uint32_t other);

/*
 * The event that the next of the thread comes after, for the sake of symmetry: of the nearest such thread
 * before it with the same past. 0: there is none.
 */
event_id symmetry_twin(const struct graph *g, uint32_t thread);

/* The same for its EV_BEGIN, which is added for this EV_CREATE. */
event_id symmetry_twin_of_begin(const struct graph *g, event_id create);

/*
 * The nearest such thread with the same past that has no more events either: it has to go on first, unless it
 * never will. NO_THREAD: there is none. create: the event that has created the thread.
 */
uint32_t symmetry_ahead(const struct graph *g, uint32_t thread, event_id create);

/* Whether the event, the last of its thread, leaves them the same. If not, what was explored says nothing. */
bool symmetry_holds(const struct graph *g, event_id e);

/* Whether the first `done` events of a thread end with waiting for some of them, and not for all. */
bool symmetry_waits_for_more(const struct graph *g, uint32_t thread, uint32_t done);

/*
 * Whether what a thread did when it had done so many events may only seem to be concurrent with what others
 * do: between creating the first of them and the last, or between waiting for the first and the last.
 */
bool symmetry_hides_order(const struct graph *g, uint32_t thread, uint32_t done);

/* Gives an EV_BEGIN or EV_JOIN its happens-before, if it is about one of them; else returns false. */
bool symmetry_hear(struct graph *g, struct event *e);

#endif
