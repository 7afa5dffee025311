#define _GNU_SOURCE
#include "cli/options.h"

#include "cli/cli.h"
#include "cli/fail.h"
#include "cli/strings.h"
#include "protocol/outcome.h"
#include "protocol/request.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = {
	"--json",
	"--nondet",
	"--witness",
	"--graph",
	"--no-leaks",
	"--ignore-exit-status",
	"--show-output",
	"--no-help",
	"--no-reductions",
	"--no-shorten",
	"--library",
	"--main-returns",
	"--help-time",
	"--max-executions",
	"--max-steps",
	"--time",
	"-j",
	"--quiet",
	"--stuck-after",
	"--color",
	"--format",
	"--help",
	"--version",
	"-q",
	"-h",
	"--malloc-failures",
	"--thread-failures",
	"--spurious-failures",
	"--spurious-wakeups",
	"--release-sequences",
	"--volatile",
	NULL,
};

static bool read_count(const char *option, const char *text, uint64_t *count)
{
	char *end;

	errno = 0;
	unsigned long long n = strtoull(text, &end, 10);
	if (text[0] < '0' || text[0] > '9' || *end || errno || !n) {
		fail("%s needs a whole number from 1 up, not '%s'", option, text);
		return false;
	}
	*count = n;
	return true;
}

static bool read_seconds(const char *option, const char *text, double *seconds)
{
	char *end;

	*seconds = strtod(text, &end);
	if (!*text || *end || !isfinite(*seconds) || *seconds <= 0 || *seconds > 1e9) {
		fail("%s needs a number of seconds above 0, such as 10 or 0.5, not '%s'", option, text);
		return false;
	}
	return true;
}

static bool read_color(const char *text, enum color *color)
{
	if (!strcmp(text, "auto"))
		*color = COLOR_AUTO;
	else if (!strcmp(text, "always"))
		*color = COLOR_ALWAYS;
	else if (!strcmp(text, "never"))
		*color = COLOR_NEVER;
	else {
		fail("--color is auto, always or never, not '%s'", text);
		return false;
	}
	return true;
}

static bool read_format(const char *text, enum format *format)
{
	static const char *const formats[] = {"text", "gcc", "github", "sarif"}; /* as in enum format */

	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
		if (!strcmp(text, formats[i])) {
			*format = (enum format)i;
			return true;
		}
	return fail("--format is text, gcc, github or sarif, not '%s'", text) == 0;
}

static bool read_main_returns(const char *text, bool *exits)
{
	*exits = !strcmp(text, "exit");
	if (!*exits && strcmp(text, "join") != 0) {
		fail("--main-returns is exit or join, not '%s'", text);
		return false;
	}
	return true;
}

static bool read_sequences(const char *text, uint8_t *model)
{
	if (strcmp(text, "c11") && strcmp(text, "c20")) {
		fail("--release-sequences is c20 or c11, not '%s'", text);
		return false;
	}
	*model &= (uint8_t)~ACQ_C11_SEQUENCES;
	if (!strcmp(text, "c11"))
		*model |= ACQ_C11_SEQUENCES;
	return true;
}

static enum option_result unknown(const char *word, const char *subcommand)
{
	char *name = must_copy(word, strcspn(word, "="));
	const char *near = nearest_word(name, names);

	if (near)
		fail("unknown option '%s'; did you mean '%s'?", word, near);
	else if (!strcmp(subcommand, "check"))
		fail("unknown option '%s'; compiler flags go after --: acqrel check FILE.c -- %s", word,
		     word);
	else
		fail("unknown option '%s'; 'acqrel help %s' lists them", word, subcommand);
	return OPTION_INVALID;
}

/* LOW..HIGH */
static bool read_range(const char *text, int64_t *low, uint32_t *count)
{
	char *dots, *end = NULL;

	errno = 0;
	long long from = strtoll(text, &dots, 10), to = 0;
	bool good = dots != text && starts_with(dots, "..");
	if (good)
		to = strtoll(dots + 2, &end, 10);
	if (!good || end == dots + 2 || *end || errno || to < from ||
	    (uint64_t)to - (uint64_t)from >= ACQ_MOST_NONDET) {
		fail("--nondet needs a range of at most %d values, such as 0..3 or -1..1, not '%s'",
		     ACQ_MOST_NONDET, text);
		return false;
	}
	*low = from;
	*count = (uint32_t)((uint64_t)to - (uint64_t)from) + 1;
	return true;
}

static bool take_flag(struct options *o, const char *w)
{
	if (!strcmp(w, "--no-leaks"))
		o->no_leaks = true;
	else if (!strcmp(w, "--ignore-exit-status"))
		o->ignore_exit_status = true;
	else if (!strcmp(w, "--show-output"))
		o->show_output = true;
	else if (!strcmp(w, "--no-help"))
		o->no_help = true;
	else if (!strcmp(w, "--no-reductions"))
		o->no_reductions = true;
	else if (!strcmp(w, "--no-shorten"))
		o->no_minimize = true;
	else if (!strcmp(w, "--library"))
		o->library = true;
	else if (!strcmp(w, "--malloc-failures"))
		o->failures |= ACQ_FAIL_ALLOCATIONS;
	else if (!strcmp(w, "--thread-failures"))
		o->failures |= ACQ_FAIL_THREADS;
	else if (!strcmp(w, "--spurious-failures"))
		o->failures |= ACQ_FAIL_SPURIOUSLY;
	else if (!strcmp(w, "--spurious-wakeups"))
		o->failures |= ACQ_FAIL_WAKEUPS;
	else if (!strcmp(w, "--quiet") || !strcmp(w, "-q"))
		o->quiet = true;
	else if (!strcmp(w, "--help") || !strcmp(w, "-h"))
		o->help = true;
	else if (!strcmp(w, "--version"))
		o->version = true;
	else
		return false;
	return true;
}

static bool take_value(struct options *o, const char *name, const char *value)
{
	double seconds;

	if (!strcmp(name, "--json")) {
		o->json = value;
		return *value || fail("--json needs a file name, or - for standard output") == 0;
	}
	if (!strcmp(name, "--witness")) {
		o->witness = value;
		return *value || fail("--witness needs a file name") == 0;
	}
	if (!strcmp(name, "--graph")) {
		o->graph = value;
		return ends_with(value, ".svg") || ends_with(value, ".dot") ||
		       fail("--graph needs a file whose name ends in .svg or .dot, not '%s'", value) == 0;
	}
	if (!strcmp(name, "--nondet"))
		return read_range(value, &o->nondet_low, &o->nondet_count);
	if (!strcmp(name, "--max-executions"))
		return read_count(name, value, &o->max_executions);
	if (!strcmp(name, "--max-steps"))
		return read_count(name, value, &o->max_steps);
	if (!strcmp(name, "-j"))
		return read_count(name, value, &o->workers) &&
		       (o->workers <= ACQ_MAX_WORKERS || fail("-j takes at most %d", ACQ_MAX_WORKERS) == 0);
	if (!strcmp(name, "--time"))
		return read_seconds(name, value, &o->time);
	if (!strcmp(name, "--help-time"))
		return read_seconds(name, value, &o->help_time);
	if (!strcmp(name, "--color"))
		return read_color(value, &o->color);
	if (!strcmp(name, "--format"))
		return read_format(value, &o->format);
	if (!strcmp(name, "--main-returns"))
		return read_main_returns(value, &o->main_exits);
	if (!strcmp(name, "--volatile")) {
		o->model |= ACQ_VOLATILE_RELAXED;
		return !strcmp(value, "relaxed") || fail("--volatile is relaxed, not '%s'", value) == 0;
	}
	if (!strcmp(name, "--release-sequences"))
		return read_sequences(value, &o->model);
	if (!read_seconds(name, value, &seconds))
		return false;
	o->stuck_ms = seconds < 0.001 ? 1 : (uint64_t)(seconds * 1000);
	return true;
}

static bool needs_value(const char *name)
{
	static const char *const such[] = {
		"--json",      "--witness", "--graph",        "--max-executions",
		"-j",          "--time",    "--color",        "--stuck-after",
		"--help-time", "--format",  "--main-returns", "--release-sequences",
		"--volatile",  "--nondet",  "--max-steps"};

	for (size_t i = 0; i < sizeof such / sizeof such[0]; i++)
		if (!strcmp(name, such[i]))
			return true;
	return false;
}

enum option_result options_take(struct options *o, char **argv, int *i, const char *subcommand)
{
	const char *w = argv[*i], *value = NULL;
	const char *equals = starts_with(w, "--") ? strchr(w, '=') : NULL;
	char *name = must_copy(w, equals ? (size_t)(equals - w) : strlen(w));

	if (!equals && take_flag(o, w))
		return OPTION_TAKEN;
	if (starts_with(w, "-j") && w[2]) { /* -j4 */
		name = must_copy("-j", 2);
		value = w + 2;
	}
	if (!needs_value(name))
		return unknown(w, subcommand);
	if (equals)
		value = equals + 1;
	if (!value)
		value = argv[++*i];
	if (!value) {
		--*i;
		fail("%s needs a value; 'acqrel help %s' says which", name, subcommand);
		return OPTION_INVALID;
	}
	return take_value(o, name, value) ? OPTION_TAKEN : OPTION_INVALID;
}

bool options_answer(const struct options *o, const char *subcommand)
{
	if (o->help)
		help_print(subcommand);
	else if (o->version)
		command_version(0, NULL);
	return o->help || o->version;
}
