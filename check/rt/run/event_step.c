#include "rt/run/event_step.h"

#include "rt/run/execution.h"
#include "rt/run/observer.h"
#include "rt/run/scheduler.h"

void event_step_happened(struct fiber *f, event_id id, bool effect)
{
	f->effects += effect;
	schedule_done(f);
	observe_event(f, id);
}

event_id event_step_after_wait(struct fiber *f, const struct event_step *s, event_id recorded)
{
	event_id id = recorded;

	if (id) {
		schedule_check_replayed(s->matches(graph_event(rt_graph(), id), s), s->pc);
	} else {
		schedule_may_add(f);
		id = s->add(f, s);
	}
	if (s->alternatives)
		execution_snapshot(id);
	event_step_happened(f, id, s->effect);
	return id;
}

event_id event_step(struct fiber *f, const struct event_step *s)
{
	observe_step(s->pc, s->what, s->with);
	return event_step_after_wait(f, s, schedule_next_event(f, s->pc));
}
