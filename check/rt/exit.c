/* How the program ends: exit, atexit, abort, a failed assertion; and what ar_… functions say. */
#include "rt.h"
#include "status.h"
#include "undo.h"
#include "unset.h"

#include "../engine/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static struct handler *handlers;
static uint32_t handler_count, max_handlers;

/* atexit is a static function of libc's that calls this. */
int __cxa_atexit(void (*call)(void *), void *argument, void *library);

EXPORT int __cxa_atexit(void (*call)(void *), void *argument, void *library)
{
	size_t got;

	if (!rt_in_program())
		return REAL(__cxa_atexit)(call, argument, library);
	if (!handlers) {
		handlers = engine_reserve(sizeof *handlers << 20, &got);
		max_handlers = (uint32_t)(got / sizeof *handlers);
	}
	if (handler_count == max_handlers)
		return -1;
	undo_save(&handler_count, sizeof handler_count);
	undo_save(&handlers[handler_count], sizeof *handlers);
	handlers[handler_count++] = (struct handler){call, argument, library};
	rt.current->effects++;
	return 0;
}

/* libstdc++ registers the destructors of thread_local objects here. */
EXPORT int __cxa_thread_atexit_impl(void (*call)(void *), void *argument, void *library)
{
	struct fiber *f = rt.current;

	if (!rt_in_program())
		return ((int (*)(void (*)(void *), void *, void *))real_function("__cxa_thread_atexit_impl"))(
			call, argument, library);
	if (f->handler_count == MAX_THREAD_HANDLERS)
		return -1;
	undo_save(&f->handlers[f->handler_count], sizeof *handlers);
	f->handlers[f->handler_count++] = (struct handler){call, argument, library};
	f->effects++;
	return 0;
}

void exit_thread(struct fiber *f)
{
	while (f->handler_count) {
		struct handler h = f->handlers[--f->handler_count];
		h.call(h.argument);
	}
}

/* Threads that are still there go on with what the handlers have woken them for. */
static void run_handlers(void)
{
	struct fiber *f = rt.current;
	bool any = f->handler_count || handler_count;

	exit_thread(f);
	while (handler_count) {
		undo_save(&handler_count, sizeof handler_count);
		struct handler h = handlers[--handler_count];
		h.call(h.argument);
	}
	if (!any)
		return;
	f->state = FIBER_EXITING;
	f->main_returned = false;
	schedule_others(f);
}

static void forget_handlers(void)
{
	undo_save(&handler_count, sizeof handler_count);
	handler_count = 0;
}

_Noreturn void exit_process(const char *function, int status, uint64_t pc)
{
	run_handlers();
	status_judge(function, status, pc);
	rt.current->state = FIBER_ENDED;
	schedule_finish();
}

static _Noreturn void end_process(bool handlers_too, const char *function, int status, uint64_t pc)
{
	struct fiber *f = rt.current;

	twin_note(pc, (uint64_t)status, 0);
	f->state = FIBER_EXITING;
	f->main_returned = false;
	schedule_others(f);
	if (!handlers_too)
		forget_handlers();
	exit_process(function, status, pc);
}

EXPORT _Noreturn void exit(int status)
{
	if (rt_in_program())
		end_process(true, "exit", status, RETURN_ADDRESS);
	((void (*)(int))real_function("exit"))(status);
	__builtin_unreachable();
}

EXPORT _Noreturn void _exit(int status)
{
	if (rt_in_program())
		end_process(false, "_exit", status, RETURN_ADDRESS);
	((void (*)(int))real_function("_exit"))(status);
	__builtin_unreachable();
}

EXPORT _Noreturn void _Exit(int status)
{
	if (rt_in_program())
		end_process(false, "_Exit", status, RETURN_ADDRESS);
	((void (*)(int))real_function("_exit"))(status);
	__builtin_unreachable();
}

EXPORT _Noreturn void abort(void)
{
	if (rt_in_program())
		violation_simple(ACQ_ASSERTION, RETURN_ADDRESS, "abort() was called");
	((void (*)(void))real_function("abort"))();
	__builtin_unreachable();
}

EXPORT _Noreturn void __assert_fail(const char *condition, const char *file, unsigned line,
                                    const char *function)
{
	if (rt_in_program()) {
		struct violation v = {
			.verdict = ACQ_ASSERTION,
			.kind = ACQ_STEP_PLAIN_READ,
			.order = ACQ_NO_ORDER,
			.pc = RETURN_ADDRESS,
			.asserted_file = file,
			.asserted_function = function,
			.asserted_line = line,
		};
		violation_message(&v, "%s", condition);
		violation_raise(&v);
	}
	((void (*)(const char *, const char *, unsigned, const char *))real_function("__assert_fail"))(
		condition, file, line, function);
	__builtin_unreachable();
}

/* --- <acqrel/check.h> and the names that SV-COMP uses ------------------------------------------------- */

EXPORT int ar_checking(void)
{
	return rt.checking;
}

static void assume(int condition, uint64_t pc)
{
	struct fiber *f = rt.current;

	twin_note(pc, condition != 0, 0);
	if (condition)
		return;
	if (!rt_in_program())
		_exit(77);
	f->state = FIBER_ASSUMING;
	schedule_others(f);
}

EXPORT void ar_assume(int condition)
{
	assume(condition, RETURN_ADDRESS);
}

EXPORT _Noreturn void ar_misuse_found(const char *sentence)
{
	if (rt_in_program())
		violation_simple(ACQ_MISUSE, RETURN_ADDRESS, "%s", sentence);
	fprintf(stderr, "%s\n", sentence);
	abort();
}

EXPORT void __VERIFIER_assume(int condition)
{
	assume(condition, RETURN_ADDRESS);
}

EXPORT void __VERIFIER_error(void)
{
	violation_simple(ACQ_ASSERTION, RETURN_ADDRESS, "__VERIFIER_error() was called");
}

EXPORT void __VERIFIER_atomic_begin(void)
{
	if (rt_in_program())
		violation_unsupported(RETURN_ADDRESS, "__VERIFIER_atomic_begin");
}

EXPORT void __VERIFIER_atomic_end(void)
{
}
