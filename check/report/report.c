/* Puts a report together. */
#include "protocol/outcome.h"
#include "protocol/step.h"
#include "protocol/verdict.h"
#include "report/explain/circle.h"
#include "report/explain/fixes.h"
#include "report/explain/library.h"
#include "report/explain/why.h"
#include "report/headline.h"
#include "report/locations.h"
#include "report/names.h"
#include "report/quiet_steps.h"
#include "report/render/picture.h"
#include "report/rows.h"
#include "report/source/places.h"
#include "report/source/stacks.h"
#include "report/view.h"
#include "report/words.h"

#include <string.h>

/* Where the first execution was that became too long: if that was for a loop, it is there. */
static void name_loop(struct report *r, uint64_t pc)
{
	struct frame frames[MOST_INLINED];
	size_t n = symbols_frames(r->symbols, pc - 1, frames, MOST_INLINED), i = 0;

	while (i + 1 < n && frames[i].hidden)
		i++;
	if (i < n && (frames[i].line || frames[i].function))
		r->bounds[r->bound_count++] = arena_print(
			r->arena, "the first of these executions was cut at %s", place_full(r, &frames[i]));
}

static void resolve_bounds(struct report *r)
{
	const struct acq_outcome *o = r->o;
	size_t most = sizeof o->bounds / sizeof o->bounds[0];

	r->bounds = arena_alloc(r->arena, (most + 2) * sizeof *r->bounds);
	if (r->run->stopped && r->verdict == ACQ_INCOMPLETE)
		r->bounds[r->bound_count++] = r->run->stopped;
	for (size_t i = 0; i < most && o->bounds[i][0]; i++)
		r->bounds[r->bound_count++] =
			arena_copy(r->arena, o->bounds[i], strnlen(o->bounds[i], sizeof o->bounds[i]));
	if (r->verdict == ACQ_INCOMPLETE && o->cut_at)
		name_loop(r, o->cut_at);
}

/* Not explored, but taken as a single step, or a few: see <acqrel/model.h>. */
static void add_specified(struct report *r, const char (*list)[48], size_t most, const char *but)
{
	const char *names = NULL;
	size_t i = 0;

	for (; i < most && list[i][0]; i++) {
		const char *name = arena_copy(r->arena, list[i], strnlen(list[i], sizeof list[i]));
		r->specified[r->specified_count++] = name;
		names = names ? arena_print(r->arena, "%s, %s", names, name) : name;
	}
	if (i == most && r->o->more_specified) {
		r->specified[r->specified_count++] = "and others";
		names = arena_print(r->arena, "%s, and others", names);
	}
	if (names && (r->verdict == ACQ_OK || r->verdict == ACQ_INCOMPLETE))
		r->notes[r->note_count++] = arena_print(
			r->arena,
			"calls of these were taken as the steps that they are specified to be, and "
			"not looked into%s: %s",
			but, names);
}

static void resolve_specified(struct report *r)
{
	const struct acq_outcome *o = r->o;
	size_t most = sizeof o->specified / sizeof o->specified[0];

	r->specified = arena_alloc(r->arena, 2 * (most + 1) * sizeof *r->specified);
	add_specified(r, o->specified, most, ", as they are with --library");
	add_specified(r, o->only_specified, most, "");
}

static void resolve_notes(struct report *r)
{
	const struct acq_outcome *o = r->o;
	size_t most = sizeof o->notes / sizeof o->notes[0];

	r->notes = arena_alloc(r->arena, (most + 4) * sizeof *r->notes); /* and four of our own */
	for (size_t i = 0; i < most && o->notes[i][0]; i++)
		r->notes[r->note_count++] =
			arena_copy(r->arena, o->notes[i], strnlen(o->notes[i], sizeof o->notes[i]));
	resolve_specified(r);
}

/* What the number of executions does not count. */
static void resolve_reductions(struct report *r)
{
	if (r->o->twins)
		r->reductions[r->reduction_count++] = arena_print(
			r->arena,
			"executions that differ only in which of %d threads that run the same did what",
			r->o->twins);
	if (r->o->commuted)
		r->reductions[r->reduction_count++] =
			"executions that differ only in the order of operations whose results are not used";
}

/* An error that cannot be shown in the source: says what to do about it. */
static void resolve_debug_information(struct report *r)
{
	uint64_t start = r->thread_count ? r->threads[0].start_pc : 0;

	if (!r->location_count || !start || symbols_has_lines(r->symbols, start))
		return;
	r->notes[r->note_count++] =
		symbols_function(r->symbols, start)
			? "the program has no debug information, so that no lines of its source can be "
			  "named: "
			  "compile it with -g (acqrel cc does), and link it without -s"
			: "the program was stripped, so that no lines of its source can be named, nor its "
			  "functions "
			  "and variables: run it as it is before strip or install -s, compiled with -g";
}

/* Where no error is found it matters what the compiler has left out. */
static void resolve_optimization(struct report *r)
{
	bool no_error = r->verdict == ACQ_OK || r->verdict == ACQ_INCOMPLETE;
	const char *level = no_error && r->run->done ? symbols_optimized(r->symbols) : NULL;

	if (level)
		r->notes[r->note_count++] = arena_print(
			r->arena,
			"compiled with %s: what the compiler has left out, such as reads whose value is not "
			"used, is not checked; with -O0 it is",
			level);
}

static void resolve_verdict(struct report *r)
{
	const struct report_run *run = r->run;

	r->verdict = run->done && run->outcome->verdict < ACQ_VERDICT_COUNT
	                     ? (enum acq_verdict)run->outcome->verdict
	                     : run->verdict;
	if (run->done && run->outcome->verdict >= ACQ_VERDICT_COUNT)
		r->verdict = ACQ_UNSUPPORTED;
	if (r->verdict == ACQ_OK && !(run->done && run->outcome->exhaustive))
		r->verdict = ACQ_INCOMPLETE; /* "no error" is only said of all executions */
	r->message = run->message;
	if (run->done)
		r->message = arena_copy(r->arena, run->outcome->message,
		                        strnlen(run->outcome->message, sizeof run->outcome->message));
}

struct report *report_new(const struct report_run *run)
{
	struct arena *arena = arena_new();
	struct report *r = arena_alloc(arena, sizeof *r);

	r->arena = arena;
	r->run = run;
	view_open(r);
	resolve_verdict(r);
	resolve_bounds(r);
	resolve_notes(r);
	resolve_reductions(r);
	resolve_optimization(r);
	library_resolve(r);
	names_of_threads(r);
	locations_resolve(r);
	resolve_debug_information(r);
	quiet_steps_resolve(r);
	places_resolve(r);
	circle_resolve(r);
	headline_resolve(r);
	why_resolve(r);
	fixes_resolve(r);
	rows_resolve(r);
	return r;
}

void report_free(struct report *r)
{
	symbols_close(r->symbols);
	arena_free(r->arena);
}

const char *report_verdict_word(enum acq_verdict v)
{
	return verdict_word(v);
}

const char *report_headline(const struct report *r)
{
	return r->headline;
}

bool report_graph(struct report *r, FILE *out, enum report_picture format)
{
	struct picture p;

	if (!r->row_count)
		return false;
	picture_make(&p, r);
	if (format == REPORT_SVG)
		picture_write_svg(&p, out);
	else
		picture_write_dot(&p, out);
	return true;
}

static int stuck_rank(const struct report *r, const struct location *l)
{
	uint32_t step = l->site->step;
	uint8_t stuck = step < r->step_count ? r->steps[step].stuck : ACQ_STUCK_NOT;

	return stuck == ACQ_STUCK_LOCK ? 0 : stuck == ACQ_STUCK_SPIN ? 1 : 2;
}

/* The one that a debugger is shown first: see rt/error/replay.c. */
static const struct location *first_stuck(const struct report *r)
{
	const struct location *first = NULL;

	for (size_t i = 0; i < r->location_count; i++) {
		const struct location *l = &r->locations[i];
		if (l->site->role != ACQ_SITE_STUCK)
			continue;
		int order = first ? stuck_rank(r, l) - stuck_rank(r, first) : -1;
		if (order < 0 || (order == 0 && l->site->thread < first->site->thread))
			first = l;
	}
	return first;
}

const char *report_function(const struct report *r)
{
	const struct location *l = location_of(r, ACQ_SITE_DECISION);

	if (!l)
		l = location_of(r, ACQ_SITE_ACCESS);
	if (!l)
		l = first_stuck(r);
	return l ? stack_top(&l->stack)->function : NULL;
}

int report_exit_status(const struct report *r)
{
	return verdict_exit_status(r->verdict);
}
