#include "rt/error/slice.h"

#include "engine/reserve.h"
#include "rt/error/violation.h"
#include "rt/run/scheduler.h"

/* Of each thread, how many of its first events are needed: what comes before an event is, with it. */
static uint32_t *needed, *placed;
static event_id *order, *saved, *removed;
static uint32_t order_count, saved_count, removed_count;

#define MOST_ARRANGED 2000 /* events: for longer executions the order is the one in which they happened */

static void prepare(void)
{
	size_t got;

	if (needed)
		return;
	needed = engine_reserve(sizeof *needed << 16, &got);
	placed = engine_reserve(sizeof *placed << 16, &got);
	order = engine_reserve(sizeof *order << 28, &got);
	saved = engine_reserve(sizeof *saved << 28, &got);
	removed = engine_reserve(sizeof *removed << 28, &got);
}

static bool is_needed(const struct event *e)
{
	return e->kind == EV_INIT || e->index < needed[e->thread];
}

static void need_first(uint32_t thread, uint32_t count)
{
	const struct graph *g = rt_graph();

	if (count > graph_thread_length(g, thread))
		count = graph_thread_length(g, thread);
	if (!count)
		return;
	const struct event *last = graph_event(g, g->threads[thread].at[count - 1]);
	if (needed[thread] < count)
		needed[thread] = count;
	for (uint32_t t = 0; t < g->thread_count; t++)
		if (t != thread && needed[t] < clock_at(last->porf, t))
			needed[t] = clock_at(last->porf, t);
}

/* --- Writes that are missed ----------------------------------------------------------------------------- */

static bool may_miss(const struct event *e)
{
	return e->kind == EV_READ && !e->blocked && (e->op == OP_LOAD || e->op == OP_CAS) && is_needed(e);
}

/* Without a write that a read misses it would not show that it does. */
static void need_missed(event_id read)
{
	const struct graph *g = rt_graph();
	const struct event *r = graph_event(g, read), *first = NULL;

	for (event_id n = graph_event(g, r->rf)->mo_next; n; n = graph_event(g, n)->mo_next) {
		const struct event *w = graph_event(g, n);
		bool changes = w->kind != EV_RMW || w->value_written != w->value_read;
		if (!changes || !(w->bytes & r->bytes) || w->thread == r->thread || porf_before(r, w))
			continue;
		if (is_needed(w))
			return;
		if (!first)
			first = w;
	}
	if (first)
		need_first(first->thread, first->index + 1);
}

static uint32_t count_needed(void)
{
	uint32_t n = 0;

	for (uint32_t t = 0; t < rt_graph()->thread_count; t++)
		n += needed[t];
	return n;
}

static void need_all_missed(void)
{
	const struct graph *g = rt_graph();
	uint32_t before;

	do {
		before = count_needed();
		for (event_id e = g->live_last; e; e = graph_event(g, e)->live_prev)
			if (may_miss(graph_event(g, e)))
				need_missed(e);
	} while (count_needed() > before);
}

/* --- What is needed ------------------------------------------------------------------------------------- */

static void find_needed(const struct violation *v, bool stuck)
{
	const struct graph *g = rt_graph();
	bool all = stuck || !acq_verdict_is(v->verdict, ACQ_PAST);

	prepare();
	for (uint32_t t = 0; t < g->thread_count; t++)
		needed[t] = all ? graph_thread_length(g, t) : 0;
	if (all)
		return;
	need_first(v->thread, v->epoch + v->atomic);
	if (v->has_previous)
		need_first(v->previous_thread, v->previous_epoch + v->previous_atomic);
}

uint32_t slice_size(const struct violation *v, bool stuck)
{
	find_needed(v, stuck);
	return count_needed();
}

/* --- The order ------------------------------------------------------------------------------------------ */

enum care { SOURCES, WRITES_TOO, READS_TOO }; /* what an event has to wait for, from the least to the most */

static bool is_placed(const struct event *e)
{
	return e->kind == EV_INIT || e->index < placed[e->thread];
}

/* Whether all needed reads that the write would have to come after, if memory were one, are there. */
static bool is_read_before(const struct event *w)
{
	const struct graph *g = rt_graph();

	for (event_id p = w->mo_prev; p; p = graph_event(g, p)->mo_prev)
		for (event_id r = graph_event(g, p)->readers; r; r = graph_event(g, r)->reader_next) {
			const struct event *e = graph_event(g, r);
			if (e != w && is_needed(e) && !is_placed(e))
				return false;
		}
	return true;
}

static bool may_be_next(uint32_t thread, enum care care)
{
	const struct graph *g = rt_graph();

	if (placed[thread] >= needed[thread])
		return false;
	const struct event *e = graph_event(g, g->threads[thread].at[placed[thread]]);
	if (e->rf && !is_placed(graph_event(g, e->rf)))
		return false;
	if (care == SOURCES || !event_writes(e))
		return true;
	event_id p = e->mo_prev;
	while (p && !is_needed(graph_event(g, p)))
		p = graph_event(g, p)->mo_prev;
	return (!p || is_placed(graph_event(g, p))) && (care == WRITES_TOO || is_read_before(e));
}

/* The same thread as before if possible; where not all can be had, reads come after writes that they miss. */
static uint32_t next_thread(uint32_t now)
{
	for (int care = READS_TOO; care >= SOURCES; care--) {
		if (may_be_next(now, (enum care)care))
			return now;
		for (uint32_t t = 0; t < rt_graph()->thread_count; t++)
			if (may_be_next(t, (enum care)care))
				return t;
	}
	return now;
}

/* Returns how often the thread changes. */
static uint32_t arrange(void)
{
	const struct graph *g = rt_graph();
	uint32_t left = count_needed(), now = 0, switches = 0;

	for (uint32_t t = 0; t < g->thread_count; t++)
		placed[t] = 0;
	for (order_count = 0; left--;) {
		uint32_t t = next_thread(now);
		switches += t != now;
		now = t;
		order[order_count++] = g->threads[t].at[placed[t]++];
	}
	return switches;
}

static void keep_order(void)
{
	uint32_t n;
	const event_id *happened = schedule_happened(&n);

	order_count = 0;
	for (uint32_t i = 0; i < n; i++)
		if (is_needed(graph_event(rt_graph(), happened[i])))
			order[order_count++] = happened[i];
}

uint32_t slice_switches(const struct violation *v, bool stuck)
{
	find_needed(v, stuck);
	return rt_graph()->live > MOST_ARRANGED ? 0 : arrange();
}

/* --- Cutting -------------------------------------------------------------------------------------------- */

void slice_cut(const struct violation *v, bool stuck)
{
	struct graph *g = rt_graph();
	event_id *happened = schedule_happened(&saved_count);

	find_needed(v, stuck);
	if (g->live <= MOST_ARRANGED &&
	    (acq_verdict_is(v->verdict, ACQ_WAITS) || acq_verdict_is(v->verdict, ACQ_PAST))) {
		need_all_missed();
		arrange();
	} else {
		keep_order();
	}
	rt_copy(saved, happened, saved_count * sizeof *saved);
	rt_copy(happened, order, order_count * sizeof *order);
	schedule_set_happened(order_count);
	for (event_id e = g->live_last, before; e; e = before) {
		before = graph_event(g, e)->live_prev;
		if (is_needed(graph_event(g, e)))
			continue;
		removed[removed_count++] = e;
		graph_take_out(g, e);
	}
}

void slice_undo(void)
{
	uint32_t unused;

	while (removed_count)
		graph_restore(rt_graph(), removed[--removed_count]);
	rt_copy(schedule_happened(&unused), saved, saved_count * sizeof *saved);
	schedule_set_happened(saved_count);
}
