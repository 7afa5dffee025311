#define _GNU_SOURCE
#include "deliver.h"

#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static FILE *json_file;

bool deliver_open(const struct options *o)
{
	if (!o->json)
		return true;
	json_file = strcmp(o->json, "-") ? fopen(o->json, "we") : stdout;
	if (!json_file)
		fail("cannot write %s: %s", o->json, strerror(errno));
	return json_file;
}

static bool wants_color(const struct options *o, FILE *f)
{
	const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");

	if (o->color != COLOR_AUTO)
		return o->color == COLOR_ALWAYS;
	return isatty(fileno(f)) && !(no_color && *no_color) && !(terminal && !strcmp(terminal, "dumb"));
}

/* Box drawing and arrows, unless the locale says plainly that there is only ASCII. */
static bool wants_ascii(void)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return !strcmp(value, "C") || !strcmp(value, "POSIX");
	}
	return false;
}

int deliver(const struct options *o, const struct report_run *run)
{
	struct report *report = report_new(run);
	FILE *out = json_file == stdout ? stderr : stdout;
	struct report_style style = {
		.color = wants_color(o, out),
		.ascii = wants_ascii(),
		.brief = o->quiet,
	};
	int status = report_exit_status(report);

	report_text(report, out, &style);
	if (json_file && (!report_json(report, json_file) || fflush(json_file)))
		status = fail("cannot write %s: %s", o->json, strerror(errno));
	report_free(report);
	return status;
}
