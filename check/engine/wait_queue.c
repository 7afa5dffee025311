#include "engine/wait_queue.h"

/* The thread's last operation on the queue among its first n events; 0: there is none. */
static event_id last_before(const struct graph *g, const struct location_user *user, uint32_t n)
{
	event_id e = user->last;

	while (e && g->events[e].index >= n)
		e = g->events[e].before_here;
	return e;
}

/* c, and what those show who had the queue's lock before e in program order and reads-from. */
static const struct clock *join_earlier(struct graph *g, const struct event *e, const struct clock *porf,
                                        const struct clock *c)
{
	for (uint32_t u = g->locations[e->queue].users; u; u = g->users[u].next) {
		const struct location_user *user = &g->users[u];
		uint32_t n = user->thread == e->thread ? e->index : clock_at(porf, user->thread);
		event_id before = last_before(g, user, n);
		if (before)
			c = clock_join(&g->clocks, c, &g->events[before].message, e->thread);
	}
	return c;
}

const struct clock *queue_past(struct graph *g, const struct event *e)
{
	event_id before = e->index ? graph_thread_event(g, e->thread, e->index - 1) : 0;
	const struct clock *hb = before ? g->events[before].hb : NULL,
			   *porf = before ? g->events[before].porf : NULL;

	return event_on_queue(e) ? porf : join_earlier(g, e, e->in_rf ? e->porf : porf, hb);
}

struct view queue_message(struct graph *g, const struct event *e)
{
	return (struct view){join_earlier(g, e, e->porf, e->hb), e->thread, e->index + 1};
}

/* --- The order of the lock ---------------------------------------------------------------------------- */

/* The first event of the same hold of locks. */
static const struct event *first_held(const struct graph *g, const struct event *e)
{
	return &g->events[g->threads[e->thread].at[e->index - e->step_index]];
}

/* Whether what was read of memory is no older than what the view shows. */
static bool is_up_to_date(const struct graph *g, const struct event *read, const struct view *v)
{
	struct past past = {v->clock, v->thread, v->count, read->bytes};
	event_id own = g->threads[read->thread].at[read->index], newest = event_writes(read) ? own : read->rf;

	return !past_hides(g, &past, newest);
}

/* Whether `other`, an operation on the same queue, may have had the lock before e did. */
static bool may_precede(const struct graph *g, const struct event *other, const struct event *e)
{
	const struct event *first = first_held(g, e);

	if (!e->step_index || other->thread == e->thread)
		return true;
	if (porf_before(first, other))
		return false;
	return first->queue != e->queue || event_on_queue(first) || is_up_to_date(g, first, &other->message);
}

/*
 * A load of the queue's word, which no other thread can know of before e is over; 0: the step begins with
 * something else.
 */
static uint32_t word_looked_at(const struct graph *g, const struct event *e)
{
	const struct event *first = first_held(g, e);

	return e->step_index == 1 && first->op == OP_LOAD && first->queue == e->queue ? first->location : 0;
}

bool queue_allows(const struct graph *g, event_id id, event_id *passed)
{
	const struct event *e = &g->events[id];
	uint32_t word = word_looked_at(g, e);

	*passed = 0;
	if (!e->step_index)
		return true;
	for (event_id w = e->rf;; w = g->events[w].mo_prev) {
		const struct event *before = &g->events[w];
		for (event_id r = before->readers; r; r = g->events[r].reader_next)
			if (g->events[r].kind == EV_READ && !may_precede(g, &g->events[r], e) &&
			    (!*passed || r < *passed))
				*passed = r;
		if (before->kind == EV_INIT)
			return true;
		if (!may_precede(g, before, e))
			return false;
		/*
		 * One that has looked at the same word has seen all that those before it show, and passes it
		 * on.
		 */
		if (word && word_looked_at(g, before) == word)
			return true;
	}
}

static bool reads_memory_late_enough(struct graph *g, const struct event *e)
{
	struct past past = {queue_past(g, e), e->thread, e->index, e->bytes};

	return !past_hides(g, &past, e->rf);
}

bool queue_allows_read(struct graph *g, event_id id)
{
	const struct event *e = &g->events[id];

	if (!event_on_queue(e))
		return reads_memory_late_enough(g, e);
	for (event_id w = g->events[e->rf].mo_next; w; w = g->events[w].mo_next)
		if (!may_precede(g, e, &g->events[w]))
			return false;
	return true;
}

bool queue_holds(struct graph *g, event_id id)
{
	event_id passed;

	if (g->events[id].kind == EV_READ || !event_on_queue(&g->events[id]))
		return queue_allows_read(g, id);
	return queue_allows(g, id, &passed) && !passed;
}
