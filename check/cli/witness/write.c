/* Writing witness files. */
#define _GNU_SOURCE
#include "cli/explore/deliver.h"
#include "cli/explore/identity.h"
#include "cli/fail.h"
#include "cli/witness/event_words.h"
#include "cli/witness/format.h"
#include "cli/witness/witness.h"
#include "engine/graph.h"
#include "protocol/request.h"
#include "protocol/verdict.h"
#include "protocol/witness.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static FILE *file;

bool witness_open(const struct options *o)
{
	if (!o->witness)
		return true;
	file = fopen(o->witness, "we");
	if (!file)
		fail("cannot write %s: %s", o->witness, strerror(errno));
	return file;
}

/* --- The text ----------------------------------------------------------------------------------------- */

static void put(const char *key, json_t *value, bool *fits)
{
	char *text = value ? json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT) : NULL;

	if (text)
		fprintf(file, "%s: %s,\n", key, text);
	else
		*fits = false; /* bytes that are no UTF-8 */
	free(text);
	json_decref(value);
}

static json_t *list(const struct strings *words)
{
	json_t *a = json_array();

	for (size_t i = 0; i < words->count; i++)
		if (json_array_append_new(a, json_string(words->at[i])))
			return NULL;
	return a;
}

static void put_event(const struct acq_witness_event *e)
{
	const char *order = witness_order(e);

	fprintf(file, "{\"thread\": %u, \"does\": \"%s\"", e->thread, witness_deed(e));
	if (order)
		fprintf(file, ", \"order\": \"%s\"", order);
	if (e->kind == EV_CREATE || e->kind == EV_JOIN)
		fprintf(file, ", \"peer\": %u", e->peer);
	if (e->kind == EV_CHOICE)
		fprintf(file, ", \"value\": %u", e->value);
	if (e->location)
		fprintf(file, ", \"location\": %u, \"size\": %u, \"%s\": %u", e->location, e->size,
		        e->kind == EV_WRITE ? "after" : "from", e->kind == EV_WRITE ? e->after : e->from);
	if (e->kind == EV_RMW)
		fputs(", \"writes\": true", file);
	if (e->variant)
		fprintf(file, ", \"variant\": %u", e->variant);
	if (e->no_revisit)
		fputs(", \"no_revisit\": true", file);
	if (e->elided)
		fprintf(file, ", \"elided\": %u", e->elided);
	fputs("}", file);
}

/* Two numbers for each, where it lies and how long it is. */
static void put_units(const struct witness *w)
{
	if (!w->unit_count)
		return;
	fputs("\"units\": [", file);
	for (size_t i = 0; i < w->unit_count; i++)
		fprintf(file, "%s%" PRIu64 ", %" PRIu64, i ? ", " : "", w->units[i].address,
		        w->units[i].size);
	fputs("],\n", file);
}

static bool put_all(const struct witness *w)
{
	bool fits = true;

	fprintf(file, "{\"acqrel_witness\": %d,\n", WITNESS_VERSION);
	put("\"directory\"", json_string(w->directory), &fits);
	if (w->files.count) {
		put("\"files\"", list(&w->files), &fits);
		put("\"flags\"", list(&w->flags), &fits);
		put("\"cc\"", json_string(w->cc), &fits);
		put("\"cxx\"", json_string(w->cxx), &fits);
	} else {
		put("\"program\"", json_string(w->program), &fits);
	}
	put("\"arguments\"", list(&w->arguments), &fits);
	fprintf(file,
	        "\"build\": \"%016" PRIx64 "\",\n\"no_leaks\": %s,\n\"ignore_exit_status\": "
	        "%s,\n\"main_exits\": %s,\n\"failures\": %u,\n"
	        "\"nondet_low\": %" PRId64 ",\n\"nondet_count\": %u,\n\"model\": %u,\n\"stuck_ms\": %" PRIu64
	        ",\n\"verdict\": \"%s\",\n",
	        w->build, w->no_leaks ? "true" : "false", w->ignore_exit_status ? "true" : "false",
	        w->main_exits ? "true" : "false", w->failures, w->nondet_low, w->nondet_count, w->model,
	        w->stuck_ms, w->verdict);
	put_units(w);
	fputs("\"events\": [\n", file);
	for (size_t i = 0; i < w->event_count; i++) {
		put_event(&w->events[i]);
		fputs(i + 1 < w->event_count ? ",\n" : "\n", file);
	}
	fprintf(file, "],\n\"check\": \"%016" PRIx64 "\"}\n", witness_sum(w));
	return fits;
}

/* --- What is written ------------------------------------------------------------------------------------ */

/* The recorded events; NULL: there are none, or they lie outside the memory. */
static struct acq_witness_event *handed_over(const struct report_run *run, size_t *count)
{
	const struct acq_array *a = &run->outcome->witness;

	if (!run->done || a->off > run->outcome_size ||
	    a->count > (run->outcome_size - a->off) / sizeof(struct acq_witness_event))
		return NULL;
	*count = a->count;
	return (struct acq_witness_event *)((char *)run->outcome + a->off);
}

static bool is_error(const struct report_run *run)
{
	return run->done && acq_verdict_is(run->outcome->verdict, ACQ_FAULT);
}

/* No error, or none that is known well enough. */
static bool write_nothing(const struct options *o)
{
	deliver_remove(file, o->witness);
	fclose(file);
	return true;
}

void witness_identify(const struct options *o, struct witness *w, const char *program)
{
	if (o->witness)
		w->build = identity_of_program(program);
}

bool witness_write(const struct options *o, struct witness *w, struct report_run *run)
{
	if (!o->witness) {
		if (is_error(run))
			run->hint = "to replay it, also in gdb: rerun with --witness FILE";
		return true;
	}
	w->events = is_error(run) ? handed_over(run, &w->event_count) : NULL;
	if (!w->events)
		return write_nothing(o);
	w->units = run->units;
	w->unit_count = run->unit_count;
	char *directory = getcwd(NULL, 0);
	w->directory = directory ? directory : "/";
	w->no_leaks = o->no_leaks;
	w->ignore_exit_status = o->ignore_exit_status;
	w->main_exits = o->main_exits;
	w->failures = o->failures;
	w->model = (uint8_t)(o->model | (o->library ? ACQ_EXPLORE_LIBRARIES : 0));
	w->nondet_low = o->nondet_low;
	w->nondet_count = o->nondet_count;
	w->stuck_ms = o->stuck_ms;
	w->verdict = report_verdict_word((enum acq_verdict)run->outcome->verdict);
	bool fits = put_all(w);
	bool written = !fflush(file) && !ferror(file);
	int error = errno;
	if (!fits || !written)
		deliver_remove(file, o->witness);
	fclose(file);
	if (!fits)
		fail("cannot write %s: a file name or argument is not UTF-8", o->witness);
	else if (!written)
		fail("cannot write %s: %s", o->witness, strerror(error));
	else
		run->hint =
			must_print("acqrel replay %s runs this execution again; with --gdb, in the debugger",
		                   o->witness);
	return fits && written;
}
