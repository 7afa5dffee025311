#include "build.h"

uint32_t build_location(struct graph *g)
{
	return graph_add_location(g, 0x1000 + 4 * (uint64_t)g->next_location, 4, 0);
}

static struct event *add(struct graph *g, uint32_t thread, uint8_t kind, uint32_t location, uint8_t order)
{
	struct event *e = graph_add_event(g, thread, kind);

	if (location)
		graph_set_location(g, g->next_event - 1, location);
	e->order = e->order_success = e->order_failure = order;
	return e;
}

static event_id id_of(const struct graph *g, const struct event *e)
{
	return (event_id)(e - g->events);
}

/* Lets e read, which decides what it is, and puts what it writes directly after its source. */
static event_id reads(struct graph *g, struct event *e, event_id from)
{
	event_id id = id_of(g, e);

	graph_link_rf(g, id, from);
	graph_resolve(g, id);
	graph_set_clocks(g, id);
	if (e->kind == EV_RMW)
		graph_link_mo(g, id, from);
	return id;
}

event_id build_load(struct graph *g, uint32_t thread, uint32_t location, uint8_t order, event_id from)
{
	struct event *e = add(g, thread, EV_READ, location, order);

	e->op = OP_LOAD;
	return reads(g, e, from);
}

event_id build_store_after(struct graph *g, uint32_t thread, uint32_t location, uint8_t order, uint64_t value,
                           event_id after)
{
	struct event *e = add(g, thread, EV_WRITE, location, order);
	event_id id = id_of(g, e);

	e->op = OP_STORE;
	e->value_written = value;
	graph_set_clocks(g, id);
	graph_link_mo(g, id, after);
	return id;
}

event_id build_store(struct graph *g, uint32_t thread, uint32_t location, uint8_t order, uint64_t value)
{
	return build_store_after(g, thread, location, order, value, g->locations[location].mo_last);
}

event_id build_add(struct graph *g, uint32_t thread, uint32_t location, uint8_t order, uint64_t operand,
                   event_id from)
{
	struct event *e = add(g, thread, EV_READ, location, order);

	e->op = OP_ADD;
	e->operand = operand;
	return reads(g, e, from);
}

event_id build_cas(struct graph *g, uint32_t thread, uint32_t location, uint8_t success, uint8_t failure,
                   uint64_t expected, uint64_t desired, event_id from)
{
	struct event *e = add(g, thread, EV_READ, location, success);

	e->op = OP_CAS;
	e->order_failure = failure;
	e->expected = expected;
	e->operand = desired;
	return reads(g, e, from);
}

event_id build_fence(struct graph *g, uint32_t thread, uint8_t order)
{
	event_id id = id_of(g, add(g, thread, EV_FENCE, 0, order));

	graph_set_clocks(g, id);
	return id;
}

event_id build_thread_event(struct graph *g, uint32_t thread, uint8_t kind, event_id from)
{
	struct event *e = add(g, thread, kind, 0, RELAXED);
	event_id id = id_of(g, e);

	e->rf = from;
	graph_set_clocks(g, id);
	return id;
}

bool build_hb(const struct graph *g, event_id e, event_id f)
{
	return happens_before(graph_event(g, e), graph_event(g, f));
}
