/*
 * Threads that wait.
 *
 * A lock of a mutex that is taken, a wait on a semaphore at 0, and the like can do nothing but wait. If they
 * were added to the graph all the same, as reads of a state that they cannot go on with, each later write
 * would revisit them, as TruSt does, and each time the execution without the revisit would be run to an end
 * that tells nothing: a *blocked* one. (In-place revisits do without, too: Kokologiannakis, Marmanis,
 * Vafeiadis, Unblocking Dynamic Partial Order Reduction, CAV 2023.) Here such an operation is added only when
 * the newest state of its object lets its thread go on. All that follows is about *objects*: locations whose
 * writes are read-modify-writes, but for stores that can only come right after the newest write. So each one
 * comes after all earlier ones in modification order, and in program order and reads-from as well.
 *
 * 1. A thread that waits is one whose turn it is not. TruSt adds events in any order: the next one may be
 *    that of any thread which is not at its end, if the graph alone decides which.
 * 2. When all threads wait or have ended, those that wait look a last time: their reads are added, and block.
 *    So each of their alternatives, all earlier states, is explored, and a deadlock is an execution like any.
 *    The same is done when an execution is cut or over before all threads are at their end
 *    (explore_add_last): what those who wait might have read instead is not lost with it.
 * 3. A revisit may take away the state that a read R has gone on with: w, the write that revisits it, leaves
 *    one in which R's thread waits. Then R, which has no successor, goes as well, and its thread waits (w has
 *    *ousted* R). Another read R' is added in its place when the thread can go on.
 * 4. R had its alternatives when it was added. So R' may only read what comes later: w, and what comes after
 *    it in modification order. (An earlier state could also be one that R' reads but does not change.)
 * 5. Had R been kept, as a read of w that blocks, it would show that w has come by a revisit: w is read by
 *    something older, so that w was not maximal, and no revisit removes w. This is what keeps each graph from
 *    being reached twice. So a write that has ousted a read was not maximal.
 * 6. R itself, had it been kept, would have to be maximal where a revisit of something older by another write
 *    v removes it. If w goes with it, 5 forbids that. If w comes before v, and stays, R is maximal with w
 *    there, as is a thread that waits for what comes after w. With R gone, the next read of its thread is no
 *    longer one in its place: w has ousted nothing any more.
 *
 * Where a location that was taken for an object turns out to be none, because a store may come somewhere else
 * than last, what was explored may lack something: `strays` of the explorer is set, and it is for its user to
 * say so. A location that had such a store before somebody waited is no object, and all is as in TruSt.
 *
 * Loops that wait.
 *
 * A thread in a loop around a read comes right back to it as long as it reads certain values, as the
 * engine's user has found out (`is_idle` of the graph: the iteration with such a value is the read alone,
 * and depends on nothing but the thread's state and the value). It ends with that read then, as with one
 * that blocks, but for two things: which values these are is known only when they have been read once, and
 * stores may come anywhere.
 *
 * 7. A read that would get such a value if it was added now, which is the newest, is not added yet: as in 1,
 *    and with 2. No more is asked for than that, of no location: whoever is the next, TruSt adds it. So it
 *    does not matter either when, and in which of several processes, a value came to be known.
 * 8. Where a value is read that was not known, by a read that nothing has been added after, the read is
 *    taken back, and its thread is one that has waited (explore_withdraw). Its alternatives were not gone on
 *    with.
 * 9. A read R with which its thread ends, and that has read something older than what was there when it was
 *    added (explore_is_left_behind), stays for good. No write revisits it, and no revisit removes it: it is
 *    not maximal, whatever comes, since all that was there before it stays as long as it does. Its thread
 *    does no more. So nothing that another thread comes to depends on it, and all of that is explored
 *    without R. As with reads that block, such an alternative is not explored if that is known, and not gone
 *    on with where it comes out.
 */
#include "engine/unblock.h"

bool unblock_waits_instead(const struct event *read)
{
	return read->waits && read->blocked && !read->in_vain;
}

void unblock_oust(struct graph *g, event_id read, event_id w)
{
	g->events[w].ousted = read;
	graph_take_out(g, read);
}

void unblock_bring_back(struct graph *g, event_id read, event_id w)
{
	graph_restore(g, read);
	g->events[w].ousted = 0;
}

bool unblock_undo_keep(struct explorer *x)
{
	event_id last = x->pending[x->pending_count - 1];

	if (!variant_in(last))
		return false;
	x->graph.events[event_in(last)].ousted = x->pending[x->pending_count - 2];
	x->pending_count -= 2;
	return true;
}

/* Whether the thread would come right back to where it is. */
static bool would_idle(const struct graph *g, const struct location *l, const struct operation *op)
{
	return op->fingerprint && g->is_idle && !l->parts &&
	       g->is_idle(op->fingerprint, g->events[l->mo_last].value_written);
}

bool explore_would_wait(struct explorer *x, uint32_t location, const struct operation *op)
{
	struct location *l = &x->graph.locations[location];

	if (would_idle(&x->graph, l, op))
		return true;
	if (!op->waits || l->has_loose)
		return false;
	l->is_waited_for = true;
	return graph_would_block(op->op, op->operand, op->expected,
	                         x->graph.events[l->mo_last].value_written);
}

bool explore_is_left_behind(const struct graph *g, event_id read)
{
	const struct event *r = &g->events[read];

	if (r->kind != EV_READ)
		return false;
	for (event_id w = g->events[r->rf].mo_next; w; w = g->events[w].mo_next)
		if (g->events[w].bytes & r->bytes &&
		    (w < read || (r->rf > read && dep_before(&g->events[w], &g->events[r->rf]))))
			return true;
	return false;
}

void explore_withdraw(struct explorer *x, event_id read)
{
	struct graph *g = &x->graph;

	while (x->branch_count && x->branches[x->branch_count - 1].event == read)
		pop_branch(x);
	graph_truncate(g, read);
	x->unchanged = read - 1;
}
