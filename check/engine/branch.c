#include "engine/branch.h"

#include "engine/reserve.h"
#include "engine/wait_queue.h"

void pending_push(struct explorer *x, event_id e)
{
	if (x->pending_count == x->max_pending)
		engine_out_of_memory("alternatives");
	x->pending[x->pending_count++] = e;
}

void pending_push_variants(struct explorer *x, event_id listed, event_id read, event_id w)
{
	uint32_t variants = graph_variants(&x->graph, read, w);

	pending_push(x, listed);
	for (uint32_t variant = 1; variant < variants; variant++)
		pending_push(x, listed | variant << VARIANT_SHIFT);
}

struct branch *push_branch(struct explorer *x, enum branch_kind kind, event_id e, uint32_t begin)
{
	if (x->branch_count == x->max_branches)
		engine_out_of_memory("alternatives");
	struct branch *f = &x->branches[x->branch_count++];

	f->kind = (uint8_t)kind;
	f->applied = f->conflict = f->unsearched = f->ousts = false;
	f->event = e;
	f->follower = 0;
	f->mark = x->graph.next_event;
	f->unchanged = e;
	f->snapshot = 0;
	f->clocks = x->graph.clocks.top;
	f->begin = f->next = begin;
	f->end = x->pending_count;
	if (e + 1 == x->graph.next_event && !x->graph.events[e].branch)
		x->graph.events[e].branch = x->branch_count;
	return f;
}

void pop_branch(struct explorer *x)
{
	struct branch *f = &x->branches[--x->branch_count];

	if (f->kind != CHOICE)
		x->pending_count = f->begin;
}

struct past past_of(struct graph *g, const struct event *e)
{
	event_id before = e->index ? graph_thread_event(g, e->thread, e->index - 1) : 0;

	if (e->queue)
		return (struct past){queue_past(g, e), e->thread, e->index, e->bytes};
	return (struct past){before ? g->events[before].hb : NULL, e->thread, e->index, e->bytes};
}

bool consistent_with(struct explorer *x, event_id e)
{
	return !x->graph.has_sc || !psc_closes_cycle(&x->psc, &x->graph, e);
}

bool consistent_around(struct explorer *x, event_id w)
{
	const struct graph *g = &x->graph;

	/* Where the write comes last, only a read-modify-write could follow, which comes last then. */
	if (!g->has_sc || !g->events[w].mo_next)
		return true;
	if (!consistent_with(x, w))
		return false;
	for (event_id r = g->events[w].readers; r; r = g->events[r].reader_next)
		if (!consistent_with(x, r))
			return false;
	return true;
}
