/*
 * Read-modify-writes that commute.
 *
 * Counters are added to by many threads, and read when these are done. In which order they were added to
 * makes no difference then. A read-modify-write is *blind* here if its thread does not use what it returns;
 * blind ones commute if both add or subtract, or both are `and`, `or`, or `xor`. The engine's user says which
 * are blind (explore_add_commuting).
 *
 * Such an event f is none of the memory model's: it has no source, may always be added, is maximal, and takes
 * no part in revisits and psc. It takes no happens-before from others of its kind. Any other access A of the
 * location has to be ordered with each f, by what happens before A begins, or else before f: commute_holds
 * says whether that is so, and if it ever is not, the exploration has to be begun again without all that. Let
 * us call executions of this kind P-executions. In them A has before it, of the f, those in its own past, and
 * no others can come later. So what they add up to depends on A's past alone, as with any event outside of
 * the memory model, and TruSt's argument applies to P-executions: all are explored, each once.
 *
 * Nothing is lost. Let E be an execution of the program, and P be E without f's reads-from, its place in
 * modification order relative to other f, and what it synchronizes with.
 *
 * 1. Suppose that in P each A is ordered with all f. Happens-before of P is a part of E's. What consistency
 *    asks for is asked for less: coherence and psc are about parts of E's relations. And A reads in E what
 *    the f between its source and the last write before that is none make of that write. They come before A
 *    in E's program order and reads-from, since each f reads from the one before. So they happen before A in
 *    P, for the opposite would be a cycle in E. All other f that happen before A in P do so in E, and by
 *    coherence come before its source. So A has the same value in P, and all threads do the same.
 * 2. If not, take E's events one by one in an order that program order and reads-from allow, up to the first,
 *    v, with which some A and f are not ordered. Up to there all is as in 1. v can be added then, too, and
 *    the two stay unordered whatever comes later. So some P-execution is explored that has both, and it is
 *    seen when the second of them is added.
 *
 * In P there is less happens-before and less that is forbidden than in E, and there may be a P-execution
 * without any E: where f acquires, two threads may each have missed what the other has done before its f. So
 * an error that is found says only that there may be one. It is the engine's user who explores again without
 * this then.
 */
#include "engine/branch.h"
#include "engine/commute.h"

enum group { NO_GROUP, SUMS, ANDS, ORS, XORS };

static enum group group_of(uint8_t op)
{
	switch (op) {
	case OP_ADD:
	case OP_SUB:
		return SUMS;
	case OP_AND:
		return ANDS;
	case OP_OR:
		return ORS;
	case OP_XOR:
		return XORS;
	default:
		return NO_GROUP;
	}
}

bool commute_may(uint8_t op)
{
	return group_of(op) != NO_GROUP;
}

static bool commute(const struct event *e, const struct event *f)
{
	return e->commutes && f->commutes && group_of(e->op) == group_of(f->op);
}

bool commute_holds(const struct graph *g, event_id id)
{
	const struct event *e = &g->events[id];
	const struct clock *past = e->index ? g->events[g->threads[e->thread].at[e->index - 1]].hb : NULL;

	for (uint32_t u = g->locations[e->location].users; u; u = g->users[u].next) {
		uint32_t known = clock_at(past, g->users[u].thread);
		if (g->users[u].thread == e->thread)
			continue;
		for (event_id o = g->users[u].last; o; o = g->events[o].before_here) {
			const struct event *other = &g->events[o];
			if (other->index < known)
				break; /* and so are those before */
			if ((e->commutes || other->commutes) && !commute(e, other))
				return false;
		}
	}
	return true;
}

/* What is before others with which they do not commute is in the past of those, and stays. */
static void refold(struct graph *g, const struct location *l)
{
	event_id w = l->mo_last;

	while (g->events[w].commutes)
		w = g->events[w].mo_prev;
	for (event_id next = g->events[w].mo_next; next; w = next, next = g->events[w].mo_next)
		g->events[next].value_written = graph_apply(&g->events[next], g->events[w].value_written);
}

void commute_refold(struct graph *g)
{
	for (uint32_t l = 1; l < g->next_location; l++)
		if (g->events[g->locations[l].mo_last].commutes)
			refold(g, &g->locations[l]);
}

event_id explore_add_commuting(struct explorer *x, uint32_t thread, uint32_t location,
                               const struct operation *op)
{
	struct graph *g = &x->graph;
	event_id id = g->next_event;
	struct event *e = graph_add_event(g, thread, EV_WRITE);
	event_id last = g->locations[location].mo_last;

	set_operation(g, e, location, op);
	e->commutes = true;
	g->has_commuting = true;
	e->value_written = graph_apply(e, g->events[last].value_written);
	graph_set_clocks(g, id);
	graph_link_mo(g, id, last);
	return id;
}
