/* Threads that wait until an object lets them go on: see unblock.c. */
#ifndef ACQREL_ENGINE_UNBLOCK_H
#define ACQREL_ENGINE_UNBLOCK_H

#include "engine/branch.h"
#include "engine/parts.h"

/* Whether the thread of this read, which has been made to read from a write, waits instead. */
bool unblock_waits_instead(const struct event *read);

/* Whether the read's thread comes right back to it, whenever it gets that value. */
static inline bool unblock_is_idle(const struct graph *g, const struct event *e)
{
	return e->fingerprint && e->kind == EV_READ && !event_is_of_part(e) && g->is_idle &&
	       g->is_idle(e->fingerprint, e->value_read);
}

/* The read, with which its thread ends, goes: its thread waits since w is there. And the opposite. */
void unblock_oust(struct graph *g, event_id read, event_id w);
void unblock_bring_back(struct graph *g, event_id read, event_id w);

/* Whether e is to be added because its thread waits since w is there. */
static inline bool unblock_waited_since(const struct graph *g, const struct event *e, const struct event *w)
{
	const struct event *read = &g->events[w->ousted];

	return w->ousted && read->thread == e->thread && read->index == e->index;
}

/*
 * A revisit that removes all that was added after `read` keeps e. If that has ousted what would be removed as
 * well, it is as if it had not; pushes what is needed to undo that.
 */
static inline void unblock_keep(struct explorer *x, event_id e, event_id read)
{
	struct event *kept = &x->graph.events[e];

	if (kept->ousted <= read)
		return;
	pending_push(x, kept->ousted);
	pending_push(x, e | (event_id)1 << VARIANT_SHIFT);
	kept->ousted = 0;
}

/* Undoes it, if what was pushed last is that. */
bool unblock_undo_keep(struct explorer *x);

/* A store is about to be placed; `last`: it can only come right after the newest write. */
static inline void unblock_note_store(struct explorer *x, uint32_t location, bool last)
{
	struct location *l = &x->graph.locations[location];

	l->has_loose |= !last;
	x->strays |= !last && l->is_waited_for;
}

#endif
