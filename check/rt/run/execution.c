/* One execution: from its beginning or a snapshot to its end. */
#include "rt/run/execution.h"

#include "rt/abi/constructors.h"
#include "rt/cxx/stream.h"
#include "rt/error/violation.h"
#include "rt/libc/process_state.h"
#include "rt/libc/temporary_files.h"
#include "rt/memory/ended_frames.h"
#include "rt/memory/opaque.h"
#include "rt/memory/uninitialized.h"
#include "rt/memory/uninstrumented.h"
#include "rt/run/fiber.h"
#include "rt/run/library_locals.h"
#include "rt/run/operation.h"
#include "rt/run/scheduler.h"
#include "rt/run/undo.h"

static event_id snapshot_event;

int fiber_mark(void (*save)(void *sp)); /* in fiber.S */

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

	fiber_note_locals(f);
	explore_set_snapshot(&rt.explorer, snapshot_event, undo_take_snapshot());
	streams_save();
	opaque_save();
	f->sp = sp;
	if (UNLIKELY(float_state_is_used))
		f->floats = float_state_get();
	rt.counters.running = f;
	save_counters();
	fiber_save(f);
}

void execution_snapshot(event_id id)
{
	if (LIKELY(!explore_wants_snapshot(&rt.explorer, id)) || rt.counters.newest_done > id ||
	    rt_runs_again() || uninitialized_count || rt.uninstrumented || rt.temporary_files)
		return;
	snapshot_event = id;
	frames_settle(rt.current);
	if (!fiber_mark(save_snapshot))
		return;
	/* Taken back: the event may read something else now, which has to happen first. */
	schedule_until_source_happened(id);
}

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
void execution_run(uint64_t snapshot)
{
	rt.finished = rt_violated = rt.cut_short = false;
	schedule_begin();
	if (!rt_runs_again())
		uninitialized_begin();
	fiber_undo_to((uint32_t)snapshot);
	process_state_restore();
	if (UNLIKELY(rt.temporary_files))
		temporary_close_all();
	if (UNLIKELY(rt.uninstrumented))
		uninstrumented_restore();
	save_counters();
	rt.unreplayed = rt_graph()->live - events_done();
	rt.first_added = rt_graph()->next_event;
	rt.withdrawn = 0;
	if (!snapshot)
		fiber_prepare(rt.counters.running = fiber_get(0), run_main, NULL);
	fiber_switch(rt.counters.running);
	if (rt_runs_again())
		return;
	schedule_set_happened(rt.counters.happened);
	operation_note_held_up();
}

void execution_run_again(uint64_t snapshot, const struct observer *observer)
{
	const struct observer *before = rt.observer;

	rt.observer = observer;
	rt.mode = RUN_AGAIN;
	execution_run(snapshot);
	rt.mode = RUN_EXPLORE;
	rt.observer = before;
}
