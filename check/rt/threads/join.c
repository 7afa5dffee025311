/*
 * Waiting for the end of a thread. A call that does not wait, or only for some time, may find that the thread
 * has not ended yet however long ago it did its last operation: that is a choice.
 */
#include "rt/abi/interpose.h"
#include "rt/error/unwind.h"
#include "rt/error/violation.h"
#include "rt/memory/plain.h"
#include "rt/run/choice.h"
#include "rt/run/event_step.h"
#include "rt/run/fiber.h"
#include "rt/run/observer.h"
#include "rt/run/scheduler.h"
#include "rt/sync/object.h"
#include "rt/threads/thread.h"
#include "rt/threads/twins.h"

#include <errno.h>

/* Its EV_END; main's may have others behind it, of handlers. */
static event_id end_of(const struct fiber *f)
{
	const struct graph *g = rt_graph();
	uint32_t i = graph_thread_length(g, f->thread) - 1;

	while (graph_event(g, graph_thread_event(g, f->thread, i))->kind != EV_END)
		i--;
	return graph_thread_event(g, f->thread, i);
}

static bool is_join(const struct event *e, const struct event_step *s)
{
	return e->kind == EV_JOIN && e->peer == s->what;
}

static event_id add_join(struct fiber *f, const struct event_step *s)
{
	return explore_add_join(&rt.explorer, f->thread, end_of(&rt_fibers[s->what]), s->pc);
}

static void join(struct fiber *f, struct fiber *other, uint64_t pc)
{
	struct event_step step = {
		.pc = pc, .what = other->thread, .effect = true, .matches = is_join, .add = add_join};
	event_id id;

	observe_step(pc, other->thread, 0);
	while (!(id = schedule_next_event(f, pc)) && !thread_has_ended(other)) {
		schedule_check_wait(f, pc);
		f->state = FIBER_JOINING;
		f->waits_for = other->thread;
		f->stuck_pc = pc;
		if (UNLIKELY(rt.mode == RUN_RECORD))
			unwind_note(f, pc);
		schedule_others(f);
		f->state = FIBER_RUNNABLE;
	}
	event_step_after_wait(f, &step, id);
}

void thread_await_end(struct fiber *other)
{
	join(rt.current, other, 0);
}

static struct fiber *check_joinable(pthread_t thread, const char *function, uint64_t pc)
{
	struct fiber *other = need_thread_to_join(thread, function, pc);

	if (other != rt.current && (other->detached || other->joined))
		violation_simple(ACQ_MISUSE, pc, "%s of a thread that was already %s", function,
		                 other->detached ? "detached" : "joined");
	return other;
}

static void join_ended(struct fiber *other, void **result, uint64_t pc, enum elided p)
{
	struct fiber *f = rt.current;

	fiber_save(other);
	other->joined = true;
	f->gives_up = p == UNTIL_LATER;
	join(f, other, pc);
	f->gives_up = false;
	twins_compare_result(other);
	*result = other->result;
}

int thread_join(pthread_t thread, void **result, const char *function, uint64_t pc)
{
	struct fiber *other = check_joinable(thread, function, pc);

	if (other == rt.current)
		return EDEADLK;
	join_ended(other, result, pc, FOR_EVER);
	return 0;
}

static int tell_result(int error, void **result, void *value, uint64_t pc)
{
	if (!error && result) {
		plain_access((uint64_t)result, sizeof *result, true, pc);
		*result = value;
	}
	return error;
}

INTERPOSE(int, pthread_join)(pthread_t thread, void **result)
{
	void *value;

	rt.current->program_sp = (uintptr_t)__builtin_dwarf_cfa();
	int error = thread_join(thread, &value, "pthread_join", RETURN_ADDRESS);
	rt.current->program_sp = 0;
	return tell_result(error, result, value, RETURN_ADDRESS);
}

/* --- Not for ever --------------------------------------------------------------------------------------- */

INTERPOSE_WITH_REGISTERS(pthread_tryjoin_np, thread_tryjoin);

__attribute__((used)) int thread_tryjoin(pthread_t thread, void **result, uint64_t u2, uint64_t u3,
                                         uint64_t u4, const struct hook_frame *frame)
{
	void *value;
	bool before;

	(void)u2, (void)u3, (void)u4;
	struct fiber *other = check_joinable(thread, "pthread_tryjoin_np", frame->pc);
	twins_are_told_apart(other);
	if (other == rt.current || choice_not_ended(frame, other->thread, &before))
		return EBUSY;
	join_ended(other, &value, frame->pc, before ? FOR_EVER : UNTIL_LATER);
	return tell_result(0, result, value, frame->pc);
}

static int join_until(pthread_t thread, void **result, clockid_t clock, const struct timespec *t,
                      const char *function, uint64_t pc)
{
	void *value;

	struct fiber *other = check_joinable(thread, function, pc);
	twins_are_told_apart(other);
	if (other == rt.current)
		return EDEADLK;
	if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC)
		return EINVAL;
	if (t && time_compare(clock, t, pc) == DEADLINE_INVALID)
		return EINVAL;
	if (t && choice_times_out(pc)) {
		time_go_to(clock, t);
		return ETIMEDOUT;
	}
	join_ended(other, &value, pc, t ? UNTIL_LATER : FOR_EVER);
	return tell_result(0, result, value, pc);
}

INTERPOSE(int, pthread_timedjoin_np)(pthread_t thread, void **result, const struct timespec *t)
{
	return join_until(thread, result, CLOCK_REALTIME, t, "pthread_timedjoin_np", RETURN_ADDRESS);
}

INTERPOSE(int, pthread_clockjoin_np)
(pthread_t thread, void **result, clockid_t clock, const struct timespec *t)
{
	return join_until(thread, result, clock, t, "pthread_clockjoin_np", RETURN_ADDRESS);
}

void thread_detach(pthread_t thread, const char *function, uint64_t pc)
{
	struct fiber *other = need_thread(thread, function, pc);

	if (other->detached || other->joined)
		violation_simple(ACQ_MISUSE, pc, "%s of a thread that was already %s", function,
		                 other->detached ? "detached" : "joined");
	fiber_save(other);
	other->detached = true;
}

INTERPOSE(int, pthread_detach)(pthread_t thread)
{
	thread_detach(thread, "pthread_detach", RETURN_ADDRESS);
	return 0;
}
