/* Errors: from the place that finds one to the execution that is run once more for the report. */
#include "rt/loops/ahead.h"
#include "rt/error/replay.h"
#include "rt/error/minimize.h"
#include "rt/memory/uninitialized.h"

#include <stdarg.h>
#include <stdio.h>

struct violation rt_violation;
bool rt_violated;

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

	if (rt.again)
		differential_ends(v);
	if (!rt.recording) {
		rt_violation = *v;
		rt_violation.thread = f->thread;
		rt_violation.epoch = v->atomic ? f->done - 1 : f->done;
	}
	if (UNLIKELY(ahead_looking))
		ahead_knows_nothing();
	if (UNLIKELY(rt.searching))
		minimize_found();
	record_violation(f, v);
	if (!rt.again)
		replay_stop();
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

static bool begins_with(const char *s, const char *prefix)
{
	while (*prefix && *s == *prefix)
		s++, prefix++;
	return !*prefix;
}

static bool is_openmp(const char *name)
{
	return begins_with(name, "GOMP_") || begins_with(name, "omp_") || begins_with(name, "__kmpc_");
}

static bool is_glib(const char *name)
{
	return begins_with(name, "g_");
}

bool violation_knows_library_of(const char *name)
{
	return is_glib(name) || is_openmp(name);
}

static bool starts_threads(const char *name)
{
	static const char *const prefixes[] = {"g_thread_", "GOMP_parallel",       "GOMP_t",
	                                       "__kmpc_",   "omp_set_num_threads", "omp_get_max_threads"};

	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
		if (begins_with(name, prefixes[i]))
			return true;
	return false;
}

/* A lock of another library's, where there is nobody to lock out. */
static bool is_harmless(const char *name)
{
	bool alone = !rt.current->thread && !rt.current->created;

	return alone && violation_knows_library_of(name) && !starts_threads(name);
}

static const char *why_unsupported(const char *name)
{
	if (is_glib(name))
		return "(): the threads and locks of GLib are not modelled; libglib is not built with acqrel "
		       "cc, and what "
		       "its locks order would be reported as races. Those of pthreads and C11 are modelled";
	if (is_openmp(name))
		return "(): OpenMP is not modelled; its library is not built with acqrel cc, and what it "
		       "orders would be "
		       "reported as races. Threads of pthreads and C11 are modelled";
	return "";
}

/* Called by the stubs in unsupported.S: where a native call goes; a call under the checker is an error. */
void *unsupported_target(const char *name, uint64_t pc)
{
	if (!rt_in_program() || is_harmless(name))
		return real_function(name);
	violation_unsupported(pc, "%s%s", name, why_unsupported(name));
}
