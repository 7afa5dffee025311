/* Reading witness files. */
#define _GNU_SOURCE
#include "cli/explore/identity.h"
#include "cli/fail.h"
#include "cli/witness/event_words.h"
#include "cli/witness/format.h"
#include "cli/witness/witness.h"
#include "engine/graph.h"
#include "protocol/request.h"
#include "protocol/witness.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

uint64_t witness_sum(const struct witness *w)
{
	uint64_t h = identity_add(0, &w->build, sizeof w->build);

	h = identity_add(h, w->verdict, strlen(w->verdict));
	h = identity_add(h, &w->stuck_ms, sizeof w->stuck_ms);
	h = identity_add(h, &w->failures, sizeof w->failures);
	h = identity_add(h, &w->model, sizeof w->model);
	h = identity_add(h, &w->nondet_low, sizeof w->nondet_low);
	h = identity_add(h, &w->nondet_count, sizeof w->nondet_count);
	h = identity_add(h, w->no_leaks ? "1" : "0", 1);
	h = identity_add(h, w->ignore_exit_status ? "1" : "0", 1);
	h = identity_add(h, w->main_exits ? "1" : "0", 1);
	for (size_t i = 0; i < w->arguments.count; i++)
		h = identity_add(h, w->arguments.at[i], strlen(w->arguments.at[i]));
	h = identity_add(h, w->units, w->unit_count * sizeof *w->units);
	return identity_add(h, w->events, w->event_count * sizeof *w->events);
}

static bool take_list(json_t *a, struct strings *words)
{
	size_t i;
	json_t *s;

	json_array_foreach(a, i, s)
	{
		if (!json_is_string(s) || strlen(json_string_value(s)) != json_string_length(s))
			return false;
		strings_add(words, json_string_value(s));
	}
	return true;
}

static bool take_number(const char *text, uint64_t *n)
{
	char *end;

	*n = strtoull(text, &end, 16);
	return strlen(text) == 16 && !*end;
}

/* Whether a number of the file can be one; those that are not given are 0. */
static bool in_range(json_int_t n, json_int_t most)
{
	return n >= 0 && n <= most;
}

static bool take_event(json_t *j, struct acq_witness_event *e, size_t earlier)
{
	const char *does, *order = NULL;
	json_int_t thread, peer = 0, value = 0, location = 0, size = 0, from = 0, after = 0, elided = 0,
			   variant = 0;
	int writes = 0, no_revisit = 0;

	if (json_unpack(j, "{sI ss s?s s?I s?I s?I s?I s?I s?I s?b s?I s?b s?I !}", "thread", &thread, "does",
	                &does, "order", &order, "peer", &peer, "value", &value, "location", &location, "size",
	                &size, "from", &from, "after", &after, "writes", &writes, "variant", &variant,
	                "no_revisit", &no_revisit, "elided", &elided))
		return false;
	if (!in_range(thread, NO_THREAD - 1) || !in_range(peer, NO_THREAD - 1) ||
	    !in_range(value, UINT32_MAX) || !in_range(location, (json_int_t)earlier + 1) ||
	    !in_range(size, 16) || !in_range(from, (json_int_t)earlier) ||
	    !in_range(after, (json_int_t)earlier) || !in_range(elided, UINT32_MAX) || !in_range(variant, 255))
		return false;
	*e = (struct acq_witness_event){
		.thread = (uint16_t)thread,
		.peer = (uint32_t)peer,
		.value = (uint32_t)value,
		.location = (uint32_t)location,
		.size = (uint8_t)size,
		.from = (uint32_t)from,
		.after = (uint32_t)after,
		.variant = (uint8_t)variant,
		.no_revisit = no_revisit != 0,
		.elided = (uint32_t)elided,
	};
	return witness_take_deed(e, does, writes) && (!order || witness_take_order(e, order));
}

static bool take_events(json_t *a, struct witness *w)
{
	size_t i;
	json_t *j;

	w->event_count = json_array_size(a);
	w->events = must_allocate((w->event_count + 1) * sizeof *w->events);
	json_array_foreach(a, i, j) if (!take_event(j, &w->events[i], i)) return fail(
		"event %zu of the witness makes no sense: the file is damaged", i + 1) == 0;
	return true;
}

/* Those of the file come one after the other, as acqrel writes them. */
static bool take_units(json_t *a, struct witness *w)
{
	size_t n = a ? json_array_size(a) : 0;
	struct acq_unit *units = must_allocate((n / 2 + 1) * sizeof *units);

	if (a && (!json_is_array(a) || n % 2))
		return false;
	for (size_t i = 0; i < n / 2; i++) {
		json_int_t address = json_integer_value(json_array_get(a, 2 * i));
		json_int_t size = json_integer_value(json_array_get(a, 2 * i + 1));
		bool fits = size > 0 && size <= 16 && !(size & (size - 1)) && address > 0 &&
		            !(address & (size - 1));
		if (!fits ||
		    (i && address < (json_int_t)units[i - 1].address + (json_int_t)units[i - 1].size))
			return false;
		units[i] = (struct acq_unit){(uint64_t)address, (uint64_t)size};
	}
	w->units = units;
	w->unit_count = n / 2;
	return true;
}

/* Everything apart from the events. */
static bool take_rest(json_t *root, struct witness *w, json_t **events, uint64_t *sum)
{
	json_t *files = NULL, *flags = NULL, *units = NULL, *arguments;
	const char *build, *check;
	json_int_t stuck_ms, failures, model, nondet_low, nondet_count;
	int no_leaks, ignore_exit_status, main_exits, version;

	if (json_unpack(root, "{si ss s?o s?o s?s s?s s?s so ss sb sb sb sI sI sI sI sI ss s?o so ss !}",
	                "acqrel_witness", &version, "directory", &w->directory, "files", &files, "flags",
	                &flags, "cc", &w->cc, "cxx", &w->cxx, "program", &w->program, "arguments", &arguments,
	                "build", &build, "no_leaks", &no_leaks, "ignore_exit_status", &ignore_exit_status,
	                "main_exits", &main_exits, "failures", &failures, "nondet_low", &nondet_low,
	                "nondet_count", &nondet_count, "model", &model, "stuck_ms", &stuck_ms, "verdict",
	                &w->verdict, "units", &units, "events", events, "check", &check))
		return false;
	w->no_leaks = no_leaks;
	w->ignore_exit_status = ignore_exit_status;
	w->main_exits = main_exits;
	w->failures = (uint8_t)failures;
	w->model = (uint8_t)model;
	w->nondet_low = nondet_low;
	w->nondet_count = (uint32_t)nondet_count;
	w->stuck_ms = (uint64_t)stuck_ms;
	if ((files != NULL) == (w->program != NULL) || (files && (!flags || !w->cc || !w->cxx)))
		return false;
	return json_is_array(*events) && json_array_size(*events) < UINT32_MAX && json_is_array(arguments) &&
	       (!files || json_is_array(files)) && (!flags || json_is_array(flags)) && take_units(units, w) &&
	       in_range(failures, UINT8_MAX) && in_range(model, UINT8_MAX) &&
	       in_range(nondet_count, ACQ_MOST_NONDET) && in_range(stuck_ms, INT64_MAX) &&
	       take_list(arguments, &w->arguments) && take_list(files, &w->files) &&
	       take_list(flags, &w->flags) && w->arguments.count && (!files || w->files.count) &&
	       take_number(build, &w->build) && take_number(check, sum);
}

bool witness_read(const char *path, struct witness *w)
{
	json_error_t error;
	json_t *events;
	uint64_t sum;
	FILE *f = fopen(path, "re");

	if (!f)
		return fail("cannot read %s: %s", path, strerror(errno)) == 0;
	/* Its strings are used to the end of the command. */
	json_t *root = json_loadf(f, JSON_REJECT_DUPLICATES, &error), *version;
	fclose(f);
	if (!root)
		return fail("%s is not a witness, or damaged: %s (line %d)", path, error.text, error.line) ==
		       0;
	version = json_object_get(root, "acqrel_witness");
	if (!json_is_integer(version))
		return fail("%s is not a witness; acqrel check --witness FILE writes one", path) == 0;
	if (json_integer_value(version) != WITNESS_VERSION)
		return fail("%s is a witness of format %lld, this version of acqrel reads format %d: write "
		            "it again",
		            path, (long long)json_integer_value(version), WITNESS_VERSION) == 0;
	if (!take_rest(root, w, &events, &sum))
		return fail("%s is a damaged witness: write it again", path) == 0;
	if (!take_events(events, w))
		return false;
	if (witness_sum(w) != sum)
		return fail("%s is a damaged witness, or was edited: write it again", path) == 0;
	return true;
}
