/*
 * Which fiber runs, and what an execution came to.
 *
 * A fiber runs until it cannot go on. While recorded events are run again, it stops at a read whose
 * source has not happened yet, and at the end of what is recorded for it until all of that has happened.
 * Which one goes on then is the same every time, so that an execution depends on its graph alone.
 */
#include "rt/error/asserted.h"
#include "rt/loops/bounds.h"
#include "rt/error/slice.h"
#include "rt/abi/constructors.h"
#include "rt/cxx/stream.h"
#include "rt/loops/counting.h"
#include "rt/run/moments.h"
#include "rt/error/line_lock.h"
#include "rt/memory/opaque.h"
#include "rt/error/replay.h"
#include "rt/error/release_sequences.h"
#include "rt/rt.h"
#include "rt/error/minimize.h"
#include "rt/workers/workers.h"
#include "rt/libc/temporary_files.h"
#include "rt/threads/thread.h"
#include "rt/loops/turns.h"
#include "rt/run/undo.h"
#include "rt/abi/volatile.h"
#include "rt/memory/uninitialized.h"
#include "rt/memory/uninstrumented.h"

#include "engine/reserve.h"

static event_id snapshot_event;
static event_id *happened;
static uint32_t happened_at_end;
static uint32_t repeated; /* of these, while the execution is run again */

static bool estimating;  /* the execution is only run to estimate how many there are */
static bool interrupted; /* it ends in the middle, because we are asked to stop */

int fiber_mark(void (*save)(void *sp)); /* in fiber.S */

/* Whether it can do more than what is recorded. */
static inline bool can_add(const struct fiber *f)
{
	if (f->state == FIBER_JOINING)
		return thread_has_ended(&rt_fibers[f->waits_for]);
	if (f->state == FIBER_ASLEEP)
		return f->woken_by;
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

/* The fiber that has to run so that e happens: its own, or whoever has to create that. */
static struct fiber *on_the_way_to(const struct event *e)
{
	while (rt_fibers[e->thread].state == FIBER_NONE) {
		event_id begin = graph_thread_event(rt_graph(), e->thread, 0);
		e = graph_event(rt_graph(), graph_event(rt_graph(), begin)->rf);
	}
	return &rt_fibers[e->thread];
}

void schedule_hold(struct fiber *f, bool hold)
{
	if (f->holds != hold)
		rt.counters.holding += hold ? 1u : -1u;
	f->holds = hold;
}

/*
 * The fiber that has begun something which is one step for the others. Where one has just read what another
 * did in the midst of its step, the other comes first.
 */
static struct fiber *holder(void)
{
	struct fiber *found = NULL;
	event_id newest = 0;

	for (uint32_t i = 0; i < rt_fiber_count; i++) {
		event_id last = graph_thread_last(rt_graph(), i);
		if (!rt_fibers[i].holds || rt_fibers[i].state != FIBER_RUNNABLE || last < newest)
			continue;
		newest = last;
		found = &rt_fibers[i];
	}
	return found;
}

/* What is recorded is recorded in the order that the witness will have. */
static event_id next_to_record(void)
{
	return rt.recording && repeated < happened_at_end ? happened[repeated] : 0;
}

event_id schedule_next_event(struct fiber *f, uint64_t pc)
{
	const struct graph *g = rt_graph();

	volatile_settle(f);
	if (UNLIKELY(line_locks))
		line_lock_see_event(f, pc);
	for (;;) {
		event_id id = graph_thread_event(g, f->thread, f->done), next = next_to_record();
		if (UNLIKELY(next && next != id)) {
			fiber_switch(on_the_way_to(graph_event(g, next)));
			continue;
		}
		if (!id && !rt.unreplayed) {
			struct fiber *first = UNLIKELY(rt.counters.holding) && !rt.replaying ? holder() : f;
			if (UNLIKELY(rt.replaying))
				replay_wait(f);
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

/* Saves what a snapshot holds besides fibers and memory. */
static void save_counters(void)
{
	if (!undo_is_saved(rt.counters.serial))
		undo_save_object(&rt.counters.newest_done,
		                 sizeof(struct counters) - offsetof(struct counters, newest_done),
		                 &rt.counters.serial);
}

/* Called by fiber_mark with the stack pointer to come back to. */
static void save_snapshot(void *sp)
{
	struct fiber *f = rt.current;

	explore_set_snapshot(&rt.explorer, snapshot_event, undo_take_snapshot());
	streams_save();
	opaque_save();
	f->sp = sp;
	rt.counters.running = f;
	save_counters();
	fiber_save(f);
}

void schedule_snapshot(event_id id)
{
	if (LIKELY(!explore_wants_snapshot(&rt.explorer, id)) || rt.counters.newest_done > id || rt.again ||
	    uninitialized_count || rt.uninstrumented || temporary_count)
		return;
	snapshot_event = id;
	if (!fiber_mark(save_snapshot))
		return;
	/* Taken back: the event may read something else now, which has to happen first. */
	const struct event *e = graph_event(rt_graph(), id);
	while (e->rf && !event_has_happened(graph_event(rt_graph(), e->rf)))
		fiber_switch(on_the_way_to(graph_event(rt_graph(), e->rf)));
}

void schedule_done(struct fiber *f)
{
	event_id id = rt_graph()->threads[f->thread].at[f->done];
	struct event *e = graph_event(rt_graph(), id);

	turns_note(f, e);
	if (id > rt.counters.newest_done)
		rt.counters.newest_done = id;
	e->effects = f->effects;
	f->done++;
	f->patience = 0;
	f->plain = 0;
	if (LIKELY(!rt.again))
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
	if (rt.again)
		differential_differs(pc);
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
	if (!waits_for_change(f))
		return true;
	return !explore_newer_write(rt_graph(), rt_graph()->threads[f->thread].at[f->done - 1], false);
}

bool schedule_is_blocked(const struct fiber *f)
{
	for (uint32_t i = 0; i < rt_fiber_count; i++) {
		const struct fiber *g = &rt_fibers[i];
		bool waits = g->state == FIBER_SPINNING || waits_for_change(g);
		if (g != f && (g->state == FIBER_ASSUMING || (waits && !stuck_for_good(g))))
			return true;
	}
	return false;
}

#define TURNS_RUN_ON 10 /* before an execution is given up in which others wait on old values */

void schedule_run_on(struct fiber *f, uint64_t pc)
{
	volatile_settle(f);
	struct fiber *other = rt.unreplayed ? behind(f) : other_that_can_add(f);

	if (UNLIKELY(rt.replaying) && replay_is_under_way())
		other = replay_next_fiber();
	f->plain = 0;
	f->ran_on_turns = f->ran_on == f->done + 1 ? f->ran_on_turns + 1 : 0;
	f->ran_on = f->done + 1;
	f->ran_on_pc = pc;
	if (other) {
		fiber_switch(other);
	} else if (!rt.again && f->ran_on_turns >= TURNS_RUN_ON && schedule_is_blocked(f)) {
		outcome_add_bound("a thread ran on for %d million plain accesses or pauses while others "
		                  "waited on old values: "
		                  "what it would have done then was not explored",
		                  TURNS_RUN_ON * RUNS_ON / 1000000);
		f->state = FIBER_ASSUMING;
		schedule_others(f);
	}
}

void schedule_pause(uint64_t pc)
{
	struct fiber *f = rt.current;

	if (UNLIKELY(++f->plain > (rt.again ? RUNS_ON_AGAIN : RUNS_ON)))
		schedule_run_on(f, pc);
}

static bool waits_for_thread(const struct fiber *f)
{
	return (f->state == FIBER_LOCKING || f->state == FIBER_JOINING) && f->waits_for < rt_fiber_count;
}

/*
 * Whether a process that ends because main has returned may find the thread waiting: nobody was ever to wait
 * for it, and it waits for more to do, or for a thread that does. Not so if it waits for one that has gone,
 * or in a circle.
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
	 * The others run to their end, and whoever has none goes no further than main would if it waited for
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
	if (UNLIKELY(rt.replaying) && replay_is_under_way())
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
	return yielding ? yielding : exiting();
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
		if (UNLIKELY(rt.showing))
			replay_be_shown();
	} while (!can_go_on(f) && f->state != FIBER_EXITING && f->state != FIBER_YIELDING);
}

void schedule_check_wait(const struct fiber *f, uint64_t pc)
{
	if (UNLIKELY(f->in_atomic_block))
		violation_simple(ACQ_MISUSE, pc,
		                 "the thread waits for another in an atomic block, which is one step");
}

static bool asked_to_stop(void)
{
	/* relaxed: pairs with the store in ask_to_stop(); only the request itself matters */
	return __atomic_load_n(&rt.outcome->progress.stop, __ATOMIC_RELAXED);
}

void schedule_may_add(struct fiber *f)
{
	if (UNLIKELY(rt.again || (rt.replaying && !replay_is_under_way()))) {
		f->state = FIBER_HALTED;
		schedule_others(f);
		__builtin_unreachable();
	}
	if (UNLIKELY(asked_to_stop()) && (!estimating || estimate_is_late())) {
		interrupted = true;
		fiber_switch(NULL);
		__builtin_unreachable();
	}
	if (UNLIKELY(rt.searching))
		minimize_may_add(f);
	counting_adds(f);
}

_Noreturn void schedule_finish(void)
{
	turns_note(rt.current, NULL);
	rt.finished = true;
	fiber_switch(NULL);
	__builtin_unreachable();
}

/* --- Executions --------------------------------------------------------------------------------------- */

static void *run_main(void *unused)
{
	(void)unused;
	constructors_run();
	return (void *)(intptr_t)rt.main(rt.argc, rt.argv, rt.envp);
}

static uint32_t events_done(void)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < rt_fiber_count; i++)
		n += rt_fibers[i].done;
	return n;
}

/* Runs the program through the graph as it is now, from the snapshot if there is one. */
static void run_execution(uint64_t snapshot)
{
	rt.finished = rt_violated = false;
	repeated = 0;
	if (!rt.again)
		uninitialized_begin();
	fiber_undo_to((uint32_t)snapshot);
	if (UNLIKELY(temporary_count))
		temporary_close_all();
	if (UNLIKELY(rt.uninstrumented))
		uninstrumented_restore();
	save_counters();
	rt.unreplayed = rt_graph()->live - events_done();
	if (!snapshot)
		fiber_prepare(rt.counters.running = fiber_get(0), run_main, NULL);
	fiber_switch(rt.counters.running);
	if (!rt.again)
		happened_at_end = rt.counters.happened;
}

void schedule_run_again(uint64_t snapshot)
{
	rt.again = true;
	run_execution(snapshot);
	rt.again = false;
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
static uint32_t stuck_verdict(void)
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

/* A race is one whatever the bytes hold that were read too early. */
static bool between_threads(const struct violation *v)
{
	return v->verdict == ACQ_DATA_RACE ||
	       (v->verdict == ACQ_USE_AFTER_FREE && v->has_previous && !v->ordered);
}

/*
 * Runs what the error depends on once more, for the record. If it is not found there, because it depends on
 * something that is not in the graph, everything is run.
 */
static void record(bool stuck)
{
	slice_cut(&rt_violation, stuck);
	rt.recording = rt.again = true;
	run_execution(0);
	if (record_begin_again(false)) {
		slice_undo();
		run_execution(0);
	}
	if (stuck)
		asserted_sleep();
	if (asserted_is_known() && record_begin_again(true))
		run_execution(0);
}

static _Noreturn void report(void)
{
	if (!rt.recording) {
		if (uninitialized_count && !between_threads(&rt_violation))
			differential_check();
		workers_found_error();
		minimize_error(!rt_violated);
		if (between_threads(&rt_violation))
			rt.outcome->c11_orders = sequences_order_race(&rt_violation);
		record(!rt_violated);
	}
	if (!rt_violated)
		record_stuck();
	outcome_finish(rt_violation.verdict, false);
}

static void judge_execution(void)
{
	if (!rt_violated && rt.unreplayed) {
		struct violation v = {.verdict = ACQ_UNSUPPORTED, .order = ACQ_NO_ORDER};
		violation_message(&v,
		                  "a program that ends earlier when it is run again with the same values");
		violation_of_execution(&v);
	}
	if (UNLIKELY(rt_graph()->c11_sequences))
		sequences_look();
	if (rt_violated)
		report();
	if (rt.finished) {
		heap_check_leaks();
	} else {
		workers_count(false);
		uint32_t verdict = stuck_verdict();
		if (verdict != ACQ_OK) {
			struct violation v = {.verdict = verdict, .order = ACQ_NO_ORDER};
			replay_show_stuck();
			violation_of_execution(&v);
		}
	}
}

static bool next_graph(void)
{
	bool more = explore_next(&rt.explorer);

	if (rt.explorer.cut)
		counting_say_cut();
	return more;
}

bool schedule_run_next(void)
{
	if (!next_graph())
		return false;
	run_execution(explore_resume(&rt.explorer));
	if (!rt.finished)
		minimize_found_stuck(stuck_verdict());
	return true;
}

/* Runs an execution that came to its end without an error once more, for what it prints. */
static void show_output(void)
{
	static bool done;

	if (done)
		return;
	done = true;
	if (!workers_shows_output())
		return;
	rt.showing_output = true;
	schedule_run_again(explore_return_to(&rt.explorer, 0));
	rt.showing_output = false;
	record_show_output();
}

static bool at_a_limit(void)
{
	return asked_to_stop() || workers_at_limit();
}

_Noreturn void violation_of_execution(const struct violation *v)
{
	rt_violation = *v;
	if (v->verdict == ACQ_LEAK)
		replay_stop();
	report();
}

void schedule_run_for_estimate(void)
{
	estimating = true;
	run_execution(explore_resume(&rt.explorer));
	estimating = interrupted = false;
}

/* Runs the execution of a witness, which must end in an error. */
static _Noreturn void run_replay(void)
{
	run_execution(0);
	replay_check();
	rt.replaying = false;
	judge_execution();
	if (uninitialized_count)
		differential_check();
	replay_strayed("the program comes to its end without an error");
}

_Noreturn void schedule_run(void)
{
	size_t got;
	bool next =
		/* the first worker begins with the empty graph, which is there without explore_next */
		workers_leads();

	happened = engine_reserve(sizeof *happened << 28, &got);
	if (rt.replaying)
		run_replay();
	for (;;) {
		if (next) {
			run_execution(explore_resume(&rt.explorer));
			if (interrupted)
				workers_finish(true);
			judge_execution();
			bool complete = rt.finished;
			if (complete)
				bounds_note_complete();
			if (UNLIKELY(uninitialized_count))
				differential_check();
			if (complete)
				workers_count(true);
			if (complete && rt.outcome->request.show_output)
				show_output();
			workers_share();
		}
		while (!(next = next_graph()))
			workers_next_piece();
		if (at_a_limit())
			workers_finish(true);
	}
}
