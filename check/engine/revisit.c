/*
 * Revisits: a new write is read by a read that was there before it. What was added in between, and does not
 * come before the write, is removed, and added again in the light of the new value. This is done only if
 * all of that was maximal, so that each graph is reached in one way.
 */
#include "engine/branch.h"
#include "engine/commute.h"
#include "engine/parts.h"
#include "engine/reserve.h"
#include "engine/unblock.h"
#include "engine/wait_queue.h"

/*
 * The newest write of the location that is left when all that was added after `id` and is not before w has
 * been removed. Each call is for an earlier event than the one before, so that the walk goes on where it
 * stopped.
 */
static event_id newest_left(struct explorer *x, uint32_t location, event_id id, event_id w)
{
	struct graph *g = &x->graph;
	struct location *l = &g->locations[location];

	if (l->walk != x->walk) {
		l->walk = x->walk;
		l->newest_left = l->mo_last;
	}
	event_id n = l->newest_left;
	while (n == w || (n > id && !dep_before(&g->events[n], &g->events[w])))
		n = g->events[n].mo_prev;
	return l->newest_left = n;
}

/* The same of the bytes that an event reads, which are not in `newest`. */
static event_id newest_of_part(const struct graph *g, const struct event *d, event_id newest, event_id w)
{
	event_id id = (event_id)(d - g->events);

	while (!(g->events[newest].bytes & d->bytes) || newest == w ||
	       (newest > id && !dep_before(&g->events[newest], &g->events[w])))
		newest = g->events[newest].mo_prev;
	return newest;
}

/* Whether an event of the location of a write reads it when it is made to. */
static bool may_be_revisited(const struct graph *g, const struct event *e, const struct event *write)
{
	return event_has_source(e) && parts_may_read(g, e, (event_id)(write - g->events));
}

/*
 * Whether a removed event d, or the read that is revisited, was maximal when it was added: seen from what
 * was there then, or is before w, no event reads it, it is the newest write of its location or reads from it.
 */
static bool was_maximal_access(struct explorer *x, event_id id, event_id w)
{
	const struct graph *g = &x->graph;
	const struct event *d = &g->events[id];

	if (d->kind == EV_CHOICE)
		return d->value_read == 0;
	if (d->variant || d->ousted)
		return false;
	if (d->commutes || (!event_reads(d) && !event_writes(d)))
		return true;
	for (event_id r = event_writes(d) ? d->readers : 0; r; r = g->events[r].reader_next)
		if (r < id)
			return false;
	event_id newest = newest_left(x, d->location, id, w);
	if (d->kind == EV_READ)
		newest = newest_of_part(g, d, newest, w);
	return newest == id ? !event_reads(d) || d->rf == d->mo_prev : newest == d->rf;
}

static inline bool was_maximal(struct explorer *x, event_id id, event_id w)
{
	const struct event *d = &x->graph.events[id];

	if (d->kind >= EV_FENCE && d->kind <= EV_JOIN && !d->variant && !d->ousted)
		return true;
	return was_maximal_access(x, id, w);
}

/*
 * How many reads of its location are not before the write in program order and reads-from, and the last added
 * of them.
 */
static uint32_t count_candidates(const struct graph *g, const struct event *write, event_id *last)
{
	uint32_t n = 0;

	for (uint32_t u = g->locations[write->location].users; u; u = g->users[u].next) {
		const struct location_user *user = &g->users[u];
		if (user->thread == write->thread)
			continue; /* its own thread's accesses are before it, or it would not be the last */
		uint32_t seen = clock_at(write->dep, user->thread);
		for (event_id e = user->last; e && g->events[e].index >= seen; e = g->events[e].before_here)
			if (may_be_revisited(g, &g->events[e], write)) {
				n++;
				if (e > *last)
					*last = e;
			}
	}
	return n;
}

/* A cursor for each thread that has events which are not before the write; returns how many. */
static uint32_t begin_backward(struct explorer *x, const struct event *write)
{
	const struct graph *g = &x->graph;
	uint32_t n = 0;

	if (x->max_cursors < g->thread_count)
		engine_out_of_memory("threads");
	for (uint32_t t = 0; t < g->thread_count; t++) {
		const struct thread_events *events = &g->threads[t];
		uint32_t before = clock_at(write->dep, t);
		if (t != write->thread && events->count > before)
			x->cursors[n++] = (struct cursor){
				.last = events->at[events->count - 1],
				.at = events->at + events->count - 1,
				.first = events->at + before,
			};
	}
	return n;
}

/* The last added of the cursors' events; moves its cursor to the one before. 0: none are left. */
static event_id next_backward(struct explorer *x, uint32_t *count)
{
	struct cursor *c = x->cursors, *end = c + *count, *last = c;

	if (c == end)
		return 0;
	for (c++; c < end; c++)
		if (c->last > last->last)
			last = c;
	event_id e = last->last;
	if (last->at == last->first)
		*last = x->cursors[--*count];
	else
		last->last = *--last->at;
	return e;
}

/* Whether all events are so few that it is faster to pass over those before a write than to have cursors. */
static bool are_few(const struct graph *g)
{
	return g->live <= 128;
}

/* The last added event up to d, in the order in which they were added, that is not before w, nor w itself. */
static event_id not_before(const struct graph *g, event_id d, event_id w)
{
	const struct event *write = &g->events[w];

	while (d && (d == w || dep_before(&g->events[d], write)))
		d = g->events[d].live_prev;
	return d;
}

/*
 * Pushes to pending those reads that w may revisit; `candidates` reads of its location are not before it.
 * False: it would take looking at more than max_steps events.
 */
static bool collect(struct explorer *x, event_id w, event_id taken, uint32_t candidates, uint32_t max_steps)
{
	const struct graph *g = &x->graph;
	const struct event *write = &g->events[w];
	bool few = are_few(g);
	uint32_t cursors = few ? 0 : begin_backward(x, write), steps = 0;

	x->walk++;
	for (event_id d = 0, last = g->live_last; candidates; last = g->events[d].live_prev) {
		d = few ? not_before(g, last, w) : next_backward(x, &cursors);
		if (!d)
			break;
		const struct event *e = &g->events[d];
		bool same = e->location == write->location && may_be_revisited(g, e, write);

		if (steps++ == max_steps)
			return false;
		if (!was_maximal(x, d, w))
			break;
		candidates -= same;
		if (!same || (taken && d > taken))
			continue;
		if (e->no_revisit) {
			x->cut = true;
			continue;
		}
		pending_push_variants(x, d, d, w);
	}
	return true;
}

void push_revisits(struct explorer *x, event_id w, event_id taken)
{
	const struct graph *g = &x->graph;
	const struct event *write = &g->events[w];
	uint32_t begin = x->pending_count;
	event_id last = 0;
	uint32_t candidates = count_candidates(g, write, &last);

	if (!candidates || (taken && dep_before(&g->events[taken], write)))
		return;
	/*
	 * Nearly always it fails here already, and then there is no need to look at all that was added since.
	 */
	x->walk++;
	if (!was_maximal(x, last, w))
		return;
	bool found = collect(x, w, taken, candidates, x->steps_at_once);
	if (!found) {
		x->pending_count = begin;
		pending_push(x, taken);
	}
	if (x->pending_count > begin) {
		struct branch *f = push_branch(x, REVISIT, w, begin);
		f->conflict = taken != 0;
		f->unsearched = !found;
	}
}

void search_revisits(struct explorer *x, struct branch *f)
{
	event_id taken = x->pending[f->begin], last = 0;
	uint32_t candidates = count_candidates(&x->graph, &x->graph.events[f->event], &last);

	f->unsearched = false;
	x->pending_count = f->begin;
	collect(x, f->event, taken, candidates, UINT32_MAX);
	f->end = x->pending_count;
}

/* Whether a write directly after `position` in modification order would be where r may read it. */
static bool may_read_after(const struct graph *g, const struct past *r, event_id position)
{
	for (event_id n = g->events[position].mo_next; n; n = g->events[n].mo_next)
		if (past_covers(g, r, n))
			return false;
	return true;
}

/* --- Making and undoing a revisit ------------------------------------------------------------------- */

static void undo_revisit(struct explorer *x, struct branch *f)
{
	struct graph *g = &x->graph;
	event_id read = f->read;

	if (f->ousts) {
		unblock_bring_back(g, read, f->event);
		if (g->events[f->event].kind == EV_WRITE)
			graph_unlink_mo(g, f->event);
	}
	if (g->events[read].in_mo)
		graph_unlink_mo(g, read);
	graph_unlink_rf(g, read);
	if (f->conflict)
		graph_unlink_mo(g, f->event);
	/* Relinking with its old neighbours is exact, because all that was linked since is gone again. */
	bool in_mo = f->before.in_mo;
	g->events[read] = f->before;
	g->events[read].in_rf = g->events[read].in_mo = false;
	graph_relink(g, read, true, in_mo);
	while (x->pending_count > f->end)
		if (!unblock_undo_keep(x))
			graph_restore(g, x->pending[--x->pending_count]);
	if (g->has_commuting)
		commute_refold(g);
	f->applied = f->ousts = false;
}

/*
 * Makes a read of its list read from f's event. False: that would not be coherent, or nothing can be run yet.
 */
static bool revisit(struct explorer *x, struct branch *f, event_id reader)
{
	struct graph *g = &x->graph;
	event_id w = f->event, read = event_in(reader);
	struct event *r = &g->events[read];
	bool conflict = f->conflict, plain = g->events[w].kind == EV_WRITE;

	if (plain && g->events[w].in_mo)
		graph_unlink_mo(g, w); /* its only place, which needed no branch */
	for (event_id d = g->live_last, before; d > read; d = before) {
		before = g->events[d].live_prev;
		if (d == w || dep_before(&g->events[d], &g->events[w])) {
			unblock_keep(x, d, read);
		} else {
			pending_push(x, d);
			graph_take_out(g, d);
		}
	}
	if (g->has_commuting)
		commute_refold(g);
	f->applied = true;
	f->read = read;
	f->before = *r;
	if (r->in_mo)
		graph_unlink_mo(g, read);
	graph_unlink_rf(g, read);
	if (conflict)
		graph_link_mo(g, w, g->events[w].rf);
	graph_link_rf(g, read, w);
	r->variant = variant_in(reader);
	graph_resolve(g, read);
	if (unblock_waits_instead(r)) {
		unblock_oust(g, read, w);
		f->ousts = true;
		if (plain)
			graph_link_mo(g, w, g->locations[r->location].mo_last);
		return true;
	}
	graph_set_clocks(g, read);
	event_id passed = 0;
	if (event_on_queue(r) && (!queue_allows(g, read, &passed) || passed))
		return false; /* nor could it stand after anything that comes later */
	if (plain) {
		push_places(x, w, read);
		return true;
	}
	struct past past = past_of(g, r);
	if (!may_read_after(g, &past, w) || !parts_are_coherent(g, r))
		return false;
	if (event_follows_rf(r)) {
		graph_link_mo(g, read, w);
		push_revisits(x, read, 0);
	}
	return consistent_around(x, w);
}

bool next_revisit(struct explorer *x, struct branch *f)
{
	if (f->applied)
		undo_revisit(x, f);
	if (f->unsearched && f->next != f->end)
		search_revisits(x, f);
	if (f->next == f->end) {
		pop_branch(x);
		return false;
	}
	return revisit(x, f, x->pending[f->next++]);
}
