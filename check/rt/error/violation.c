/* Errors: from the place that finds one to the execution that is run once more for the report. */
#include "rt/error/violation.h"

#include "rt/run/fiber.h"
#include "rt/run/observer.h"

#include <stdarg.h>
#include <stdio.h>

static void set_message(struct violation *v, const char *format, va_list arguments)
{
	rt.below++;
	vsnprintf(v->message, sizeof v->message, format, arguments);
	rt.below--;
}

void violation_message(struct violation *v, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	set_message(v, format, arguments);
	va_end(arguments);
}

_Noreturn void violation_raise(const struct violation *v)
{
	struct fiber *f = rt.current;

	if (!rt_runs_again()) {
		rt_violation = *v;
		rt_violation.thread = f->thread;
		rt_violation.epoch = v->atomic ? f->done - 1 : f->done;
	}
	rt.observer->violation(f, v);
	rt_violated = true;
	fiber_switch(NULL);
	__builtin_unreachable();
}

_Noreturn void violation_simple(uint32_t verdict, uint64_t pc, const char *format, ...)
{
	struct violation v = {
		.verdict = verdict,
		.kind = ACQ_STEP_PLAIN_READ,
		.order = ACQ_NO_ORDER,
		.pc = pc,
	};
	va_list arguments;

	va_start(arguments, format);
	set_message(&v, format, arguments);
	va_end(arguments);
	violation_raise(&v);
}

_Noreturn void violation_unsupported(uint64_t pc, const char *format, ...)
{
	struct violation v = {
		.verdict = ACQ_UNSUPPORTED,
		.kind = ACQ_STEP_PLAIN_READ,
		.order = ACQ_NO_ORDER,
		.pc = pc,
	};
	va_list arguments;

	va_start(arguments, format);
	set_message(&v, format, arguments);
	va_end(arguments);
	violation_raise(&v);
}
