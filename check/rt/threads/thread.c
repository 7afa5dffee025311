/* Threads as pthread_create and its relatives give them to the program. */
#include "rt/threads/thread.h"

#include "rt/abi/constructors.h"
#include "rt/abi/interpose.h"
#include "rt/error/line_lock.h"
#include "rt/error/violation.h"
#include "rt/libc/handlers.h"
#include "rt/memory/plain.h"
#include "rt/run/choice.h"
#include "rt/run/event_step.h"
#include "rt/run/fiber.h"
#include "rt/run/observer.h"
#include "rt/run/scheduler.h"
#include "rt/sync/object.h"
#include "rt/threads/numbering.h"
#include "rt/threads/twins.h"

#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdio.h>

static struct fiber *fiber_of(pthread_t t)
{
	uint64_t offset = t - (pthread_t)rt_fibers;
	uint64_t number = offset / sizeof *rt_fibers;

	if (offset % sizeof *rt_fibers || number >= rt_fiber_count || rt_fibers[number].state == FIBER_NONE)
		return NULL;
	return &rt_fibers[number];
}

struct fiber *need_thread_to_join(pthread_t t, const char *function, uint64_t pc)
{
	struct fiber *f = fiber_of(t);

	if (!f)
		violation_simple(ACQ_MISUSE, pc, "%s of something that is not a thread", function);
	return f;
}

struct fiber *need_thread(pthread_t t, const char *function, uint64_t pc)
{
	struct fiber *f = need_thread_to_join(t, function, pc);

	twins_are_told_apart(f);
	return f;
}

/* --- Beginning ---------------------------------------------------------------------------------------- */

static bool is_create(const struct event *e, const struct event_step *s)
{
	return e->kind == EV_CREATE && e->peer == s->with;
}

static event_id add_create(struct fiber *f, const struct event_step *s)
{
	return explore_add_create(&rt.explorer, f->thread, (uint32_t)s->with, s->pc);
}

/* plain: it has no attributes. */
static struct fiber *create(struct fiber *f, void *(*start)(void *), void *argument, bool plain, uint64_t pc)
{
	struct event_step step = {
		.pc = pc,
		.what = (uint64_t)start,
		.effect = true,
		.matches = is_create,
		.add = add_create,
	};

	observe_step(step.pc, step.what, step.with);
	event_id recorded = schedule_next_event(f, pc);
	/* Only now, when it is this thread's turn: in a witness threads are numbered as they are created. */
	uint32_t number = numbering_of_child(f, f->created++);
	step.with = number;
	if (number >= fiber_most())
		violation_unsupported(pc,
		                      "more than %u threads in all executions together; check a smaller "
		                      "configuration of the program",
		                      fiber_most());
	event_id id = event_step_after_wait(f, &step, recorded);
	struct fiber *child = fiber_get(number);
	fiber_prepare(child, start, argument);
	child->created_by = id;
	child->runs = f->creates;
	f->creates = 0;
	child->signal_mask = f->signal_mask;
	child->policy = f->policy;
	child->priority = f->priority;
	if (!recorded && plain)
		twins_created(f, id, start, argument);
	return child;
}

int thread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument,
                  uint64_t pc)
{
	if (choice_fails(ACQ_CHOICE_THREAD, pc))
		return EAGAIN;
	int detached = PTHREAD_CREATE_JOINABLE;
	size_t stack = 0;
	if (attributes) {
		plain_access((uint64_t)attributes, sizeof *attributes, false, pc);
		REAL(pthread_attr_getdetachstate)(attributes, &detached);
		REAL(pthread_attr_getstacksize)(attributes, &stack);
	}
	if (stack > fiber_largest_stack())
		violation_unsupported(
			pc,
			"a thread with a stack of %zu KiB, which is more than the limit of %zu KiB: "
			"allow more with ulimit -s %zu",
			stack >> 10, fiber_largest_stack() >> 10, stack >> 10);
	struct fiber *child = create(rt.current, start, argument, !attributes, pc);
	fiber_set_stack_size(child, stack);
	child->detached = detached == PTHREAD_CREATE_DETACHED;
	plain_access((uint64_t)thread, sizeof *thread, true, pc);
	*thread = (pthread_t)child;
	return 0;
}

EXPORT int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *),
                          void *argument)
{
	if (!rt_in_program()) {
		constructors_make_thread(RETURN_ADDRESS);
		return REAL(pthread_create)(thread, attributes, start, argument);
	}
	return thread_create(thread, attributes, start, argument, RETURN_ADDRESS);
}

/* Of a library that is specified: see <acqrel/model.h>. */
EXPORT void ar_model_thread(void *(*start)(void *), void *argument, const char *name)
{
	struct fiber *child = create(rt.current, start, argument, false, RETURN_ADDRESS);

	fiber_set_stack_size(child, 0);
	child->detached = true;
	for (size_t n = 0; name[n] && n + 1 < sizeof child->name; n++)
		child->name[n] = name[n];
}

EXPORT uint64_t ar_model_locals(void)
{
	return fiber_lender(rt.current)->thread + 1u;
}

EXPORT void ar_model_use_locals(uint64_t of)
{
	fiber_use_locals(of == rt.current->thread + 1u ? 0 : (uint16_t)of);
}

static bool is_of_kind(const struct event *e, const struct event_step *s)
{
	return e->kind == s->what;
}

static event_id add_begin(struct fiber *f, const struct event_step *s)
{
	(void)s;
	return explore_add_begin(&rt.explorer, f->thread, f->created_by);
}

static event_id add_end(struct fiber *f, const struct event_step *s)
{
	(void)s;
	return explore_add_end(&rt.explorer, f->thread);
}

/* kind: EV_BEGIN or EV_END. */
static event_id begin_or_end(struct fiber *f, uint8_t kind)
{
	struct event_step step = {
		.what = kind, .matches = is_of_kind, .add = kind == EV_BEGIN ? add_begin : add_end};

	return event_step_after_wait(f, &step, schedule_next_event(f, 0));
}

/* --- Ending ------------------------------------------------------------------------------------------- */

/*
 * main has called pthread_exit: it can be joined, and the process ends when the last thread has, as if that
 * called exit(0). So what comes then is after the ends of all threads.
 */
static _Noreturn void end_with_the_last(struct fiber *f)
{
	if (UNLIKELY(rt.lines))
		line_lock_see_event(f, 0);
	f->left = true;
	f->state = FIBER_EXITING;
	f->waits_for_all = true;
	schedule_others(f);
	f->state = FIBER_RUNNABLE;
	if (handlers_wait())
		for (uint32_t i = 1; i < rt_fiber_count; i++)
			if (rt_fibers[i].state == FIBER_ENDED)
				thread_await_end(&rt_fibers[i]);
	exit_process(NULL, 0, 0, true);
}

static _Noreturn void end(struct fiber *f)
{
	exit_thread(f);
	keys_destroy(f);
	robust_leave_all();
	begin_or_end(f, EV_END);
	if (f->thread == 0)
		end_with_the_last(f);
	f->state = FIBER_ENDED;
	schedule_note_end();
	schedule_others(f);
	__builtin_unreachable();
}

_Noreturn void thread_main(struct fiber *f)
{
	f->state = FIBER_RUNNABLE;
	if (f->thread) {
		begin_or_end(f, EV_BEGIN);
		f->result = f->start(f->argument);
		end(f);
	}
	uint64_t status = (uint64_t)f->start(f->argument);
	observe_step((uint64_t)rt.main, status, 0);
	f->ends_process = true;
	exit_process(NULL, (int)status, main_left(), !rt.outcome->request.main_exits);
}

/*
 * pthread_cleanup_push in C saves its context in a __pthread_unwind_buf_t and registers it here; its
 * pad words are ours, as they are libc's otherwise.
 */
INTERPOSE(void, __pthread_register_cancel)(__pthread_unwind_buf_t *buffer)
{
	buffer->__pad[0] = rt.current->cleanups;
	rt.current->cleanups = (struct cleanup *)buffer;
}

INTERPOSE(void, __pthread_unregister_cancel)(__pthread_unwind_buf_t *buffer)
{
	rt.current->cleanups = buffer->__pad[0];
}

static _Noreturn void unwind(struct fiber *f)
{
	__pthread_unwind_buf_t *buffer = (__pthread_unwind_buf_t *)f->cleanups;

	if (!buffer)
		end(f);
	f->cleanups = buffer->__pad[0];
	/* The macro saved the registers without the signal mask, the part that a full sigjmp_buf has more. */
	void *volatile target = buffer->__cancel_jmp_buf;
	REAL(longjmp)(target, 1);
	__builtin_unreachable();
}

INTERPOSE(_Noreturn void, __pthread_unwind_next)(__pthread_unwind_buf_t *buffer)
{
	unwind(rt.current);
}

INTERPOSE(_Noreturn void, pthread_exit)(void *result)
{
	rt.current->result = result;
	unwind(rt.current);
}

/* --- Identity ----------------------------------------------------------------------------------------- */

INTERPOSE(pthread_t, pthread_self)(void)
{
	twins_are_told_apart(rt.current);
	return (pthread_t)rt.current;
}

EXPORT int pthread_equal(pthread_t a, pthread_t b)
{
	return a == b;
}

INTERPOSE(int, pthread_setname_np)(pthread_t thread, const char *name)
{
	struct fiber *f = need_thread(thread, "pthread_setname_np", RETURN_ADDRESS);
	size_t n = 0;
	while (name[n])
		n++;
	plain_access((uint64_t)name, n + 1, false, RETURN_ADDRESS);
	if (n >= sizeof f->name)
		return ERANGE;
	fiber_save(f);
	rt_copy(f->name, name, n + 1);
	rt.current->effects++;
	return 0;
}

INTERPOSE(int, pthread_getname_np)(pthread_t thread, char *name, size_t size)
{
	struct fiber *f = need_thread(thread, "pthread_getname_np", RETURN_ADDRESS);
	if (size < sizeof f->name)
		return ERANGE;
	plain_access((uint64_t)name, sizeof f->name, true, RETURN_ADDRESS);
	rt_copy(name, f->name, sizeof f->name);
	return 0;
}
