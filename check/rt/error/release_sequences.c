#include "rt/error/release_sequences.h"

#include "rt/error/notes.h"
#include "rt/error/violation.h"
#include "rt/run/scheduler.h"

/* All clocks anew, with one rule or the other, in the order in which the events have happened. */
static void set_clocks_again(bool c11)
{
	struct graph *g = rt_graph();
	uint32_t count;
	const event_id *happened = schedule_happened(&count);

	g->c11_sequences = g->unbroken_sequences = c11;
	for (uint32_t i = 0; i < count; i++)
		graph_set_clocks(g, happened[i]);
}

/*
 * Whether the n-th event of a thread, or what it did right before that, is in the past of the other thread's
 * m-th.
 */
static bool comes_before(uint16_t thread, uint32_t n, uint16_t other, uint32_t m)
{
	event_id last = m ? graph_thread_event(rt_graph(), other, m - 1) : 0;

	return last && clock_at(graph_event(rt_graph(), last)->hb, thread) > n;
}

bool release_sequences_order_race(const struct violation *v)
{
	uint16_t one = v->previous_thread, other = v->thread;

	if (!v->has_previous || rt_graph()->c11_sequences || rt_graph()->has_parts)
		return false;
	set_clocks_again(true);
	bool ordered = comes_before(one, v->previous_epoch, other, v->epoch) ||
	               comes_before(other, v->epoch, one, v->previous_epoch);
	set_clocks_again(false);
	return ordered;
}

void release_sequences_look(void)
{
	const struct graph *g = rt_graph();
	static bool said;

	for (event_id e = g->live_last; e && !said; e = g->events[e].live_prev) {
		const struct event *w = &g->events[e];
		if (!w->readers || !graph_sequence_is_broken(g, e))
			continue;
		said = true;
		outcome_add_bound("another thread's store breaks a release sequence of C11's, where RC11 "
		                  "goes on with it: what only C11 allows then was not explored");
	}
}
