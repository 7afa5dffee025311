/*
 * An execution that is known already: its events are added with what they read from and where they are
 * placed.
 */
#include "engine/branch.h"
#include "engine/wait_queue.h"

/* Whether an event with this past may read from w, or be placed right after it. */
static bool is_coherent(const struct graph *g, const struct past *past, event_id w, uint32_t location)
{
	event_id p = g->locations[location].mo_last;

	while (p && p != w) {
		if (past_covers(g, past, p))
			return false;
		p = g->events[p].mo_prev;
	}
	return p != 0;
}

event_id explore_replayed_read(struct explorer *x, uint32_t thread, uint32_t location,
                               const struct operation *op, event_id from, uint8_t variant)
{
	struct graph *g = &x->graph;
	event_id id = g->next_event;
	struct event *e = graph_add_event(g, thread, EV_READ);

	set_operation(g, e, location, op);
	struct past past = past_of(g, e);
	if (!is_coherent(g, &past, from, location) || (variant && variant >= graph_variants(g, id, from)))
		return 0;
	e->variant = variant;
	graph_link_rf(g, id, from);
	graph_resolve(g, id);
	graph_set_clocks(g, id);
	if (e->queue && !queue_holds(g, id))
		return 0;
	if (e->kind != EV_RMW)
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
	struct past past = past_of(g, e);

	set_operation(g, e, location, op);
	if (!is_coherent(g, &past, after, location) || graph_rmw_reader(g, after))
		return 0;
	e->value_written = e->size >= 8 ? op->operand : op->operand & (((uint64_t)1 << (e->size * 8)) - 1);
	graph_set_clocks(g, id);
	graph_link_mo(g, id, after);
	return consistent_with(x, id) ? id : 0;
}
