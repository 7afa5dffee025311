/*
 * Definition. RC11 with two more kinds of fences, heavy and light ones. A heavy fence is a seq_cst fence. A
 * light one is none of the events that RC11 knows: it neither acquires nor releases, and is not seq_cst. Let
 * H be the heavy ones, L the light ones, and
 *
 *	psc_A = [H] ; (hb ∪ hb ; eco ; hb) ; [L]  ∪  [L] ; (hb ∪ hb ; eco ; hb) ; [H]
 *
 * what psc_F (psc.c) would have between them if the light ones were seq_cst fences as well. An execution is
 * consistent if psc_base ∪ psc_F ∪ psc_A is acyclic. So of a light fence l and a heavy one h, either what
 * comes before l is seen by all that comes after h, or the other way round; and two light ones have no order
 * that is not due to a heavy one between them.
 *
 * Why this is what programs may rely on. Two implementations of the pair are to be covered.
 *
 * 1. Both are seq_cst fences. Then psc_A is a part of psc_F, and what synchronizes here does so there: each
 *    execution of that program is consistent here.
 *
 * 2. A light fence is one for the compiler only, and a heavy one makes a full fence in its own thread, then
 *    one in each other thread, somewhere in its instructions, waits for that, and makes another one of its
 *    own (Linux: membarrier(2), and "tools/memory-model" of the kernel, where it has the same meaning).
 *    Let b(h) and e(h) be the times of the first and last, and p(h) that in a thread u. Processors on which
 *    each store comes to be seen by all others at once have for each access a time at which it is performed,
 *    and eco goes forward in it. Accesses of u which come before p(h) in its instructions are performed
 *    before p(h), the others after it, and b(h) < p(h) < e(h). The compiler moves no access over a light
 *    fence, so p(h) comes before or after each of them. Now consider h → l → k with h and k in H, l in L, l
 *    in u. Of h → l: something after h, so later than e(h), comes before some access x of u by eco, or is
 *    observed by it through synchronization, where x comes before l or l itself follows by hb. So x is
 *    performed after e(h) > p(h), and comes after p(h) in u's instructions, and so does l. So all that is
 *    after l is performed later than b(h). Of l → k: something after l comes before an access in front of k
 *    by eco or hb, and is performed before b(k). So b(h) < b(k). Edges h → k without a light fence, and those
 *    to and from other events that are seq_cst, go forward in time as they do on such processors anyway, from
 *    e(h) ≥ b(h) on and to b(k). So there is no cycle.
 *    (Where hb leads from u on to a third thread, with l there, the same holds of that thread's own p(h):
 *    what has synchronized comes later than e(h).)
 *
 * The definition asks for less than either gives: in both a relaxed store after l that a relaxed load in
 * front of h reads would also synchronize. Programs that use the pair publish by release and acquire as
 * always, and what does not is reported.
 *
 * The exploration needs that consistency is kept if events are removed from the end, and that an event that
 * comes last in modification order, or reads what does, may always be added. Both hold, as with psc: psc_A
 * only grows with events, and an event is left by mo, rb or eco only if something newer is there.
 *
 * How it is computed. Each cycle with a light fence goes from one heavy fence over it to another (or the
 * same). So psc.c takes psc_A ; [L] ; psc_A for one more edge between heavy fences. From a fence f, let A be
 * what comes after it in hb, and B what comes after A by eco. A fence k is reached if it is in A, or after
 * something of B in hb. hb is closed along threads, so the first event of B in each thread is enough: a
 * horizon. Of the fences of a thread that are reached, all later ones are reached, and lead to no more.
 */
#include "engine/asymmetric.h"

#include "engine/reserve.h"

/* Whether the i-th event of a thread happens before e, or comes before it in its thread. */
static bool leads_to(uint32_t thread, uint32_t i, const struct event *e)
{
	return e->thread == thread ? e->index > i : clock_at(e->hb, thread) > i;
}

static void note(uint32_t *horizon, const struct event *e)
{
	if (event_has_location(e) && e->kind != EV_INIT && e->index < horizon[e->thread])
		horizon[e->thread] = e->index;
}

static void note_readers(const struct graph *g, uint32_t *horizon, event_id w, uint16_t bytes)
{
	for (event_id r = g->events[w].readers; r; r = g->events[r].reader_next)
		if (event_reads(&g->events[r]) && g->events[r].bytes & bytes)
			note(horizon, &g->events[r]);
}

/* What comes after e by eco, in a location with parts: of each byte by itself. */
static void note_later_parts(const struct graph *g, uint32_t *horizon, const struct event *e)
{
	event_id w = event_writes(e) ? (event_id)(e - g->events) : e->rf;
	uint16_t news = event_writes(e) ? e->bytes : 0;

	for (;;) {
		note_readers(g, horizon, w, news);
		w = g->events[w].mo_next;
		if (!w)
			return;
		if (g->events[w].bytes & e->bytes)
			note(horizon, &g->events[w]);
		news |= g->events[w].bytes & e->bytes;
	}
}

/* What comes after e by eco. */
static void note_later(struct asymmetric *a, const struct graph *g, uint32_t *horizon, const struct event *e)
{
	event_id w = event_writes(e) ? (event_id)(e - g->events) : e->rf;

	if (g->locations[e->location].parts) {
		note_later_parts(g, horizon, e);
		return;
	}
	if (event_writes(e))
		note_readers(g, horizon, w, ALL_BYTES);
	for (w = g->events[w].mo_next; w && a->marks[w] != a->number; w = g->events[w].mo_next) {
		a->marks[w] = a->number;
		note(horizon, &g->events[w]);
		note_readers(g, horizon, w, ALL_BYTES);
	}
}

/* The horizon of a fence, which lies in it itself: hb alone is enough to reach another. */
static void find_horizon(struct asymmetric *a, const struct graph *g, uint32_t *horizon,
                         const struct event *fence)
{
	a->number++;
	for (uint32_t t = 0; t < g->thread_count; t++)
		horizon[t] = NOT_REACHED;
	horizon[fence->thread] = fence->index;
	for (uint32_t t = 0; t < g->thread_count; t++)
		for (uint32_t i = g->threads[t].count; i-- > 0;) {
			const struct event *e = &g->events[g->threads[t].at[i]];
			if (!leads_to(fence->thread, fence->index, e))
				break;
			if (event_has_location(e))
				note_later(a, g, horizon, e);
		}
}

static bool is_beyond(const struct graph *g, const uint32_t *horizon, const struct event *fence)
{
	for (uint32_t t = 0; t < g->thread_count; t++)
		if (horizon[t] != NOT_REACHED && leads_to(t, horizon[t], fence))
			return true;
	return false;
}

/* The first light, or heavy, fence of a thread that is beyond a horizon; NULL: none is. */
static const struct event *first_beyond(const struct graph *g, const uint32_t *horizon, uint32_t thread,
                                        uint8_t order)
{
	for (uint32_t i = 0; i < g->threads[thread].count; i++) {
		const struct event *e = &g->events[g->threads[thread].at[i]];
		if (e->kind == EV_FENCE && e->order == order && is_beyond(g, horizon, e))
			return e;
	}
	return NULL;
}

static void set_up(struct asymmetric *a, const struct graph *g)
{
	size_t got, horizons = (size_t)2 * g->max_threads * sizeof *a->from_heavy;

	if (a->marks)
		return;
	a->from_heavy = engine_reserve(horizons, &got);
	if (got < horizons)
		engine_out_of_memory("threads");
	a->from_light = a->from_heavy + g->max_threads;
	a->marks = engine_reserve(g->max_events * sizeof *a->marks, &got);
	if (got < g->max_events * sizeof *a->marks)
		engine_out_of_memory("events");
}

void asymmetric_after_heavy(struct asymmetric *a, const struct graph *g, event_id h,
                            void (*reach)(void *owner, uint32_t thread, uint32_t index), void *owner)
{
	set_up(a, g);
	find_horizon(a, g, a->from_heavy, &g->events[h]);
	for (uint32_t t = 0; t < g->thread_count; t++) {
		const struct event *light = first_beyond(g, a->from_heavy, t, LIGHT), *heavy;
		if (!light)
			continue;
		find_horizon(a, g, a->from_light, light);
		for (uint32_t u = 0; u < g->thread_count; u++)
			if ((heavy = first_beyond(g, a->from_light, u, HEAVY)))
				reach(owner, u, heavy->index);
	}
}
