/*
 * Which fiber runs.
 *
 * A fiber runs until it cannot go on. While recorded events are run again, it stops at a read whose
 * source has not happened yet, and at the end of what is recorded for it until all of that has happened.
 * Which one goes on then is the same every time, so that an execution depends on its graph alone.
 */
#include "rt/run/scheduler.h"

#include "engine/reserve.h"
#include "rt/error/debugger.h"
#include "rt/error/line_lock.h"
#include "rt/error/notes.h"
#include "rt/error/replay.h"
#include "rt/error/violation.h"
#include "rt/loops/counting.h"
#include "rt/loops/spin.h"
#include "rt/loops/undone.h"
#include "rt/rt.h"
#include "rt/run/fiber.h"
#include "rt/run/moments.h"
#include "rt/run/observer.h"
#include "rt/threads/thread.h"
#include "rt/threads/twins.h"
#include "rt/workers/workers.h"

static event_id *happened;
static uint32_t happened_at_end;
static uint32_t repeated; /* of these, while the execution is run again */

static struct fiber *goes_last; /* it is held up, but its turn all the same */
static uint32_t waits_at_once;  /* the thread, plus one, that is to be held up before others add anything */

/* Of what was never initialized nothing is known. */
bool schedule_would_wait(const struct held_up *h)
{
	if (rt_graph()->locations[h->location].unset)
		return false;
	rt.below++; /* perhaps it is a function of the program's: see model.c */
	bool waits = explore_would_wait(&rt.explorer, h->location, &h->operation);
	rt.below--;
	return waits;
}

/* Whether it can do more than what is recorded. */
static inline bool can_add(const struct fiber *f)
{
	if (f->state == FIBER_JOINING)
		return thread_has_ended(&rt_fibers[f->waits_for]);
	if (f->state == FIBER_ASLEEP)
		return f->woken_by;
	if (f->state == FIBER_HELD_UP)
		return !schedule_would_wait(f->held_up);
	return f->state == FIBER_READY || f->state == FIBER_RUNNABLE;
}

static bool can_go_on(const struct fiber *f)
{
	if (rt.unreplayed && f->done < graph_thread_length(rt_graph(), f->thread))
		return f->state != FIBER_NONE;
	return can_add(f);
}

bool schedule_may_yield(const struct fiber *f)
{
	for (uint32_t i = 0; i < rt_fiber_count; i++) {
		const struct fiber *g = &rt_fibers[i];
		if (g != f && (can_go_on(g) || (g->state == FIBER_YIELDING && g->waited < f->waited)))
			return true;
	}
	return false;
}

bool schedule_somebody_waits(const struct fiber *f)
{
	for (uint32_t i = 0; i < rt_fiber_count; i++)
		if (&rt_fibers[i] != f &&
		    (rt_fibers[i].state == FIBER_YIELDING || rt_fibers[i].state == FIBER_EXITING))
			return true;
	return false;
}

static bool comes_before(const struct fiber *f, const struct fiber *g)
{
	return f->waited < g->waited || (f->waited == g->waited && f->done < g->done);
}

bool schedule_is_ahead(const struct fiber *f)
{
	for (uint32_t i = 0; i < rt_fiber_count; i++) {
		const struct fiber *g = &rt_fibers[i];
		if (g != f && (can_go_on(g) || (g->state == FIBER_YIELDING && comes_before(g, f))))
			return true;
	}
	return false;
}

/* Of the fibers that let others go first the one that did so least often, and has done least. */
static struct fiber *most_patient(void)
{
	struct fiber *best = NULL;

	for (uint32_t i = 0; i < rt_fiber_count; i++) {
		struct fiber *f = &rt_fibers[i];
		if (f->state == FIBER_YIELDING && (!best || comes_before(f, best)))
			best = f;
	}
	return best;
}

/* A fiber other than f with events that have not happened again yet. */
static struct fiber *behind(const struct fiber *f)
{
	for (uint32_t i = 0; i < rt_fiber_count; i++) {
		struct fiber *g = &rt_fibers[i];
		if (g != f && g->state != FIBER_NONE && g->done < graph_thread_length(rt_graph(), i))
			return g;
	}
	return NULL;
}

/* The fiber that has to run so that e happens: its own, or the one that has to create that. */
static struct fiber *on_the_way_to(const struct event *e)
{
	while (rt_fibers[e->thread].state == FIBER_NONE) {
		event_id begin = graph_thread_event(rt_graph(), e->thread, 0);
		e = graph_event(rt_graph(), graph_event(rt_graph(), begin)->rf);
	}
	return &rt_fibers[e->thread];
}

void schedule_until_source_happened(event_id id)
{
	const struct event *e = graph_event(rt_graph(), id);

	while (e->rf && !event_has_happened(graph_event(rt_graph(), e->rf)))
		fiber_switch(on_the_way_to(graph_event(rt_graph(), e->rf)));
}

void schedule_set_in_step(struct fiber *f, bool in_step)
{
	if (f->in_step != in_step)
		rt.counters.in_steps += in_step ? 1u : -1u;
	f->in_step = in_step;
}

/*
 * The fiber that has begun something which is one step for the others. Where one has just read what another
 * did in the midst of its step, the other comes first.
 */
static struct fiber *fiber_in_step(void)
{
	struct fiber *found = NULL;
	event_id newest = 0;

	for (uint32_t i = 0; i < rt_fiber_count; i++) {
		event_id last = graph_thread_last(rt_graph(), i);
		if (!rt_fibers[i].in_step || rt_fibers[i].state != FIBER_RUNNABLE || last < newest)
			continue;
		newest = last;
		found = &rt_fibers[i];
	}
	return found;
}

/* What is recorded is recorded in the order that the witness will have. */
static event_id next_to_record(void)
{
	return rt.mode == RUN_RECORD && repeated < happened_at_end ? happened[repeated] : 0;
}

/*
 * Whose turn it is before f adds something. Who need not wait any more comes first; who has just been made
 * to wait does so: a thread that takes a lock again and again would be explored for as many times as
 * executions may be long before another has it.
 */
static struct fiber *comes_first(struct fiber *f)
{
	if (rt.mode == RUN_REPLAY)
		return f;
	if (rt.counters.in_steps)
		return fiber_in_step();
	struct fiber *waits = waits_at_once ? &rt_fibers[waits_at_once - 1] : NULL;
	waits_at_once = 0;
	if (waits && waits->state == FIBER_RUNNABLE)
		return waits;
	for (uint32_t i = 0; i < rt_fiber_count; i++)
		if (rt_fibers[i].state == FIBER_HELD_UP && can_add(&rt_fibers[i]))
			return &rt_fibers[i];
	return f;
}

/* Whether what the thread does next is new, and nothing asks for another to come first. */
static inline bool goes_right_on(const struct fiber *f)
{
	const struct graph *g = rt_graph();

	return rt.mode == RUN_EXPLORE && !rt.lines &&
	       !(rt.unreplayed | rt.counters.in_steps | rt.counters.held_up | waits_at_once | g->has_twins) &&
	       f->done >= graph_thread_length(g, f->thread);
}

static __attribute__((noinline)) event_id find_next_event(struct fiber *f, uint64_t pc)
{
	const struct graph *g = rt_graph();

	if (UNLIKELY(rt.lines))
		rt.lines->event(f, pc);
	for (;;) {
		event_id id = graph_thread_event(g, f->thread, f->done), next = next_to_record();
		if (UNLIKELY(next && next != id)) {
			fiber_switch(on_the_way_to(graph_event(g, next)));
			continue;
		}
		if (!id && !rt.unreplayed) {
			struct fiber *first = f;
			if (UNLIKELY(rt.counters.in_steps | rt.counters.held_up | waits_at_once))
				first = comes_first(f);
			if (UNLIKELY(rt.mode == RUN_REPLAY))
				replay_wait(f);
			if (first == f && UNLIKELY(g->has_twins) && !rt.counters.in_steps)
				first = twins_first(f);
			if (LIKELY(!first || first == f))
				return 0;
			fiber_switch(first);
			continue;
		}
		const struct event *e = graph_event(g, id);
		if (id && (!e->rf || event_has_happened(graph_event(g, e->rf))))
			return id;
		fiber_switch(id ? on_the_way_to(graph_event(g, e->rf)) : behind(f));
	}
}

event_id schedule_next_event(struct fiber *f, uint64_t pc)
{
	schedule_settle(f);
	return LIKELY(goes_right_on(f)) ? 0 : find_next_event(f, pc);
}

void schedule_done(struct fiber *f)
{
	event_id id = rt_graph()->threads[f->thread].at[f->done];
	struct event *e = graph_event(rt_graph(), id);

	if (UNLIKELY(rt_graph()->has_twins))
		twins_check(f, id);
	undone_note(f, e);
	if (id > rt.counters.newest_done)
		rt.counters.newest_done = id;
	e->effects = f->effects;
	f->done++;
	f->elided = 0;
	f->plain = 0;
	f->touched = 0;
	if (LIKELY(!rt_runs_again()))
		happened[rt.counters.happened++] = id;
	else
		repeated++;
	if (rt.unreplayed)
		rt.unreplayed--;
	if (UNLIKELY(moments_are_used))
		moment_happens(f, id);
	uint64_t *steps = &rt.worker->steps;
	/* relaxed: pairs with the reporter's look at whether it changes; nothing is read because of it */
	__atomic_store_n(steps, *steps + 1, __ATOMIC_RELAXED);
}

void schedule_check_replayed(bool same, uint64_t pc)
{
	if (LIKELY(same))
		return;
	if (rt_runs_again())
		rt.observer->differs(pc);
	violation_unsupported(pc,
	                      "a program that does something else when it is run again with the same values: "
	                      "it depends on what is not modelled (a file, the environment, uninitialized "
	                      "memory)");
}

static struct fiber *other_that_can_add(const struct fiber *f)
{
	for (uint32_t i = 0; i < rt_fiber_count; i++)
		if (&rt_fibers[i] != f && can_add(&rt_fibers[i]))
			return &rt_fibers[i];
	return NULL;
}

void schedule_init(void)
{
	size_t got;

	happened = engine_reserve(sizeof *happened << 28, &got);
}

void schedule_begin(void)
{
	repeated = 0;
	waits_at_once = rt_runs_again() || rt.mode == RUN_REPLAY ? 0 : rt.explorer.ousted;
}

event_id *schedule_happened(uint32_t *count)
{
	*count = happened_at_end;
	return happened;
}

void schedule_set_happened(uint32_t count)
{
	happened_at_end = count;
}

const event_id *schedule_happening(uint32_t *count)
{
	*count = rt.counters.happened;
	return happened;
}

static struct fiber *first_in_state(uint8_t state)
{
	for (uint32_t i = 0; i < rt_fiber_count; i++)
		if (rt_fibers[i].state == state)
			return &rt_fibers[i];
	return NULL;
}

/* Whether it waits for what another thread may do: its last event is a blocked read, or it sleeps. */
static bool waits_for_change(const struct fiber *f)
{
	return f->state == FIBER_LOCKING || f->state == FIBER_SLEEPING || f->state == FIBER_WAITING ||
	       f->state == FIBER_ASLEEP;
}

static bool stuck_for_good(const struct fiber *f)
{
	if (f->state == FIBER_SPINNING)
		return spin_saw_newest(f);
	if (f->state == FIBER_ASLEEP)
		return !f->limited;
	if (f->state == FIBER_HELD_UP)
		return false;
	if (!waits_for_change(f))
		return true;
	return !explore_newer_write(rt_graph(), rt_graph()->threads[f->thread].at[f->done - 1], false);
}

bool schedule_is_blocked(const struct fiber *f)
{
	for (uint32_t i = 0; i < rt_fiber_count; i++) {
		const struct fiber *g = &rt_fibers[i];
		bool waits = g->state == FIBER_SPINNING || waits_for_change(g);
		if (g != f && g->state == FIBER_HELD_UP && can_add(g))
			return true;
		if (g != f && (g->state == FIBER_ASSUMING || (waits && !stuck_for_good(g))))
			return true;
	}
	return false;
}

#define ITERATIONS_RUN_ON 10 /* before an execution is given up in which others wait on old values */

void schedule_run_on(struct fiber *f, uint64_t pc)
{
	schedule_settle(f);
	struct fiber *other = rt.unreplayed ? behind(f) : other_that_can_add(f);

	if (UNLIKELY(rt.mode == RUN_REPLAY) && replay_is_under_way())
		other = replay_next_fiber();
	twins_yield(f);
	f->plain = 0;
	f->ran_on_iterations = f->ran_on == f->done + 1 ? f->ran_on_iterations + 1 : 0;
	f->ran_on = f->done + 1;
	f->ran_on_pc = pc;
	if (other) {
		fiber_switch(other);
	} else if (!rt_runs_again() && f->ran_on_iterations >= ITERATIONS_RUN_ON && schedule_is_blocked(f)) {
		outcome_add_bound("a thread ran on for %d million plain accesses or pauses while others "
		                  "waited on old values: "
		                  "what it would have done then was not explored",
		                  ITERATIONS_RUN_ON * RUNS_ON / 1000000);
		f->state = FIBER_ASSUMING;
		schedule_others(f);
	}
}

void schedule_pause(uint64_t pc)
{
	struct fiber *f = rt.current;

	if (UNLIKELY(++f->plain > (rt_runs_again() ? RUNS_ON_AGAIN : RUNS_ON)))
		schedule_run_on(f, pc);
}

static bool waits_for_thread(const struct fiber *f)
{
	return (f->state == FIBER_LOCKING || f->state == FIBER_JOINING) && f->waits_for < rt_fiber_count;
}

/*
 * Whether a process that ends because main has returned may find the thread waiting: no thread was ever to
 * wait for it, and it waits for more to do, or for a thread that does. Not so if it waits for one that has
 * gone, or in a circle.
 */
static bool may_be_left(const struct fiber *f)
{
	for (uint32_t steps = 0; steps < rt_fiber_count && f->detached && stuck_for_good(f); steps++) {
		if (!waits_for_thread(f))
			return f->state == FIBER_SLEEPING || f->state == FIBER_ASLEEP ||
			       f->state == FIBER_WAITING || f->state == FIBER_SPINNING;
		f = &rt_fibers[f->waits_for];
	}
	return false;
}

/* The thread that ends the process; who has called exit does so even if main waits for the others. */
static struct fiber *ends_process(void)
{
	for (uint32_t i = 0; i < rt_fiber_count; i++)
		if (rt_fibers[i].state == FIBER_EXITING && !rt_fibers[i].waits_for_all)
			return &rt_fibers[i];
	return first_in_state(FIBER_EXITING);
}

/*
 * Whether the execution is of no use because of what the thread has come to. Not if the program has assumed
 * what does not hold: a process that does not wait for the thread may have ended before.
 */
static bool is_dropped(const struct fiber *f, const struct fiber *end)
{
	if (f->state == FIBER_ASSUMING)
		return end->waits_for_all || !f->assumed;
	return f->state == FIBER_ASLEEP && f->limited;
}

/* Whether the execution may go on with what comes after all threads: exit handlers. */
static struct fiber *exiting(void)
{
	struct fiber *f = ends_process();

	if (!f)
		return NULL;
	for (uint32_t i = 0; i < rt_fiber_count; i++)
		if (is_dropped(&rt_fibers[i], f))
			return NULL;
	if (!f->waits_for_all)
		return f;
	/*
	 * The others run to their end, and one that has none goes no further than main would if it waited for
	 * him.
	 */
	for (uint32_t i = 0; i < rt_fiber_count; i++)
		if ((waits_for_change(&rt_fibers[i]) || rt_fibers[i].state == FIBER_SPINNING ||
		     rt_fibers[i].state == FIBER_JOINING) &&
		    !(f->ends_process && may_be_left(&rt_fibers[i])))
			return NULL;
	return f;
}

static struct fiber *next_fiber(struct fiber *f)
{
	if (UNLIKELY(rt.mode == RUN_REPLAY) && replay_is_under_way())
		return replay_next_fiber();
	if (rt.unreplayed) {
		struct fiber *other = behind(f);
		return other || !can_go_on(f) ? other : f;
	}
	if (can_add(&rt_fibers[0]))
		return &rt_fibers[0];
	for (uint32_t i = rt.counters.ended_below; i < rt_fiber_count; i++)
		if (can_add(&rt_fibers[i]))
			return &rt_fibers[i];
	struct fiber *yielding = most_patient();
	if (yielding)
		return yielding;
	goes_last = first_in_state(FIBER_HELD_UP);
	return goes_last ? goes_last : exiting();
}

void schedule_note_end(void)
{
	uint32_t *i = &rt.counters.ended_below;

	while (*i < rt_fiber_count &&
	       (rt_fibers[*i].state == FIBER_ENDED || rt_fibers[*i].state == FIBER_NONE))
		++*i;
}

void schedule_others(struct fiber *f)
{
	do {
		fiber_switch(next_fiber(f));
		if (UNLIKELY(rt.mode == RUN_STUCK))
			debugger_be_shown();
	} while (!can_go_on(f) && f->state != FIBER_EXITING && f->state != FIBER_YIELDING);
}

bool schedule_others_first(struct fiber *f)
{
	f->state = FIBER_HELD_UP;
	rt.counters.held_up++;
	do {
		fiber_switch(next_fiber(f));
	} while (!can_go_on(f) && goes_last != f);
	f->state = FIBER_RUNNABLE;
	rt.counters.held_up--;
	bool last = goes_last == f;
	goes_last = NULL;
	return last;
}

void schedule_check_wait(const struct fiber *f, uint64_t pc)
{
	if (UNLIKELY(f->in_atomic_block))
		violation_simple(ACQ_MISUSE, pc,
		                 "the thread waits for another in an atomic block, which is one step");
}

bool schedule_asked_to_stop(void)
{
	/* relaxed: pairs with the store in ask_to_stop(); only the request itself matters */
	return __atomic_load_n(&rt.outcome->progress.stop, __ATOMIC_RELAXED);
}

static __attribute__((noinline)) void look_before_adding(struct fiber *f)
{
	if (UNLIKELY(rt_runs_again() || (rt.mode == RUN_REPLAY && !replay_is_under_way()))) {
		f->state = FIBER_HALTED;
		schedule_others(f);
		__builtin_unreachable();
	}
	if (UNLIKELY(schedule_asked_to_stop()) && (!rt.estimating || estimate_is_late())) {
		rt.interrupted = true;
		fiber_switch(NULL);
		__builtin_unreachable();
	}
	if (UNLIKELY(rt.mode == RUN_SEARCH))
		rt.observer->adds(f);
}

void schedule_may_add(struct fiber *f)
{
	if (UNLIKELY(rt.mode != RUN_EXPLORE || schedule_asked_to_stop()))
		look_before_adding(f);
	counting_adds(f);
}

_Noreturn void schedule_finish(void)
{
	undone_note(rt.current, NULL);
	rt.finished = true;
	fiber_switch(NULL);
	__builtin_unreachable();
}

/* Whether threads wait for each other, or one for itself. */
static bool in_a_cycle(const struct fiber *f)
{
	const struct fiber *next = f;

	for (uint32_t steps = 0; steps < rt_fiber_count && waits_for_thread(next); steps++) {
		next = &rt_fibers[next->waits_for];
		if (next == f)
			return true;
	}
	return false;
}

/* All threads that have not ended wait, and for nothing that is still to come: what is that called? */
uint32_t schedule_stuck_verdict(void)
{
	bool blocked = false, spin = false, sleep = false, cycle = false;

	for (uint32_t i = 0; i < rt_fiber_count; i++) {
		const struct fiber *f = &rt_fibers[i];
		if (f->state == FIBER_ASSUMING || f->gives_up || !stuck_for_good(f))
			return ACQ_OK;
		if (rt_fibers[0].ends_process && may_be_left(f))
			continue;
		blocked |= f->state == FIBER_LOCKING || f->state == FIBER_WAITING || in_a_cycle(f);
		sleep |= f->state == FIBER_SLEEPING || f->state == FIBER_ASLEEP;
		cycle |= in_a_cycle(f);
		spin |= f->state == FIBER_SPINNING;
	}
	if (sleep && !cycle)
		return ACQ_LOST_WAKEUP;
	return spin && !blocked ? ACQ_LIVELOCK : ACQ_DEADLOCK;
}
