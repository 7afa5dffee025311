/* What the record of an execution says about futexes. */
#include "rt/sync/futex.h"

static uint16_t first_of(uint64_t set)
{
	return set ? waiter_thread(waiters_at(set, 0)) : ACQ_NO_THREAD;
}

static void describe_queue(struct acq_step *s, uint64_t queue)
{
	bool private;

	s->addr = futex_word(queue, &private);
	s->len = s->size = 4;
	s->high_read = private;
}

static uint64_t queue_of(const struct event *e)
{
	return rt_graph()->locations[e->queue].address;
}

static bool sleeps_in(const struct event *newest, const struct fiber *f)
{
	for (uint32_t i = waiters_count(newest->value_written); i-- > 0;)
		if (waiter_thread(waiters_at(newest->value_written, i)) == f->thread)
			return true;
	return false;
}

uint64_t futex_slept_on(const struct fiber *f)
{
	const struct graph *g = rt_graph();
	bool private;

	for (uint32_t l = 1; l < g->next_location; l++) {
		const struct event *newest = graph_event(g, g->locations[l].mo_last);
		if (newest->queue == l && sleeps_in(newest, f))
			return futex_word(g->locations[l].address, &private);
	}
	return f->stuck_address;
}

void futex_describe(struct acq_step *s, const struct event *e)
{
	if (e->kind == EV_WOKEN) {
		s->op = ACQ_CALL_FUTEX_WOKEN;
		describe_queue(s, queue_of(e));
	} else if (!event_on_queue(e)) {
		if (e->op == OP_LOAD)
			s->op = ACQ_CALL_FUTEX_WAIT;
	} else {
		uint64_t woken = futex_woken_by(e), moved = futex_moved_by(e);
		s->kind = ACQ_STEP_CALL;
		s->op = object_function(e)->call;
		describe_queue(s, queue_of(e));
		s->peer = first_of(woken ? woken : moved);
		s->value_read = waiters_count(e->value_read);
		s->value_written = waiters_count(woken) + waiters_count(moved);
		s->high_written = e->operand >> 32;
		if (s->op == ACQ_CALL_FUTEX_WAIT)
			s->high_written = waiter_ticket(e->operand);
		if (s->op == ACQ_CALL_FUTEX_MOVED)
			s->value_written = waiters_count(e->operand);
	}
}
