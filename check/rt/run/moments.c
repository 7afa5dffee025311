/* When events happen, on the virtual clocks of their threads. */
#include "rt/run/moments.h"

#include "engine/reserve.h"

struct moment {
	uint64_t now, busy;
};

bool moments_are_used;
static struct moment
	*moments; /* by event; zeros until somebody asks, because all clocks have stood still until then */
static size_t moment_count;

struct fiber *moment_fiber(void)
{
	size_t got;

	if (UNLIKELY(!moments_are_used)) {
		moments = engine_reserve(sizeof *moments * rt_graph()->max_events, &got);
		moment_count = got / sizeof *moments;
		moments_are_used = true;
	}
	return rt.current;
}

static uint64_t later(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

void moment_happens(struct fiber *f, event_id id)
{
	const struct event *e = graph_event(rt_graph(), id);

	if (id >= moment_count)
		engine_out_of_memory("the times of events");
	if (e->rf && graph_event(rt_graph(), e->rf)->kind != EV_INIT) {
		f->now = later(f->now, moments[e->rf].now);
		f->busy = later(f->busy, moments[e->rf].busy);
	}
	moments[id] = (struct moment){f->now, f->busy};
}
