/* Executions one after the other, what each comes to, and the report of an error. */
#include "rt/run/driver.h"

#include "rt/error/asserted.h"
#include "rt/error/debugger.h"
#include "rt/error/hand_over.h"
#include "rt/error/minimize.h"
#include "rt/error/notes.h"
#include "rt/error/record.h"
#include "rt/error/release_sequences.h"
#include "rt/error/replay.h"
#include "rt/error/slice.h"
#include "rt/error/violation.h"
#include "rt/loops/bounds.h"
#include "rt/loops/counting.h"
#include "rt/memory/leaks.h"
#include "rt/memory/uninitialized.h"
#include "rt/memory/units.h"
#include "rt/run/execution.h"
#include "rt/run/observer.h"
#include "rt/run/operation.h"
#include "rt/run/scheduler.h"
#include "rt/threads/foreign_calls.h"
#include "rt/threads/twins.h"
#include "rt/workers/workers.h"

/* --- Who looks on --------------------------------------------------------------------------------------- */

static void stop_debugger(struct fiber *f, const struct violation *v)
{
	(void)f, (void)v;
	debugger_stop();
}

static const struct observer exploring = {
	.event = observe_no_event,
	.access = observe_no_access,
	.heap = observe_no_heap,
	.output = observe_no_output,
	.step = observe_no_step,
	.differs = observe_no_difference,
	.adds = observe_nothing_added,
	.violation = stop_debugger,
};

static void record_end(struct fiber *f, const struct violation *v)
{
	differential_ends(f, v);
	record_violation(f, v);
}

static const struct observer recording = {
	.event = record_event,
	.access = record_plain,
	.heap = record_heap,
	.output = record_output,
	.step = differential_see, /* it finds where uninitialized bytes decide */
	.differs = differential_differs,
	.adds = observe_nothing_added,
	.violation = record_end,
};

static const struct observer showing_output = {
	.event = observe_no_event,
	.access = observe_no_access,
	.heap = observe_no_heap,
	.output = record_output,
	.step = observe_no_step,
	.differs = observe_no_difference,
	.adds = observe_nothing_added,
	.violation = observe_no_violation,
};

/* --- An error ------------------------------------------------------------------------------------------- */

static bool next_graph(void)
{
	bool more = explore_next(&rt.explorer);

	if (rt.explorer.cut)
		counting_say_cut();
	if (UNLIKELY(rt.explorer.strays))
		outcome_add_bound(
			"a thread waited for an object that the program stores to by itself: what it "
			"would have done then was not all explored");
	return more;
}

/* Runs the present graph, and goes on from there: again, if it is found that a thread should have waited. */
static void run_present(void)
{
	execution_run(explore_resume(&rt.explorer));
	while (UNLIKELY(rt.withdrawn)) {
		explore_withdraw(&rt.explorer, rt.withdrawn);
		execution_run(explore_resume(&rt.explorer));
	}
}

/* While a shorter error is looked for: goes on with the next execution. False: there is none. */
static bool run_next(void)
{
	if (!next_graph())
		return false;
	run_present();
	if (!rt.finished)
		minimize_found_stuck(schedule_stuck_verdict());
	operation_add_held_up();
	return true;
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
	rt.mode = RUN_RECORD;
	rt.observer = &recording;
	execution_run(0);
	if (record_begin_again(false)) {
		slice_undo();
		execution_run(0);
	}
	if (stuck)
		asserted_sleep();
	if (asserted_is_known() && record_begin_again(true))
		execution_run(0);
}

static void check_uninitialized(void);

static _Noreturn void report(void)
{
	/* What commutes is ordered by less than in a real execution: see engine/commute.c. */
	if (UNLIKELY(rt_graph()->has_commuting)) {
		/* relaxed: pairs with the reporter's look when all have ended */
		__atomic_store_n(&rt.outcome->irreducible, 1, __ATOMIC_RELAXED);
		workers_finish(true);
	}
	if (UNLIKELY(twins_may_excuse(&rt_violation))) {
		/* relaxed: likewise */
		__atomic_store_n(&rt.outcome->asymmetric, 1, __ATOMIC_RELAXED);
		workers_finish(true);
	}
	foreign_calls_say();
	if (rt.mode != RUN_RECORD) {
		if (!between_threads(&rt_violation))
			check_uninitialized();
		workers_found_error();
		minimize_error(!rt_violated, run_next);
		if (between_threads(&rt_violation))
			rt.outcome->c11_orders = release_sequences_order_race(&rt_violation);
		record(!rt_violated);
	}
	if (!rt_violated)
		record_stuck();
	outcome_finish(rt_violation.verdict, false);
}

/* The error is about the execution as a whole. */
static _Noreturn void report_of_execution(const struct violation *v)
{
	rt_violation = *v;
	if (v->verdict == ACQ_LEAK)
		debugger_stop();
	report();
}

/* Whether what the execution did depends on bytes that were never written. */
static void check_uninitialized(void)
{
	struct violation v;

	if (UNLIKELY(uninitialized_count) && differential_check(&v))
		report_of_execution(&v);
}

static void check_leaks(void)
{
	struct violation v;

	if (leak_found(&v))
		report_of_execution(&v);
}

static void judge_stuck(void)
{
	struct violation v = {.verdict = schedule_stuck_verdict(), .order = ACQ_NO_ORDER};

	if (v.verdict == ACQ_OK)
		return;
	const char *library = foreign_calls_of_waiting();
	if (UNLIKELY(library))
		foreign_calls_excuse(&v, library, "threads that wait for ever");
	debugger_show_stuck();
	report_of_execution(&v);
}

static void judge_execution(void)
{
	if (!rt_violated && rt.unreplayed) {
		struct violation v = {.verdict = ACQ_UNSUPPORTED, .order = ACQ_NO_ORDER};
		violation_message(&v,
		                  "a program that ends earlier when it is run again with the same values");
		report_of_execution(&v);
	}
	if (UNLIKELY(rt_graph()->c11_sequences))
		release_sequences_look();
	units_look();
	if (rt_violated)
		report();
	if (rt.finished) {
		check_leaks();
	} else {
		workers_count(false);
		judge_stuck();
	}
}

/* --- Executions ----------------------------------------------------------------------------------------- */

/* Runs an execution that came to its end without an error once more, for what it prints. */
static void show_output(void)
{
	static bool done;

	if (done)
		return;
	done = true;
	if (!workers_shows_output())
		return;
	execution_run_again(explore_return_to(&rt.explorer, 0), &showing_output);
	record_show_output();
}

static bool at_a_limit(void)
{
	return schedule_asked_to_stop() || rt.outcome->irreducible || rt.outcome->asymmetric ||
	       rt.outcome->found_unit || workers_at_limit();
}

/* Runs one execution that counts for nothing: see estimate.c. */
static void run_for_estimate(void)
{
	rt.estimating = true;
	execution_run(explore_resume(&rt.explorer));
	operation_add_held_up();
	rt.estimating = rt.interrupted = false;
}

/* Runs the execution of a witness, which must end in an error. */
static _Noreturn void run_replay(void)
{
	uint32_t count;

	execution_run(0);
	if (rt.outcome->found_unit)
		outcome_finish(ACQ_UNSUPPORTED, false);
	const struct acq_witness_event *done = rt.outcome->strayed ? NULL : witness_make(&count);
	if (done && replay_follows(done, count)) {
		rt.mode = RUN_EXPLORE;
		judge_execution();
		check_uninitialized();
		replay_strayed("the program comes to its end without an error");
	}
	outcome_finish(ACQ_UNSUPPORTED, false);
}

static void explore_one(void)
{
	run_present();
	if (rt.interrupted)
		workers_finish(true);
	judge_execution();
	if (UNLIKELY(!twins_hold_to_the_end()))
		workers_finish(true);
	bool complete = rt.finished;
	if (complete) {
		bounds_note_complete();
		foreign_calls_say();
	}
	check_uninitialized();
	if (complete)
		workers_count(true);
	if (complete && rt.outcome->request.show_output)
		show_output();
	operation_add_held_up();
	workers_share();
}

_Noreturn void driver_run(void)
{
	/* the first worker begins with the empty graph, which is there without explore_next */
	bool next = workers_leads();

	schedule_init();
	estimate_init(run_for_estimate);
	rt.observer = &exploring;
	if (rt.mode == RUN_REPLAY)
		run_replay();
	for (;;) {
		if (next)
			explore_one();
		while (!(next = next_graph()))
			workers_next_piece();
		if (at_a_limit())
			workers_finish(true);
	}
}
