/* The report as one line of JSON. */
#define _GNU_SOURCE
#include "protocol/outcome.h"
#include "protocol/request.h"
#include "protocol/step.h"
#include "protocol/verdict.h"
#include "report/explain/fixes.h"
#include "report/locations.h"
#include "report/names.h"
#include "report/render/json_text.h"
#include "report/resolved.h"
#include "report/source/places.h"
#include "report/source/stacks.h"
#include "report/words.h"

static void add_place(json_t *o, const struct frame *f)
{
	json_object_set_new(o, "function", json_text(f->function));
	json_object_set_new(o, "file", json_text(f->file));
	json_object_set_new(o, "line", f->line ? json_integer(f->line) : json_null());
	json_object_set_new(o, "column", f->column ? json_integer(f->column) : json_null());
}

static const char *role_word(uint8_t role)
{
	static const char *const words[] = {
		[ACQ_SITE_ACCESS] = "access",     [ACQ_SITE_DECISION] = "decision",
		[ACQ_SITE_PREVIOUS] = "previous", [ACQ_SITE_ALLOC] = "allocation",
		[ACQ_SITE_FREE] = "free",         [ACQ_SITE_STUCK] = "stuck",
	};

	return role < sizeof words / sizeof words[0] ? words[role] : "access";
}

static json_t *location_object(const struct report *r, const struct location *l)
{
	json_t *o = json_object(), *stack = json_array();

	json_object_set_new(o, "role", json_text(role_word(l->site->role)));
	json_object_set_new(o, "thread", json_text(thread_name(r, l->site->thread)));
	add_place(o, stack_top(&l->stack));
	json_object_set_new(o, "access", json_text(l->access));
	for (size_t i = 0; i < l->stack.count; i++) {
		json_t *frame = json_object();
		add_place(frame, &l->stack.frames[i]);
		json_array_append_new(stack, frame);
	}
	json_object_set_new(o, "stack", stack);
	return o;
}

static const char *kind_word(uint8_t kind)
{
	static const char *const words[] = {
		"load",  "store", "rmw",   "cas",  "cas-failed",     "fence",  "create",
		"begin", "end",   "join",  "lock", "trylock-failed", "unlock", "choice",
		"read",  "write", "alloc", "free", "exit",           "stuck",  "call",
	};

	return kind < sizeof words / sizeof words[0] ? words[kind] : "?";
}

static json_t *from_value(uint32_t from)
{
	if (from == ACQ_FROM_INIT)
		return json_string("initial value");
	return from == ACQ_NO_STEP ? json_null() : json_integer(from);
}

/* Values can exceed JSON's safe integers: they are strings then, in hexadecimal. */
static json_t *value(uint64_t v, uint64_t high)
{
	char hex[40];

	if (high) {
		snprintf(hex, sizeof hex, "0x%llx%016llx", (unsigned long long)high, (unsigned long long)v);
		return json_string(hex);
	}
	if (v <= (uint64_t)1 << 53)
		return json_integer((json_int_t)v);
	snprintf(hex, sizeof hex, "0x%llx", (unsigned long long)v);
	return json_string(hex);
}

static void add_operation(json_t *o, const struct acq_step *s)
{
	bool reads = s->kind == ACQ_STEP_LOAD || s->kind == ACQ_STEP_RMW || s->kind == ACQ_STEP_CAS ||
	             s->kind == ACQ_STEP_CAS_FAILED || s->kind == ACQ_STEP_CHOICE;
	bool writes = s->kind == ACQ_STEP_STORE || s->kind == ACQ_STEP_RMW || s->kind == ACQ_STEP_CAS;

	if (s->order != ACQ_NO_ORDER)
		json_object_set_new(o, "order", json_text(order_name(s->order)));
	if (reads || s->flags & ACQ_STEP_VALUE)
		json_object_set_new(o, "value_read", value(s->value_read, s->high_read));
	if (writes)
		json_object_set_new(o, "value_written", value(s->value_written, s->high_written));
	if (s->from != ACQ_NO_STEP)
		json_object_set_new(o, "from", from_value(s->from));
	if (s->flags & ACQ_STEP_SYNCHRONIZES)
		json_object_set_new(o, "synchronizes", json_true());
	if (s->flags & ACQ_STEP_STALE)
		json_object_set_new(o, "newest", from_value(s->newest));
	if (s->flags & ACQ_STEP_SPURIOUS)
		json_object_set_new(o, "spurious", json_true());
	if (s->kind == ACQ_STEP_CALL)
		json_object_set_new(o, "call", json_text(call_name(s->op)));
	if (s->kind == ACQ_STEP_CHOICE && s->op != ACQ_CHOICE_ASKED)
		json_object_set_new(o, "made_to_fail", json_text(choice_name(s->op)));
	if (s->flags & ACQ_STEP_OFFENDING)
		json_object_set_new(o, "offending", json_true());
}

static json_t *step_object(struct report *r, uint32_t step)
{
	const struct acq_step *s = &r->steps[step];
	json_t *o = json_object();

	json_object_set_new(o, "step", json_integer(step));
	json_object_set_new(o, "thread", json_text(thread_name(r, s->thread)));
	json_object_set_new(o, "kind", json_text(kind_word(s->kind)));
	add_place(o, step_frame(r, step));
	if (s->addr)
		json_object_set_new(o, "object", json_text(object_name(r, step)));
	if (s->peer != ACQ_NO_THREAD)
		json_object_set_new(o, "peer", json_text(thread_name(r, s->peer)));
	add_operation(o, s);
	return o;
}

static json_t *why_array(struct report *r)
{
	json_t *a = json_array();

	for (size_t i = 0; i < r->why_count; i++) {
		const struct why *w = &r->why[i];
		const char *s =
			w->code ? arena_print(r->arena, "%s: %s", place_full(r, w->code), w->text) : w->text;
		json_array_append_new(a, json_text(s));
	}
	return a;
}

static json_t *change_object(const struct report_change *c)
{
	json_t *o = json_object();

	json_object_set_new(o, "function", json_text(c->operation.function));
	json_object_set_new(o, "file", json_text(c->operation.file));
	json_object_set_new(o, "line", json_integer(c->operation.line));
	json_object_set_new(o, "column", json_integer(c->operation.column));
	json_object_set_new(o, "kind", json_text(kind_word(c->operation.kind)));
	if (c->operation.kind == ACQ_STEP_CALL) {
		json_object_set_new(o, "change", json_text("broadcast"));
		return o;
	}
	if (c->operation.variable)
		json_object_set_new(o, "object", json_text(c->operation.variable));
	if (c->operation.kind == ACQ_STEP_LOCK) {
		static const char *const how[] = {"lock", "read-lock", "write-lock"};
		json_object_set_new(o, "change", json_text(how[c->operation.op]));
		json_object_set_new(o, "object",
		                    c->operation.lock ? json_text(c->operation.lock) : json_null());
		return o;
	}
	json_object_set_new(o, "change",
	                    json_text(c->operation.variable ? "atomic"
	                              : c->after            ? "fence-after"
	                              : c->fence            ? "fence-before"
	                                                    : "order"));
	json_object_set_new(o, "order", json_text(order_name(c->order)));
	return o;
}

/* What was tried and held. */
static json_t *help_array(const struct report *r)
{
	json_t *a = json_array();

	for (size_t i = 0; i < r->run->fix_count; i++) {
		const struct report_fix *fix = &r->run->fixes[i];
		json_t *o = json_object(), *sites = json_array();
		for (size_t k = 0; k < fix->change_count; k++)
			json_array_append_new(sites, change_object(&fix->changes[k]));
		json_object_set_new(o, "sites", sites);
		json_object_set_new(o, "executions", json_integer((json_int_t)fix->executions));
		json_object_set_new(o, "exhaustive", json_boolean(fix->exhaustive));
		json_object_set_new(o, "each_is_needed", json_boolean(fix->each_is_needed));
		json_array_append_new(a, o);
	}
	return a;
}

/* Whether stronger orders would fix it; null: not known. */
static json_t *orders_help(const struct report *r)
{
	const struct report_run *run = r->run;

	return run->no_order_fixes ? json_false() : fix_is_about_orders(r) ? json_true() : json_null();
}

#define MOST_STEPS 10000 /* of the trace: longer ones are not written in full */

static json_t *error_object(struct report *r)
{
	json_t *o = json_object(), *locations = json_array(), *trace = json_array();
	uint32_t first = r->step_count > MOST_STEPS ? (uint32_t)(r->step_count - MOST_STEPS) : 0;

	json_object_set_new(o, "kind", json_text(verdict_word(r->verdict)));
	json_object_set_new(o, "message", json_text(r->headline));
	for (struct location **l = locations_by_weight(r); *l; l++)
		json_array_append_new(locations, location_object(r, *l));
	if (r->verdict == ACQ_EXIT_FAILURE)
		json_object_set_new(o, "exit_status", json_integer(r->o->exit_status));
	json_object_set_new(o, "locations", locations);
	json_object_set_new(o, "why", why_array(r));
	json_object_set_new(o, "help", help_array(r));
	json_object_set_new(o, "orders_help", orders_help(r));
	for (uint32_t i = first; i < r->step_count; i++)
		if (!r->quiet[i])
			json_array_append_new(trace, step_object(r, i));
	json_object_set_new(o, "trace", trace);
	return o;
}

static json_t *bounds_array(const struct report *r)
{
	json_t *a = json_array();

	for (size_t i = 0; i < r->bound_count; i++)
		json_array_append_new(a, json_text(r->bounds[i]));
	return a;
}

static json_t *notes_array(const struct report *r)
{
	json_t *a = json_array();

	for (size_t i = 0; i < r->note_count; i++)
		json_array_append_new(a, json_text(r->notes[i]));
	return a;
}

static json_t *specified_array(const struct report *r)
{
	json_t *a = json_array();

	for (size_t i = 0; i < r->specified_count; i++)
		json_array_append_new(a, json_text(r->specified[i]));
	return a;
}

static json_t *reductions_array(const struct report *r)
{
	json_t *a = json_array();

	for (size_t i = 0; i < r->reduction_count; i++)
		json_array_append_new(a, json_text(r->reductions[i]));
	return a;
}

/* What was allowed to fail, in the words of the options. */
static json_t *failures_array(const struct report *r)
{
	static const char *const names[] = {"spurious-failures", "malloc-failures", "thread-failures",
	                                    "spurious-wakeups"}; /* by bit: see ACQ_FAIL_… */
	json_t *a = json_array();

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (r->o->request.failures >> i & 1)
			json_array_append_new(a, json_text(names[i]));
	return a;
}

static bool has_error(const struct report *r)
{
	return r->verdict != ACQ_OK && r->verdict != ACQ_INCOMPLETE;
}

/* Exact when everything was explored. */
static json_t *estimate(const struct report *r)
{
	double n = r->run->estimate;

	if (r->verdict == ACQ_OK)
		return json_integer((json_int_t)r->o->progress.complete);
	if (r->verdict != ACQ_INCOMPLETE || n <= 0 || r->run->at_least)
		return json_null();
	return n < 9e15 ? json_integer((json_int_t)n) : json_real(n);
}

#define MOST_OUTPUT 65536 /* bytes, the last ones */

/*
 * What the program printed in the execution that is reported, or with --show-output in one of the others;
 * null: not known.
 */
static json_t *output(const struct report *r)
{
	size_t cut = r->output_size > MOST_OUTPUT ? r->output_size - MOST_OUTPUT : 0;
	bool known = r->run->done && (has_error(r) || r->o->request.show_output);

	if (!known || !r->output_size)
		return known ? json_text("") : json_null();
	return json_text(arena_copy(r->arena, r->output + cut, r->output_size - cut));
}

bool report_json(struct report *r, FILE *out)
{
	const struct acq_progress *p = &r->o->progress;
	json_t *o = json_object();

	json_object_set_new(o, "verdict", json_text(verdict_word(r->verdict)));
	json_object_set_new(o, "model", json_text("rc11"));
	json_object_set_new(o, "release_sequences",
	                    json_text(r->o->request.model & ACQ_C11_SEQUENCES ? "c11" : "c20"));
	json_object_set_new(o, "volatile",
	                    json_text(r->o->request.model & ACQ_VOLATILE_RELAXED ? "relaxed" : "plain"));
	json_object_set_new(o, "complete_executions", json_integer((json_int_t)p->complete));
	json_object_set_new(o, "blocked_executions", json_integer((json_int_t)p->blocked));
	json_object_set_new(o, "estimated_executions", estimate(r));
	json_object_set_new(o, "events", json_integer((json_int_t)p->events));
	json_object_set_new(o, "exhaustive", json_boolean(r->run->done && r->o->exhaustive));
	json_object_set_new(o, "bounds", bounds_array(r));
	json_object_set_new(o, "notes", notes_array(r));
	json_object_set_new(o, "specified", specified_array(r));
	json_object_set_new(o, "reductions", reductions_array(r));
	json_object_set_new(o, "failures", failures_array(r));
	json_object_set_new(o, "seconds", json_real(r->run->seconds));
	json_object_set_new(o, "peak_rss_bytes", json_integer((json_int_t)r->run->peak_rss_bytes));
	json_object_set_new(o, "output", output(r));
	if (has_error(r))
		json_object_set_new(o, "error", error_object(r));
	int failed = json_dumpf(o, out, JSON_REAL_PRECISION(6));
	json_decref(o);
	fputc('\n', out);
	return !failed;
}
