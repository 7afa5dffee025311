#include "queue.h"

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
	const struct event *b = &g->events[before];

	if (!before)
		return NULL;
	return event_on_queue(e) ? b->porf : join_earlier(g, e, b->porf, b->hb);
}

struct view queue_message(struct graph *g, const struct event *e)
{
	return (struct view){join_earlier(g, e, e->porf, e->hb), e->thread, e->index + 1};
}

/* --- The order of the lock ---------------------------------------------------------------------------- */

/* The first event of the same hold of locks. */
static const struct event *first_held(const struct graph *g, const struct event *e)
{
	return &g->events[g->threads[e->thread].at[e->index - e->held]];
}

/* Whether what was read of memory is no older than what the view shows. */
static bool is_up_to_date(const struct graph *g, const struct event *read, const struct view *v)
{
	struct past past = {v->clock, v->thread, v->count};
	event_id own = g->threads[read->thread].at[read->index], newest = event_writes(read) ? own : read->rf;

	for (event_id w = g->locations[read->location].mo_last; w != newest; w = g->events[w].mo_prev)
		if (past_covers(g, &past, w))
			return false;
	return true;
}

/* Whether `other`, an operation on the same queue, may have had the lock before e did. */
static bool may_precede(const struct graph *g, const struct event *other, const struct event *e)
{
	const struct event *first = first_held(g, e);

	if (!e->held || other->thread == e->thread)
		return true;
	if (porf_before(first, other))
		return false;
	return first->queue != e->queue || event_on_queue(first) || is_up_to_date(g, first, &other->message);
}

/* Whoever comes after such a one need not look at those before it: it has seen what they show, and passes that on. */
static bool passes_all_on(const struct graph *g, const struct event *e)
{
	return e->held == 1 && first_held(g, e)->kind == EV_READ && first_held(g, e)->queue == e->queue;
}

bool queue_allows(const struct graph *g, event_id id, event_id *passed)
{
	const struct event *e = &g->events[id];

	*passed = 0;
	if (!e->held)
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
		if (passes_all_on(g, before) && passes_all_on(g, e))
			return true;
	}
}

bool queue_allows_read(const struct graph *g, event_id id)
{
	const struct event *e = &g->events[id];

	for (event_id w = g->events[e->rf].mo_next; w; w = g->events[w].mo_next)
		if (!may_precede(g, e, &g->events[w]))
			return false;
	return true;
}

bool queue_holds(const struct graph *g, event_id id)
{
	event_id passed;

	if (g->events[id].kind == EV_READ)
		return queue_allows_read(g, id);
	return queue_allows(g, id, &passed) && !passed;
}
