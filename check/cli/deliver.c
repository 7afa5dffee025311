#define _GNU_SOURCE
#include "deliver.h"

#include "cli.h"
#include "words.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static FILE *json_file, *graph_file;
static char *graph_path; /* from the root: the working directory may be another by the end */

static FILE *open_file(const char *path)
{
	FILE *f = fopen(path, "we");

	if (!f)
		fail("cannot write %s: %s", path, strerror(errno));
	return f;
}

void deliver_remove(FILE *file, const char *path)
{
	struct stat st;

	if (!fstat(fileno(file), &st) && S_ISREG(st.st_mode))
		unlink(path);
}

bool deliver_open(const struct options *o)
{
	if (o->json && !(json_file = strcmp(o->json, "-") ? open_file(o->json) : stdout))
		return false;
	if (o->graph && !(graph_file = open_file(o->graph)))
		return false;
	graph_path = o->graph ? realpath(o->graph, NULL) : NULL;
	return true;
}

/* Where there is no error there is no execution to draw: then there must be no old picture either. */
static int deliver_graph(const struct options *o, struct report *report, int status)
{
	bool drawn = report_graph(report, graph_file, ends_with(o->graph, ".svg") ? REPORT_SVG : REPORT_DOT);
	bool written = !fflush(graph_file) && !ferror(graph_file);

	if (!drawn && graph_path)
		deliver_remove(graph_file, graph_path);
	return written ? status : fail("cannot write %s: %s", o->graph, strerror(errno));
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
		.output = o->show_output,
	};
	int status = report_exit_status(report);

	report_text(report, out, &style);
	if (out == stderr && ferror(out))
		status = EXIT_UNUSABLE; /* and nowhere to say it */
	if (json_file && (!report_json(report, json_file) || fflush(json_file)) && json_file != stdout)
		status = fail("cannot write %s: %s", o->json, strerror(errno));
	if (graph_file)
		status = deliver_graph(o, report, status);
	report_free(report);
	return status;
}
