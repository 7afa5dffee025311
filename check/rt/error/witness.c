/* What is to be known about the reported execution so that it can be run again: see replay.h. */
#include "engine/reserve.h"
#include "rt/error/replay.h"
#include "rt/run/scheduler.h"

static uint32_t *number;          /* by event: which it was, from 1; 0: it has not happened */
static uint32_t *location_number; /* by location: likewise */
static uint32_t *thread_number;

static struct acq_witness_event *reserve(void)
{
	size_t got;

	number = engine_reserve(sizeof *number << 28, &got);
	location_number = engine_reserve(sizeof *location_number << 26, &got);
	thread_number = engine_reserve(sizeof *thread_number << 16, &got);
	return engine_reserve(sizeof(struct acq_witness_event) << 25, &got);
}

/* The last of the writes before it in modification order that had happened by then; 0: the initial value. */
static uint32_t predecessor(const struct event *e)
{
	event_id w = e->mo_prev;

	while (w && !number[w])
		w = graph_event(rt_graph(), w)->mo_prev;
	return number[w];
}

const struct acq_witness_event *witness_make(uint32_t *count)
{
	struct acq_witness_event *events = reserve();
	const event_id *happened = schedule_happened(count);
	uint32_t threads = 1, locations = 0;

	for (uint32_t i = 0; i < *count; i++) {
		const struct event *e = graph_event(rt_graph(), happened[i]);
		struct acq_witness_event *w = &events[i];
		*w = (struct acq_witness_event){.kind = e->kind == EV_PART ? EV_WRITE : e->kind,
		                                .order = e->order,
		                                .elided = e->elided};
		if (e->kind == EV_CREATE)
			thread_number[e->peer] = threads++;
		w->thread = (uint16_t)thread_number[e->thread];
		if (e->kind == EV_CREATE || e->kind == EV_JOIN)
			w->peer = thread_number[e->peer];
		if (e->kind == EV_CHOICE)
			w->value = (uint32_t)e->value_read;
		if (e->location) {
			if (!location_number[e->location])
				location_number[e->location] = ++locations;
			w->location = location_number[e->location];
			w->op = e->op;
			w->order = e->order_success;
			w->size = e->size;
			w->variant = e->variant;
			w->no_revisit = e->no_revisit;
			if (event_reads(e))
				w->from = number[e->rf];
			else
				w->after = predecessor(e);
		}
		number[happened[i]] = i + 1;
	}
	return events;
}
