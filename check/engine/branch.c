#include "engine/branch.h"

#include "engine/reserve.h"
#include "engine/psc.h"
#include "engine/wait_queue.h"

void side_push(struct explorer *x, event_id e)
{
	if (x->side_count == x->max_side)
		engine_out_of_memory("alternatives");
	x->side[x->side_count++] = e;
}

void side_push_ways(struct explorer *x, event_id listed, event_id read, event_id w)
{
	uint32_t ways = graph_ways(&x->graph, read, w);

	side_push(x, listed);
	for (uint32_t way = 1; way < ways; way++)
		side_push(x, listed | way << WAY_SHIFT);
}

struct frame *push_frame(struct explorer *x, enum frame_kind kind, event_id e, uint32_t begin)
{
	if (x->frame_count == x->max_frames)
		engine_out_of_memory("alternatives");
	struct frame *f = &x->frames[x->frame_count++];

	f->kind = (uint8_t)kind;
	f->applied = f->conflict = f->unsearched = false;
	f->event = e;
	f->follower = 0;
	f->mark = x->graph.next_event;
	f->unchanged = e;
	f->snapshot = 0;
	f->clocks = x->graph.clocks.top;
	f->begin = f->next = begin;
	f->end = x->side_count;
	if (e + 1 == x->graph.next_event && !x->graph.events[e].frame)
		x->graph.events[e].frame = x->frame_count;
	return f;
}

void pop_frame(struct explorer *x)
{
	struct frame *f = &x->frames[--x->frame_count];

	if (f->kind != CHOICE)
		x->side_count = f->begin;
}

struct past past_of(struct graph *g, const struct event *e)
{
	event_id before = e->index ? graph_thread_event(g, e->thread, e->index - 1) : 0;

	if (e->queue)
		return (struct past){queue_past(g, e), e->thread, e->index};
	return (struct past){before ? g->events[before].hb : NULL, e->thread, e->index};
}

bool consistent_with(struct explorer *x, event_id e)
{
	return !x->graph.has_sc || !psc_closes_cycle(&x->graph, e);
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
