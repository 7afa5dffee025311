/*
 * What every step of a thread that is an event goes through: the event is the one that is recorded for it,
 * or a new one is added; a snapshot is taken if there are alternatives to it; then it has happened, and the
 * observer gets it. Operations on memory, which loops may elide, are in operation.c.
 */
#ifndef ACQREL_RT_EVENT_STEP_H
#define ACQREL_RT_EVENT_STEP_H

#include "rt/rt.h"

struct event_step {
	uint64_t pc;         /* where the program's call returns to; 0: it makes none */
	uint64_t what, with; /* what it does, and with what: the event of another step differs */
	uint16_t peer;       /* the other thread that it is about, if any */
	bool alternatives;   /* the event may have some */
	bool effect;         /* a loop that takes the step changes something */
	bool (*matches)(const struct event *e, const struct event_step *s);
	event_id (*add)(struct fiber *f, const struct event_step *s);
};

/* Takes the step at once. Returns its event. */
event_id event_step(struct fiber *f, const struct event_step *s);

/*
 * The same for a thread that has waited until it may go on. recorded: what schedule_next_event has returned;
 * the caller has called observe_step before it waited.
 */
event_id event_step_after_wait(struct fiber *f, const struct event_step *s, event_id recorded);

/* The running fiber's next event has happened; effect: see above. */
void event_step_happened(struct fiber *f, event_id id, bool effect);

#endif
