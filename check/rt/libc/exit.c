/* How the program ends: exit, abort, a failed assertion; and what ar_… functions say. */
#include "rt/abi/interpose.h"
#include "rt/error/line_lock.h"
#include "rt/error/violation.h"
#include "rt/libc/handlers.h"
#include "rt/libc/status.h"
#include "rt/run/observer.h"
#include "rt/run/scheduler.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/*
 * Waits until no other can go on. all: and, if others wait forever, no further; what comes then is what
 * an execution ends with in which the initial thread waits for the others.
 */
static void let_others_end(bool all)
{
	struct fiber *f = rt.current;

	if (UNLIKELY(rt.lines))
		line_lock_see_event(f, 0);
	f->state = FIBER_EXITING;
	f->waits_for_all = all;
	schedule_others(f);
	f->state = FIBER_RUNNABLE;
}

static _Noreturn void finish(const char *function, int status, uint64_t pc)
{
	status_judge(function, status, pc);
	rt.current->state = FIBER_ENDED;
	schedule_finish();
}

/*
 * Threads that wait may do so for what a handler does, or a destructor that joins them: those come before the
 * verdict.
 */
_Noreturn void exit_process(const char *function, int status, uint64_t pc, bool all)
{
	bool handlers = handlers_wait();

	let_others_end(all && !handlers);
	handlers_run(status);
	if (handlers)
		let_others_end(all);
	finish(function, status, pc);
}

static _Noreturn void exit_at_once(const char *function, int status, uint64_t pc)
{
	observe_step(pc, (uint64_t)status, 0);
	let_others_end(false);
	finish(function, status, pc);
}

INTERPOSE(_Noreturn void, exit)(int status)
{
	observe_step(RETURN_ADDRESS, (uint64_t)status, 0);
	exit_process("exit", status, RETURN_ADDRESS, false);
}

INTERPOSE(_Noreturn void, _exit)(int status)
{
	exit_at_once("_exit", status, RETURN_ADDRESS);
}

INTERPOSE(_Noreturn void, _Exit)(int status)
{
	exit_at_once("_Exit", status, RETURN_ADDRESS);
}

INTERPOSE(_Noreturn void, quick_exit)(int status)
{
	let_others_end(false);
	handlers_run_quick();
	exit_at_once("quick_exit", status, RETURN_ADDRESS);
}

INTERPOSE(_Noreturn void, abort)(void)
{
	violation_simple(ACQ_ASSERTION, RETURN_ADDRESS, "abort() was called");
}

_Noreturn void __assert_fail(const char *condition, const char *file, unsigned line, const char *function);

INTERPOSE(_Noreturn void, __assert_fail)
(const char *condition, const char *file, unsigned line, const char *function)
{
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

/* --- <acqrel/check.h> and the names that SV-COMP uses ------------------------------------------------- */

EXPORT int ar_checking(void)
{
	return rt.mode != RUN_NATIVE;
}

static void assume(int condition, uint64_t pc)
{
	struct fiber *f = rt.current;

	observe_step(pc, condition != 0, 0);
	if (condition)
		return;
	if (!rt_in_program())
		_exit(77);
	f->state = FIBER_ASSUMING;
	f->assumed = true;
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
