/*
 * The report as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format): one run, with one result if
 * something is wrong or was cut short. A result without any place, which viewers refuse, is a notification of
 * the run instead.
 */
#define _GNU_SOURCE
#include "protocol/verdict.h"
#include "report/render/finding.h"
#include "report/render/json_text.h"
#include "report/rows.h"
#include "report/source/stacks.h"
#include "report/words.h"

#include <ctype.h>
#include <string.h>

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

static json_t *message(const char *s)
{
	json_t *o = json_object();

	json_object_set_new(o, "text", json_text(s));
	return o;
}

/* A path as a part of a URI: relative ones stay relative. */
static json_t *uri(const char *before, const char *path, const char *after)
{
	char *s = NULL;
	size_t room = 0;
	FILE *f = open_memstream(&s, &room);

	if (!f)
		return json_null();
	fputs(before, f);
	for (; *path; path++)
		if (isalnum((unsigned char)*path) || strchr("-._~/", *path))
			fputc(*path, f);
		else
			fprintf(f, "%%%02X", (unsigned char)*path);
	fputs(after, f);
	fclose(f);
	json_t *j = json_text(s);
	free(s);
	return j;
}

static json_t *artifact(const char *path)
{
	json_t *o = json_object();

	json_object_set_new(o, "uri", uri(*path == '/' ? "file://" : "", path, ""));
	if (*path != '/')
		json_object_set_new(o, "uriBaseId", json_string("ROOT"));
	return o;
}

/* The column in characters: the compiler's is in bytes. */
static int column(struct report *r, const struct frame *f)
{
	const char *line = source_line(r->sources, f->path, f->line);
	int n = 1;

	if (!line || (size_t)f->column > strlen(line))
		return f->column;
	for (int i = 0; i < f->column - 1; i++)
		n += ((unsigned char)line[i] & 0xc0) != 0x80;
	return n;
}

static json_t *location(struct report *r, const struct frame *f, const char *root, const char *text)
{
	json_t *o = json_object(), *physical = json_object(), *region = json_object(),
	       *logical = json_object();

	json_object_set_new(region, "startLine", json_integer(f->line));
	if (f->column)
		json_object_set_new(region, "startColumn", json_integer(column(r, f)));
	json_object_set_new(physical, "artifactLocation", artifact(path_from(r, f, root)));
	json_object_set_new(physical, "region", region);
	json_object_set_new(o, "physicalLocation", physical);
	if (f->function) {
		json_object_set_new(logical, "name", json_text(f->function));
		json_object_set_new(logical, "kind", json_string("function"));
		json_object_set_new(o, "logicalLocations", json_pack("[o]", logical));
	} else {
		json_decref(logical);
	}
	if (text)
		json_object_set_new(o, "message", message(text));
	return o;
}

static json_t *flow_step(struct report *r, size_t i, const struct frame *f, const char *root)
{
	const struct row *row = &r->rows[i];
	const char *what = row_what(r, row, "→", "×");
	json_t *o = json_object();

	if (*row->order)
		what = arena_print(r->arena, "%s, %s", what, row->order);
	json_object_set_new(o, "location", location(r, f, root, what));
	json_object_set_new(o, "executionOrder", json_integer((json_int_t)i + 1));
	return o;
}

/* The steps that the text shows, thread by thread; executionOrder says how they follow each other. */
static json_t *thread_flows(struct report *r, const char *root)
{
	json_t *flows = json_array();

	for (size_t t = 0; t < r->thread_count; t++) {
		json_t *steps = json_array(), *flow = json_object();
		for (size_t i = 0; i < r->row_count; i++) {
			const struct row *row = &r->rows[i];
			const struct frame *f =
				row->left_out || row->thread != t ? NULL : step_frame(r, row->step);
			if (f && has_line(f))
				json_array_append_new(steps, flow_step(r, i, f, root));
		}
		json_object_set_new(flow, "id", json_text(r->thread_names[t]));
		json_object_set(flow, "locations", steps);
		if (json_array_size(steps))
			json_array_append(flows, flow);
		json_decref(flow);
		json_decref(steps);
	}
	return flows;
}

static const char *whole_message(struct report *r, const struct finding *f)
{
	const char *s = f->sentence;

	for (size_t i = 0; i < f->more_count; i++)
		s = arena_print(r->arena, "%s\n%s", s, f->more[i]);
	return s;
}

static json_t *result(struct report *r, const struct finding *f, const char *root)
{
	json_t *o = json_object(), *related = json_array(), *flows = thread_flows(r, root);

	json_object_set_new(o, "ruleId", json_text(verdict_word(r->verdict)));
	json_object_set_new(o, "ruleIndex", json_integer(0));
	json_object_set_new(o, "level", json_string(f->level));
	json_object_set_new(o, "message", message(whole_message(r, f)));
	json_object_set_new(o, "locations", json_pack("[o]", location(r, f->frame, root, NULL)));
	for (size_t i = 0; i < f->other_count; i++)
		json_array_append_new(related, location(r, f->others[i].frame, root, f->others[i].text));
	json_object_set_new(o, "relatedLocations", related);
	if (json_array_size(flows))
		json_object_set_new(o, "codeFlows", json_pack("[{s:O}]", "threadFlows", flows));
	json_decref(flows);
	return o;
}

static json_t *driver(const struct report *r)
{
	json_t *o = json_object(), *rule = json_object();

	json_object_set_new(o, "name", json_string("acqrel"));
	json_object_set_new(o, "version", json_string(ACQREL_VERSION));
	if (!r || r->verdict == ACQ_OK) {
		json_decref(rule);
		return o;
	}
	json_object_set_new(rule, "id", json_text(verdict_word(r->verdict)));
	json_object_set_new(rule, "shortDescription", message(verdict_description(r->verdict)));
	json_object_set_new(o, "rules", json_pack("[o]", rule));
	return o;
}

/* An invocation that found what it found, unless `problem` kept it from that. */
static json_t *invocation(const char *level, const char *problem, const char *file, bool successful)
{
	json_t *o = json_object(), *notification = json_object();

	json_object_set_new(o, "executionSuccessful", json_boolean(successful));
	if (!problem) {
		json_decref(notification);
		return o;
	}
	json_object_set_new(notification, "level", json_string(level));
	json_object_set_new(notification, "message", message(problem));
	if (file)
		json_object_set_new(
			notification, "locations",
			json_pack("[{s:{s:o}}]", "physicalLocation", "artifactLocation", artifact(file)));
	json_object_set_new(o, "toolExecutionNotifications", json_pack("[o]", notification));
	return o;
}

static bool write_log(FILE *out, json_t *driver, json_t *invocation, json_t *results, const char *root)
{
	json_t *run = json_object(), *log = json_object();

	json_object_set_new(run, "tool", json_pack("{s:o}", "driver", driver));
	json_object_set_new(run, "invocations", json_pack("[o]", invocation));
	json_object_set_new(
		run, "originalUriBaseIds",
		json_pack("{s:{s:o}}", "ROOT", "uri", uri("file://", root, strcmp(root, "/") ? "/" : "")));
	json_object_set_new(run, "columnKind", json_string("unicodeCodePoints"));
	json_object_set_new(run, "results", results);
	json_object_set_new(log, "$schema", json_string(SCHEMA));
	json_object_set_new(log, "version", json_string("2.1.0"));
	json_object_set_new(log, "runs", json_pack("[o]", run));
	bool written = !json_dumpf(log, out, 0);
	json_decref(log);
	fputc('\n', out);
	return written;
}

bool report_sarif(struct report *r, FILE *out, const struct report_style *style)
{
	struct finding f = finding_make(r);
	json_t *results = json_array();
	bool successful = r->verdict != ACQ_UNSUPPORTED;

	if (f.level && f.frame)
		json_array_append_new(results, result(r, &f, style->root));
	const char *problem = f.level && !f.frame ? whole_message(r, &f) : NULL;
	return write_log(out, driver(r), invocation(f.level, problem, NULL, successful), results,
	                 style->root);
}

bool report_sarif_failure(FILE *out, const char *root, const char *file, const char *sentence)
{
	return write_log(out, driver(NULL), invocation("error", sentence, file, false), json_array(), root);
}
