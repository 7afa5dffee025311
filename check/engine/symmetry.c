/*
 * Threads that run the same: the same function with the same argument, created one directly after the
 * other. Whatever one of them does, another could do in its place. Of executions that differ only in which
 * does what, one has to be explored. (Kokologiannakis, Marmanis, Vafeiadis: SPORE: Combining Symmetry and
 * Partial Order Reduction, PLDI 2024, have the idea; this is a way of its own.)
 *
 * Let t and u be two of them, t created first. While they have done the same - begun, read from the same
 * writes, passed the same fences, made the same choices, commuted - u does its k-th event only when t has
 * done its own, which is called u's event's *twin*. The first event in which they differ has a twin, too;
 * those behind it have none. Writes that have the same past and location are, besides, in the order of
 * their threads. This is all there is. `dep`, the order of program order, reads-from and twins, takes the
 * place of program order and reads-from in revisits (revisit.c): a write does not revisit what it comes
 * after so.
 *
 * Then what is explored is TruSt's exploration of those graphs in which dep has no cycle, and writes are
 * in the order of their twins. It needs three things of them. Parts: the part of such a graph that has,
 * with an event, all that is before it in dep, is such a graph, since what is twin of what is up to the
 * events before the two. Extension: a new event that reads the newest write, or is the newest, makes no
 * cycle, for nothing comes after it. Schedule: which event is the next depends on the graph alone.
 *
 * Nothing is lost: of each execution E some renaming of threads is such a graph. Take E's events in an
 * order that program order and reads-from allow. Events by which several such threads do the same have the
 * same past, but for their own threads, and the same source: those that come later can be moved forward to
 * the first of them, from k = 0 on. So can the writes that differ only in their places, which then come in
 * modification order. Two threads are compared by which one's event comes first in this order where they
 * first differ; one that has ended its events where the other goes on comes last. That is a total order of
 * these threads: if u and v still do the same where t and u differ, t differs from v there as well, and in
 * the same way. Rename them in this order, and put what is beside each other in it, too. Now twins agree
 * with the order of all events, so dep has no cycle.
 *
 * All this rests on that swapping what two such threads do makes an execution of the program. That asks:
 *
 *  - of their creator, to do nothing in between. It does make plain accesses. They are not in the past
 *    of the later thread here, although they are in truth: whoever depends on them is seen as a race.
 *    Likewise, the past of one of them is not in that of who waits for its end before all of them were
 *    waited for.
 *  - of who waits for their ends, to do so for all of them before its next event, and not to look at
 *    what is different in their results (the engine's user has an eye on that). It may have no next event,
 *    because the process ends, or because something was assumed that does not hold. Then, too, it must
 *    not have waited for some of them alone. Nor may it wait for one while another has ended: with the two
 *    swapped, it would go on.
 *  - of the threads, not to depend on who they are. As long as they have the same past they must do
 *    the same, which is checked at each event that has a twin. Later it cannot be: then it is for the
 *    engine's user to see to it that they do not ask for their numbers.
 *
 * If any of this turns out not to hold, all begins again without symmetry. It does turn out if there is
 * any execution in which it does not: up to its first event that shows it, all is as above, so the renamed
 * part of it is explored, and there that event is added next to what it has.
 *
 * Addresses of stacks, of thread-local variables and of heap memory depend on the thread, too. To a
 * program they are arbitrary, and each graph is only ever explored with one choice of them, with symmetry
 * as without.
 */
#include "engine/symmetry.h"

static const struct event *event_at(const struct graph *g, uint32_t thread, uint32_t index)
{
	event_id e = graph_thread_event(g, thread, index);

	return e ? &g->events[e] : NULL;
}

/* The EV_CREATE of a thread that has begun. */
static const struct event *creation_of(const struct graph *g, uint32_t thread)
{
	const struct event *begin = event_at(g, thread, 0);

	return begin && begin->kind == EV_BEGIN ? &g->events[begin->rf] : NULL;
}

static const struct event *first_created(const struct graph *g, const struct event *create)
{
	while (create->paired)
		create = &g->events[create->paired];
	return create;
}

static const struct event *next_created(const struct graph *g, const struct event *create)
{
	const struct event *next = event_at(g, create->thread, create->index + 1);

	return next && next->kind == EV_CREATE && next->paired ? next : NULL;
}

void symmetry_pair(struct graph *g, event_id create)
{
	struct event *e = &g->events[create];

	e->paired = g->threads[e->thread].at[e->index - 1];
	g->has_twins = true;
}

bool symmetry_is_paired(const struct graph *g, uint32_t thread)
{
	const struct event *create = g->has_twins ? creation_of(g, thread) : NULL;

	return create && (create->paired || next_created(g, create));
}

bool symmetry_are_twins(const struct graph *g, uint32_t one, uint32_t other)
{
	return first_created(g, creation_of(g, one)) == first_created(g, creation_of(g, other));
}

/* --- The same past ------------------------------------------------------------------------------------ */

/*
 * Whether two events by which threads with the same past do the same leave that the same. What is made
 * under a queue's lock has an order besides.
 */
static bool match(const struct event *a, const struct event *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case EV_BEGIN:
	case EV_FENCE:
		return true;
	case EV_CHOICE:
		return a->value_read == b->value_read;
	case EV_READ:
		return a->rf == b->rf && a->variant == b->variant && !a->queue;
	case EV_WRITE:
		return a->commutes && b->commutes;
	default:
		return false;
	}
}

/*
 * Goes on to the next thread, nearest first, that has the same past as the first n events of this one.
 * *at: the last of these, whose twins those threads' are; it becomes that thread's.
 */
static bool next_alike(const struct graph *g, const struct event *last, event_id *at)
{
	while (*at && !match(&g->events[*at], last))
		*at = g->events[*at].twin;
	return *at;
}

event_id symmetry_twin(const struct graph *g, uint32_t thread)
{
	uint32_t n = graph_thread_length(g, thread);
	const struct event *last = event_at(g, thread, n - 1);

	event_id at = last->twin;

	/* It may have none, because it waits for good: so do all that have the same past. */
	return next_alike(g, last, &at) ? graph_thread_event(g, g->events[at].thread, n) : 0;
}

event_id symmetry_twin_of_begin(const struct graph *g, event_id create)
{
	event_id before = g->events[create].paired;

	return before ? graph_thread_event(g, g->events[before].peer, 0) : 0;
}

uint32_t symmetry_ahead(const struct graph *g, uint32_t thread, event_id create)
{
	uint32_t n = graph_thread_length(g, thread);

	if (!n) {
		event_id before = g->events[create].paired;
		return before && !graph_thread_length(g, g->events[before].peer) ? g->events[before].peer
		                                                                 : NO_THREAD;
	}
	const struct event *last = event_at(g, thread, n - 1);
	for (event_id at = last->twin; next_alike(g, last, &at); at = g->events[at].twin)
		if (graph_thread_length(g, g->events[at].thread) == n)
			return g->events[at].thread;
	return NO_THREAD;
}

/* --- What each of them has to do ------------------------------------------------------------------------ */

static bool names_threads(uint8_t op)
{
	return op == OP_LOCK || op == OP_TRYLOCK || op == OP_ONCE || op == OP_OBJECT;
}

static uint8_t strong(uint8_t op)
{
	return op == OP_WEAK_CAS ? OP_CAS : op; /* which of the two it is, others have decided */
}

/* Whether two events with the same past are made by the same operation. */
static bool do_the_same(const struct event *a, const struct event *b)
{
	if (a->pc != b->pc || strong(a->op) != strong(b->op) || a->location != b->location ||
	    a->bytes != b->bytes)
		return false;
	if (event_reads(a) || event_writes(a))
		return (event_reads(b) || event_writes(b)) && a->order_success == b->order_success &&
		       a->order_failure == b->order_failure && a->expected == b->expected &&
		       (a->operand == b->operand || names_threads(a->op));
	return a->kind == b->kind && a->kind != EV_JOIN && a->kind != EV_WOKEN;
}

static bool joins(const struct graph *g, const struct event *e)
{
	return e && e->kind == EV_JOIN && symmetry_is_paired(g, e->peer);
}

/* How many events up to this one wait for threads of the same kind, without another in between. */
static uint32_t joined_up_to(const struct graph *g, const struct event *e)
{
	uint32_t n = 1;

	while (n <= e->index) {
		const struct event *before = event_at(g, e->thread, e->index - n);
		if (before->kind != EV_JOIN || !symmetry_are_twins(g, before->peer, e->peer))
			break;
		n++;
	}
	return n;
}

static bool joins_last(const struct graph *g, const struct event *e)
{
	const struct event *create = first_created(g, creation_of(g, e->peer));
	uint32_t n = joined_up_to(g, e);

	while (create && n) {
		create = next_created(g, create);
		n--;
	}
	return !create;
}

bool symmetry_waits_for_more(const struct graph *g, uint32_t thread, uint32_t done)
{
	const struct event *last = done ? event_at(g, thread, done - 1) : NULL;

	return g->has_twins && joins(g, last) && !joins_last(g, last);
}

bool symmetry_holds(const struct graph *g, event_id id)
{
	const struct event *e = &g->events[id];

	if (symmetry_waits_for_more(g, e->thread, e->index) &&
	    !(joins(g, e) && symmetry_are_twins(g, e->peer, event_at(g, e->thread, e->index - 1)->peer)))
		return false;
	return !e->twin || do_the_same(&g->events[e->twin], e);
}

/* --- Happens-before ------------------------------------------------------------------------------------- */

bool symmetry_hides_order(const struct graph *g, uint32_t thread, uint32_t done)
{
	const struct event *next = event_at(g, thread, done);

	return symmetry_waits_for_more(g, thread, done) || (next && next->kind == EV_CREATE && next->paired);
}

static void hear(struct graph *g, struct event *e, const struct event *from)
{
	e->hb = clock_join(&g->clocks, e->hb, &from->message, e->thread);
}

bool symmetry_hear(struct graph *g, struct event *e)
{
	if (e->kind == EV_BEGIN) {
		hear(g, e, first_created(g, &g->events[e->rf]));
		return true;
	}
	if (!joins(g, e))
		return false;
	if (joins_last(g, e))
		for (uint32_t n = joined_up_to(g, e); n > 0; n--)
			hear(g, e, &g->events[event_at(g, e->thread, e->index + 1 - n)->rf]);
	return true;
}
