#include "rt/error/replay.h"

#include "engine/reserve.h"
#include "rt/error/violation.h"
#include "rt/run/fiber.h"
#include "rt/run/scheduler.h"

#include <stdarg.h>
#include <stdio.h>
#include <sys/mman.h>

static const struct acq_witness_event *events;
static uint32_t event_count;

void replay_init(void)
{
	const struct acq_request *q = &rt.outcome->request;

	if (!q->witness.count)
		return;
	size_t size = q->witness.off + q->witness.count * sizeof *events;
	char *p = mmap(NULL, size, PROT_READ, MAP_SHARED, rt.outcome_fd, 0);
	if (p == MAP_FAILED)
		engine_out_of_memory("the witness");
	events = (const struct acq_witness_event *)(p + q->witness.off);
	event_count = (uint32_t)q->witness.count;
	rt.mode = RUN_REPLAY;
}

void replay_strayed(const char *format, ...)
{
	va_list arguments;

	rt.below++;
	va_start(arguments, format);
	vsnprintf(rt_violation.message, sizeof rt_violation.message, format, arguments);
	va_end(arguments);
	rt.below--;
	rt.outcome->strayed = 1;
}

static _Noreturn void leave(void)
{
	fiber_switch(NULL);
	__builtin_unreachable();
}

bool replay_is_under_way(void)
{
	return rt.counters.happened < event_count;
}

static const struct acq_witness_event *next_event(void)
{
	return &events[rt.counters.happened];
}

static bool can_be_next(const struct fiber *f)
{
	if (f->state == FIBER_JOINING)
		return rt_fibers[f->waits_for].state == FIBER_ENDED;
	if (f->state == FIBER_ASLEEP)
		return f->woken_by;
	return f->state == FIBER_READY || f->state == FIBER_RUNNABLE || f->state == FIBER_EXITING;
}

struct fiber *replay_next_fiber(void)
{
	uint16_t thread = next_event()->thread;

	if (thread < rt_fiber_count && can_be_next(&rt_fibers[thread]))
		return &rt_fibers[thread];
	return NULL;
}

void replay_wait(struct fiber *f)
{
	while (replay_is_under_way() && next_event()->thread != f->thread)
		fiber_switch(replay_next_fiber());
}

/* --- Events ------------------------------------------------------------------------------------------- */

static _Noreturn void stray_here(void)
{
	replay_strayed("at event %u of %u, thread %u does something else", rt.counters.happened + 1,
	               event_count, next_event()->thread);
	leave();
}

/* The event with this number in the witness; 0: the location's initial value. */
static event_id event_numbered(uint32_t n, uint32_t location)
{
	uint32_t unused;

	return n ? schedule_happened(&unused)[n - 1] : rt_graph()->locations[location].init;
}

/* The number of f's last event; 0: it has none. */
static uint32_t last_number(const struct fiber *f)
{
	static uint32_t numbers[UINT16_MAX + 1], known;

	for (; known < rt.counters.happened; known++)
		numbers[events[known].thread] = known + 1;
	return numbers[f->thread];
}

enum iteration replay_iteration(struct fiber *f, uint64_t pc, uint64_t address)
{
	uint32_t n = last_number(f);

	if (!n || events[n - 1].elided <= f->elided)
		return next_event()->no_revisit ? ITERATION_NO_REVISIT : ITERATION_EVENT;
	if (!counting_repeated(f, pc, address))
		stray_here();
	graph_event(rt_graph(), event_numbered(n, 0))->elided = ++f->elided;
	return ITERATION_ELIDED;
}

static event_id allowed(event_id id)
{
	if (id)
		return id;
	replay_strayed("event %u of %u is not possible there in the memory model", rt.counters.happened + 1,
	               event_count);
	leave();
}

event_id replay_read(struct fiber *f, uint32_t location, const struct operation *op)
{
	const struct acq_witness_event *w = next_event();

	if (w->thread != f->thread || w->op != op->op || !w->location)
		stray_here();
	return allowed(explore_replayed_read(&rt.explorer, f->thread, location, op,
	                                     event_numbered(w->from, location), w->variant));
}

event_id replay_write(struct fiber *f, uint32_t location, const struct operation *op)
{
	const struct acq_witness_event *w = next_event();

	if (w->thread != f->thread || w->op != op->op || !w->location)
		stray_here();
	if (op->bytes)
		return allowed(explore_replayed_read(&rt.explorer, f->thread, location, op,
		                                     event_numbered(w->after, location), 0));
	return allowed(explore_replayed_write(&rt.explorer, f->thread, location, op,
	                                      event_numbered(w->after, location)));
}

event_id replay_choice(struct fiber *f, uint32_t alternatives, uint64_t pc)
{
	const struct acq_witness_event *w = next_event();

	if (w->thread != f->thread || w->kind != EV_CHOICE || w->value >= alternatives)
		stray_here();
	event_id id = explore_add_choice(&rt.explorer, f->thread, 1, pc);
	graph_event(rt_graph(), id)->value_read = w->value;
	return id;
}

static bool same(const struct acq_witness_event *a, const struct acq_witness_event *b)
{
	return a->kind == b->kind && a->op == b->op && a->order == b->order && a->size == b->size &&
	       a->variant == b->variant && a->no_revisit == b->no_revisit && a->thread == b->thread &&
	       a->peer == b->peer && a->location == b->location && a->from == b->from &&
	       a->after == b->after && a->value == b->value;
}

bool replay_follows(const struct acq_witness_event *done, uint32_t count)
{
	for (uint32_t i = 0; i < count && !rt.outcome->strayed; i++)
		if (!same(&done[i], &events[i]))
			replay_strayed("at event %u of %u, thread %u does something else", i + 1, event_count,
			               events[i].thread);
	if (count < event_count && !rt.outcome->strayed)
		replay_strayed("thread %u does not come to event %u of %u", events[count].thread, count + 1,
		               event_count);
	for (uint32_t i = 0; i < rt_fiber_count && !rt_violated && !rt.outcome->strayed; i++)
		if (rt_fibers[i].state == FIBER_HALTED)
			replay_strayed("after the last of %u events, thread %u goes on without an error",
			               event_count, i);
	return !rt.outcome->strayed;
}
