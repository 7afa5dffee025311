/*
 * psc = psc_base ∪ psc_F, with
 *
 *	scb      = sb ∪ sb≠loc ; hb ; sb≠loc ∪ hb=loc ∪ mo ∪ rb
 *	psc_base = ([SC] ∪ [F] ; hb?) ; scb ; ([SC] ∪ hb? ; [F])
 *	psc_F    = [F] ; (hb ∪ hb ; eco ; hb) ; [F]
 *
 * for seq_cst accesses [SC] and fences [F]. An edge between two of these events is looked for case by
 * case. Three facts make the cases short: hb into or out of an event goes through program order or
 * through a synchronization on one location; eco between two events of a location is a comparison of
 * ranks in its modification order; and a fence has no location.
 */
#include "psc.h"

#include "memory.h"

#include <string.h>

static event_id *nodes; /* the seq_cst events */
static uint8_t *colors;
static uint32_t node_count, max_nodes;
static uint32_t *last_place; /* of each location */

static bool is_sc(const struct event *e)
{
	return e->order == SEQ_CST && (e->kind == EV_FENCE || event_reads(e) || event_writes(e));
}

static bool has_location(const struct event *e)
{
	return (event_reads(e) || event_writes(e)) && e->order != UNORDERED;
}

static bool same_location(const struct event *e, const struct event *f)
{
	return has_location(e) && has_location(f) && e->location == f->location;
}

static bool sb(const struct event *e, const struct event *f)
{
	return e->thread == f->thread && e->index < f->index;
}

/* --- eco -------------------------------------------------------------------------------------------- */

/* The rank in modification order of the write that an event is or reads from. */
static uint32_t rank_out(const struct graph *g, const struct event *e)
{
	return event_writes(e) ? e->mo_rank : graph_event(g, e->rf)->mo_rank;
}

/* e to f through mo or rb. */
static bool mo_or_rb(const struct graph *g, const struct event *e, const struct event *f)
{
	return e != f && event_writes(f) && rank_out(g, e) < f->mo_rank;
}

/*
 * eco only goes up in a location's order: a write, whoever reads from it, the next write, and so on. Where an event
 * stands there as one that eco leads away from, and to:
 */
static uint32_t place_from(const struct graph *g, const struct event *e)
{
	return 2 * rank_out(g, e) + !event_writes(e);
}

static uint32_t place_to(const struct graph *g, const struct event *e)
{
	uint32_t as_write = event_writes(e) ? 2 * e->mo_rank : 0;
	uint32_t as_read = event_reads(e) ? 2 * graph_event(g, e->rf)->mo_rank + 1 : 0;

	return as_write > as_read ? as_write : as_read;
}

static void rank_locations(struct graph *g)
{
	for (uint32_t l = 1; l < g->next_location; l++) {
		uint32_t rank = 0;
		for (event_id w = g->locations[l].init; w; w = g->events[w].mo_next)
			g->events[w].mo_rank = rank++;
	}
}

/* --- Edges of psc ----------------------------------------------------------------------------------- */

static const struct event *po_before(const struct graph *g, const struct event *e)
{
	return e->index ? graph_event(g, g->threads[e->thread].at[e->index - 1]) : NULL;
}

static const struct event *po_after(const struct graph *g, const struct event *e)
{
	event_id next = graph_thread_event(g, e->thread, e->index + 1);

	return next ? graph_event(g, next) : NULL;
}

static bool hb_or_same(const struct event *e, const struct event *f)
{
	return e == f || happens_before(e, f);
}

/* a -sb≠loc-> z -hb-> y -sb≠loc-> b. A choice is not an event of the memory model and orders nothing. */
static bool around_locations(const struct graph *g, const struct event *a, const struct event *b)
{
	const struct event *z, *y;

	for (z = po_after(g, a); z && (same_location(a, z) || z->kind == EV_CHOICE); z = po_after(g, z))
		;
	for (y = po_before(g, b); y && (same_location(y, b) || y->kind == EV_CHOICE); y = po_before(g, y))
		;
	return z && y && happens_before(z, y);
}

static bool access_to_access(const struct graph *g, const struct event *a, const struct event *b)
{
	if (sb(a, b))
		return true;
	if (same_location(a, b) && (happens_before(a, b) || mo_or_rb(g, a, b)))
		return true;
	return around_locations(g, a, b);
}

static bool access_to_fence(const struct graph *g, const struct event *a, const struct event *f)
{
	const struct event *next = po_after(g, a);

	if (next && hb_or_same(next, f))
		return true;
	for (event_id id = g->live_last; id; id = graph_event(g, id)->live_prev) {
		const struct event *y = graph_event(g, id);
		if (same_location(a, y) && happens_before(y, f) &&
		    (happens_before(a, y) || mo_or_rb(g, a, y)))
			return true;
	}
	return false;
}

static bool fence_to_access(const struct graph *g, const struct event *f, const struct event *b)
{
	const struct event *previous = po_before(g, b);

	if (previous && hb_or_same(f, previous))
		return true;
	for (event_id id = g->live_last; id; id = graph_event(g, id)->live_prev) {
		const struct event *x = graph_event(g, id);
		if (same_location(x, b) && happens_before(f, x) &&
		    (happens_before(x, b) || mo_or_rb(g, x, b)))
			return true;
	}
	return false;
}

static bool fence_to_fence(const struct graph *g, const struct event *e, const struct event *f)
{
	if (happens_before(e, f))
		return true;
	/* Of each location, the last place before f is as far as eco has to lead. */
	memset(last_place, 0, g->next_location * sizeof *last_place);
	for (event_id id = g->live_last; id; id = graph_event(g, id)->live_prev) {
		const struct event *y = graph_event(g, id);
		if (has_location(y) && happens_before(y, f) && place_to(g, y) > last_place[y->location])
			last_place[y->location] = place_to(g, y);
	}
	for (event_id id = g->live_last; id; id = graph_event(g, id)->live_prev) {
		const struct event *x = graph_event(g, id);
		if (has_location(x) && place_from(g, x) < last_place[x->location] && happens_before(e, x))
			return true;
	}
	return false;
}

static bool edge(const struct graph *g, const struct event *a, const struct event *b)
{
	if (a->kind == EV_FENCE)
		return b->kind == EV_FENCE ? fence_to_fence(g, a, b) : fence_to_access(g, a, b);
	return b->kind == EV_FENCE ? access_to_fence(g, a, b) : access_to_access(g, a, b);
}

/* --- Cycles ----------------------------------------------------------------------------------------- */

enum color { WHITE, GREY, BLACK };

static bool reaches_grey(const struct graph *g, uint32_t i)
{
	colors[i] = GREY;
	for (uint32_t k = 0; k < node_count; k++) {
		if (k == i || colors[k] == BLACK ||
		    !edge(g, graph_event(g, nodes[i]), graph_event(g, nodes[k])))
			continue;
		if (colors[k] == GREY || reaches_grey(g, k))
			return true;
	}
	colors[i] = BLACK;
	return false;
}

static void collect(const struct graph *g)
{
	size_t got;

	if (!nodes) {
		nodes = engine_reserve(sizeof *nodes << 28, &got);
		max_nodes = (uint32_t)(got / sizeof *nodes);
		colors = engine_reserve((size_t)1 << 28, &got);
		if (got < max_nodes)
			max_nodes = (uint32_t)got;
		last_place = engine_reserve(g->max_locations * sizeof *last_place, &got);
		if (got < g->max_locations * sizeof *last_place)
			engine_out_of_memory("locations");
	}
	node_count = 0;
	for (event_id id = g->live_last; id; id = graph_event(g, id)->live_prev) {
		if (!is_sc(graph_event(g, id)))
			continue;
		if (node_count == max_nodes)
			engine_out_of_memory("seq_cst events");
		colors[node_count] = WHITE;
		nodes[node_count++] = id;
	}
}

bool psc_acyclic(struct graph *g)
{
	collect(g);
	if (node_count < 2)
		return true;
	rank_locations(g);
	for (uint32_t i = 0; i < node_count; i++)
		if (colors[i] == WHITE && reaches_grey(g, i))
			return false;
	return true;
}
