/*
 * psc = psc_base ∪ psc_F, with
 *
 *	scb      = sb ∪ sb≠loc ; hb ; sb≠loc ∪ hb=loc ∪ mo ∪ rb
 *	psc_base = ([SC] ∪ [F] ; hb?) ; scb ; ([SC] ∪ hb? ; [F])
 *	psc_F    = [F] ; (hb ∪ hb ; eco ; hb) ; [F]
 *
 * for seq_cst accesses [SC] and fences [F]. What is looked for is a cycle through one event, new in a graph
 * without cycles: all that psc leads to from it is marked until that is the event itself. Three facts make
 * this cheap.
 *
 * A cycle needs mo, rb or eco somewhere, because hb has none. So a cycle that uses a new event, with which
 * its thread ends, leaves it by one of these: as a seq_cst access, or as one that comes after a fence in hb.
 *
 * sb is part of psc between seq_cst events, and what happens after an event is the end of each thread. So the
 * marked events are the ends of threads, one number says where each begins, and it only moves to the front
 * (struct reach).
 *
 * mo, rb and eco only go up in a location's modification order. So a walk along it may stop where an earlier
 * one went.
 *
 * Each event is therefore looked at a few times in all.
 *
 * Heavy fences lead to one another by way of light ones, too: see asymmetric.c. A cycle that has such an edge
 * goes through a heavy fence, so one is looked for from each of them: there are few.
 */
#include "engine/psc.h"

#include "engine/reserve.h"

#define NONE UINT32_MAX

/* An end of a thread, which is made longer event by event. */
struct run {
	uint32_t from;
	uint32_t first; /* the first in it that is no choice: a choice is not an event of the memory model */
	uint32_t apart; /* the first after that one which does not access the same location */
};

/* Of each thread, the events from these on … */
struct reach {
	struct run seen;         /* … have been looked at as reached, */
	uint32_t reached;        /* … if they are seq_cst, are reached, */
	uint32_t fences;         /* … if they are seq_cst fences, are known to be reached, */
	uint32_t after_fence;    /* … happen after a fence that is reached, */
	struct run after_access; /* … happen after an event that follows a reached access elsewhere, */
	uint32_t led_to_fences;  /* … have led to the fences that they happen before, */
	uint32_t led_elsewhere;  /* … have led to what the third part of scb asks for. */
};

/* How far a walk has come among a thread's accesses of a location: see same_location_after. */
struct walk {
	uint64_t search;
	event_id next;
};

/* A write that a walk along modification order has come to; and what reads from it as well. */
#define MARK_WRITE   1
#define MARK_READERS 3
#define MARK_BITS    2

static bool is_sc(const struct event *e)
{
	return (e->order == SEQ_CST && !e->commutes &&
	        (e->kind == EV_FENCE || event_reads(e) || event_writes(e))) ||
	       is_heavy(e);
}

static bool is_sc_fence(const struct event *e)
{
	return (e->kind == EV_FENCE && e->order == SEQ_CST) || is_heavy(e);
}

static bool same_location(const struct event *e, const struct event *f)
{
	return event_has_location(e) && event_has_location(f) && e->location == f->location;
}

static bool has_parts(const struct psc *s, const struct event *e)
{
	return s->graph->locations[e->location].parts;
}

static const struct event *event_at(struct psc *s, uint32_t thread, uint32_t i)
{
	return &s->events[s->ends[thread].at[i]];
}

/* Whether the i-th event of a thread happens before e, an event of another one. */
static bool leads_to(uint32_t thread, uint32_t i, const struct event *e)
{
	return clock_at(e->hb, thread) > i;
}

static void lengthen(struct psc *s, struct run *r, uint32_t thread)
{
	const struct event *e = event_at(s, thread, --r->from);

	if (e->kind == EV_CHOICE)
		return;
	if (r->first == NONE || !same_location(e, event_at(s, thread, r->first)))
		r->apart = r->first;
	r->first = r->from;
}

/* --- Reaching ----------------------------------------------------------------------------------------- */

/* All seq_cst events of a thread from the i-th on. */
static void reach(struct psc *s, uint32_t thread, uint32_t i)
{
	if (i >= s->threads[thread].reached)
		return;
	s->threads[thread].reached = i;
	s->more = true;
}

static void reach_if_fence(struct psc *s, uint32_t thread, uint32_t i)
{
	if (is_sc_fence(event_at(s, thread, i)))
		reach(s, thread, i);
}

/* The fences that the i-th event of a thread happens before, or is. */
static void reach_fences_after(struct psc *s, uint32_t thread, uint32_t i)
{
	struct reach *own = &s->threads[thread];

	if (!s->fences || i >= own->led_to_fences)
		return;
	own->led_to_fences = i;
	while (own->fences > i)
		reach_if_fence(s, thread, --own->fences);
	for (uint32_t t = 0; t < s->thread_count; t++) {
		struct reach *r = &s->threads[t];
		while (t != thread && r->fences && leads_to(thread, i, event_at(s, t, r->fences - 1)))
			reach_if_fence(s, t, --r->fences);
	}
}

/* scb leads to e. */
static void arrive(struct psc *s, const struct event *e)
{
	if (!event_has_location(e))
		return;
	if (is_sc(e))
		reach(s, e->thread, e->index);
	reach_fences_after(s, e->thread, e->index);
}

/* --- Edges ---------------------------------------------------------------------------------------------- */

static void arrive_at_readers(struct psc *s, const struct event *w)
{
	for (event_id r = w->readers; r; r = s->events[r].reader_next)
		if (event_has_location(&s->events[r]))
			reach_fences_after(s, s->events[r].thread, s->events[r].index);
}

/*
 * The same in a location with parts, for each byte by itself: `news` are those of e's that have been written
 * by e or after what it reads. What one event has been led to may not be what another is, so nothing is
 * marked.
 */
static void upward_in_parts(struct psc *s, const struct event *e, bool readers)
{
	const struct event *events = s->events;
	event_id w = event_writes(e) ? (event_id)(e - events) : e->rf;
	uint16_t news = event_writes(e) ? e->bytes : 0;

	for (;;) {
		for (event_id r = readers ? events[w].readers : 0; r; r = events[r].reader_next)
			if (event_reads(&events[r]) && event_has_location(&events[r]) &&
			    events[r].bytes & news)
				reach_fences_after(s, events[r].thread, events[r].index);
		w = events[w].mo_next;
		if (!w)
			return;
		if (events[w].bytes & e->bytes)
			arrive(s, &events[w]);
		news |= events[w].bytes & e->bytes;
	}
}

/*
 * mo and rb from e, and what eco adds to that, which is of use between fences only: the readers of those
 * writes.
 */
static void upward(struct psc *s, const struct event *e, bool readers)
{
	const struct event *events = s->events;
	uint64_t mark = s->number << MARK_BITS | (readers ? MARK_READERS : MARK_WRITE);

	if (has_parts(s, e)) {
		upward_in_parts(s, e, readers);
		return;
	}
	if (readers && event_writes(e))
		arrive_at_readers(s, e);
	for (event_id w = event_writes(e) ? e->mo_next : events[e->rf].mo_next; w; w = events[w].mo_next) {
		if (s->marks[w] >= mark)
			return;
		if (s->marks[w] >> MARK_BITS != s->number)
			arrive(s, &events[w]);
		s->marks[w] = mark;
		if (readers)
			arrive_at_readers(s, &events[w]);
	}
}

/* hb=loc from e to other threads. */
static void same_location_after(struct psc *s, const struct event *e)
{
	const struct graph *g = s->graph;

	for (uint32_t u = g->locations[e->location].users; u; u = g->users[u].next) {
		struct walk *walk = &s->walks[u];
		if (g->users[u].thread == e->thread)
			continue;
		if (walk->search != s->number || has_parts(s, e))
			*walk = (struct walk){s->number, g->users[u].last};
		for (; walk->next && leads_to(e->thread, e->index, &g->events[walk->next]);
		     walk->next = g->events[walk->next].before_here)
			if (g->events[walk->next].bytes & e->bytes)
				arrive(s, &g->events[walk->next]);
	}
}

/* hb ; sb≠loc from the i-th event of a thread. */
static void elsewhere_after(struct psc *s, uint32_t thread, uint32_t i)
{
	struct reach *own = &s->threads[thread];

	if (i >= own->led_elsewhere)
		return;
	own->led_elsewhere = i;
	for (uint32_t t = 0; t < s->thread_count; t++) {
		struct run *r = &s->threads[t].after_access;
		if (t == thread || !r->from || !leads_to(thread, i, event_at(s, t, r->from - 1)))
			continue;
		while (r->from && leads_to(thread, i, event_at(s, t, r->from - 1)))
			lengthen(s, r, t);
		if (r->apart != NONE)
			reach(s, t, r->apart);
	}
}

static void happens_after_fence(struct psc *s, uint32_t thread, uint32_t i)
{
	const struct event *e = event_at(s, thread, i);

	reach_if_fence(s, thread, i);
	if (!event_has_location(e))
		return;
	upward(s, e, true);
	same_location_after(s, e);
}

/* [F] ; hb? ; scb and psc_F from the fence that is the i-th event of a thread. */
static void from_fence(struct psc *s, uint32_t thread, uint32_t i)
{
	for (uint32_t t = 0; t < s->thread_count; t++) {
		struct reach *r = &s->threads[t];
		while (r->after_fence &&
		       (t == thread ? r->after_fence > i + 1
		                    : leads_to(thread, i, event_at(s, t, r->after_fence - 1))))
			happens_after_fence(s, t, --r->after_fence);
		if (r->after_fence < s->ends[t].count)
			reach(s, t, r->after_fence + 1); /* hb ; sb */
	}
}

/*
 * [SC] ; scb but for sb ; hb? ; [F] and what elsewhere_after does, which the thread's first access does for
 * all.
 */
static void from_access(struct psc *s, const struct event *e)
{
	upward(s, e, false);
	same_location_after(s, e);
}

/* Called with the first heavy fence of a thread that follows one which is reached, over a light one. */
static void reach_heavy(void *owner, uint32_t thread, uint32_t i)
{
	reach(owner, thread, i);
}

/* psc_A ; [L] ; psc_A from the heavy fence that is the i-th event of a thread. */
static void from_heavy(struct psc *s, uint32_t thread, uint32_t i)
{
	if (s->graph->has_light)
		asymmetric_after_heavy(&s->asymmetric, s->graph, s->ends[thread].at[i], reach_heavy, s);
}

/* --- Searching ------------------------------------------------------------------------------------------ */

static bool is_target(struct psc *s, const struct event *e)
{
	const struct event *target = &s->events[s->target];

	return s->fences_before ? is_sc_fence(e) && happens_before(e, target) : e == target;
}

/* What was reached of a thread and not looked at yet. */
static void look_at(struct psc *s, uint32_t thread)
{
	struct reach *r = &s->threads[thread];
	uint32_t fence = NONE, heavy = NONE, access = NONE, apart = NONE;

	while (r->seen.from > r->reached) {
		lengthen(s, &r->seen, thread);
		uint32_t i = r->seen.from;
		const struct event *e = event_at(s, thread, i);
		if (!is_sc(e))
			continue;
		s->found |= is_target(s, e);
		if (e->kind == EV_FENCE) {
			fence = i;
			heavy = is_heavy(e) ? i : heavy;
			continue;
		}
		access = i;
		apart = r->seen.apart;
		from_access(s, e);
	}
	if (fence != NONE)
		from_fence(s, thread, fence);
	if (heavy != NONE)
		from_heavy(s, thread, heavy);
	if (access == NONE)
		return;
	if (access + 1 < s->ends[thread].count)
		reach_fences_after(s, thread, access + 1); /* sb ; hb? */
	if (apart != NONE)
		elsewhere_after(s, thread, apart);
}

static void begin(struct psc *s, event_id target, bool fences_before)
{
	s->target = target;
	s->fences_before = fences_before;
	s->found = s->more = false;
	s->number++;
	for (uint32_t t = 0; t < s->thread_count; t++) {
		uint32_t n = s->ends[t].count;
		struct run nothing = {n, NONE, NONE};
		s->threads[t] = (struct reach){nothing, n, n, n, nothing, n, n};
	}
}

static bool search(struct psc *s)
{
	while (s->more && !s->found) {
		s->more = false;
		for (uint32_t t = 0; t < s->thread_count; t++)
			look_at(s, t);
	}
	return s->found;
}

/*
 * Whether psc leads from e back to it; as_fence: from a fence that happens before it, by eco from e, to such
 * a fence.
 */
static bool returns(struct psc *s, event_id e, bool as_fence)
{
	begin(s, e, as_fence);
	upward(s, &s->events[e], as_fence);
	return search(s);
}

static void set_up(struct psc *s, struct graph *g)
{
	size_t got;

	s->graph = g;
	s->events = g->events;
	s->ends = g->threads;
	s->thread_count = g->thread_count;
	if (s->threads)
		return;
	s->threads = engine_reserve(g->max_threads * sizeof *s->threads, &got);
	if (got < g->max_threads * sizeof *s->threads)
		engine_out_of_memory("threads");
	s->walks = engine_reserve(g->max_users * sizeof *s->walks, &got);
	if (got < g->max_users * sizeof *s->walks)
		engine_out_of_memory("atomic locations");
	s->marks = engine_reserve(g->max_events * sizeof *s->marks, &got);
	if (got < g->max_events * sizeof *s->marks)
		engine_out_of_memory("events");
}

/* Whether psc leads from some heavy fence back to it. */
static bool a_heavy_fence_returns(struct psc *s)
{
	for (uint32_t t = 0; t < s->thread_count; t++)
		for (uint32_t i = 0; i < s->ends[t].count; i++) {
			if (!is_heavy(event_at(s, t, i)))
				continue;
			begin(s, s->ends[t].at[i], false);
			from_fence(s, t, i);
			from_heavy(s, t, i);
			if (i + 1 < s->ends[t].count)
				reach(s, t, i + 1); /* sb */
			if (search(s))
				return true;
		}
	return false;
}

bool psc_closes_cycle(struct psc *s, struct graph *g, event_id id)
{
	const struct event *e = &g->events[id];

	set_up(s, g);
	s->fences = g->has_sc_fences;
	if (!event_has_location(e) || !(event_writes(e) ? e->mo_next : g->events[e->rf].mo_next))
		return false; /* nothing to leave it by */
	return (is_sc(e) && returns(s, id, false)) || (s->fences && returns(s, id, true)) ||
	       (g->has_light && g->has_heavy && a_heavy_fence_returns(s));
}
