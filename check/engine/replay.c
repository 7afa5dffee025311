/*
 * An execution that is known already: its events are added with what they read from and where they are
 * placed.
 */
#include "engine/branch.h"
#include "engine/parts.h"
#include "engine/wait_queue.h"

/* Whether an event with this past may read from w, or be placed right after it. */
static bool is_coherent(const struct graph *g, const struct event *e, const struct past *past, event_id w)
{
	event_id p = g->locations[e->location].mo_last;
	bool covered = false;

	for (; p && p != w; p = g->events[p].mo_prev) {
		covered = covered || past_covers(g, past, p);
		if (covered && g->events[p].bytes & e->bytes)
			return false;
	}
	return p && !(covered && (e->kind == EV_WRITE || graph_would_change(g, e, w)));
}

event_id explore_replayed_read(struct explorer *x, uint32_t thread, uint32_t location,
                               const struct operation *op, event_id from, uint8_t variant)
{
	struct graph *g = &x->graph;
	event_id id = g->next_event;
	struct event *e = graph_add_event(g, thread, EV_READ);

	set_operation(g, e, location, op);
	struct past past = past_of(g, e);
	if (!is_coherent(g, e, &past, from) || (variant && variant >= graph_variants(g, id, from)))
		return 0;
	e->variant = variant;
	graph_link_rf(g, id, from);
	graph_resolve(g, id);
	graph_set_clocks(g, id);
	if (!parts_are_coherent(g, e))
		return 0;
	if (e->queue && !queue_holds(g, id))
		return 0;
	if (!event_follows_rf(e))
		return consistent_with(x, id) ? id : 0;
	if (graph_rmw_reader(g, from))
		return 0;
	graph_link_mo(g, id, from);
	return consistent_with(x, id) ? id : 0;
}

event_id explore_replayed_write(struct explorer *x, uint32_t thread, uint32_t location,
                                const struct operation *op, event_id after)
{
	struct graph *g = &x->graph;
	event_id id = g->next_event;
	struct event *e = graph_add_event(g, thread, EV_WRITE);

	set_operation(g, e, location, op);
	struct past past = past_of(g, e);
	if (!is_coherent(g, e, &past, after) || graph_rmw_reader(g, after))
		return 0;
	e->value_written = e->size >= 8 ? op->operand : op->operand & (((uint64_t)1 << (e->size * 8)) - 1);
	graph_set_clocks(g, id);
	graph_link_mo(g, id, after);
	return consistent_with(x, id) ? id : 0;
}
