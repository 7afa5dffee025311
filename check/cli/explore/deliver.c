#define _GNU_SOURCE
#include "cli/explore/deliver.h"

#include "cli/fail.h"
#include "cli/strings.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static FILE *json_file, *graph_file;
/* From the root: the working directory may be another by the end. */
static char *graph_path;
static const char *names_root; /* where the names of files begin, in the formats for tools */
static bool delivered;         /* or the failure was */

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

/*
 * Editors look for files from the working directory. Services that show a repository do from its root: that
 * is what GitHub says it is, or the next folder above with a .git.
 */
static const char *find_root(enum format format)
{
	const char *workspace = getenv("GITHUB_WORKSPACE");
	char here[PATH_MAX] = "/", real[PATH_MAX];

	if (!getcwd(here, sizeof here))
		return "/";
	if (format == FORMAT_GCC)
		return must_copy(here, strlen(here));
	if (workspace && *workspace && realpath(workspace, real) &&
	    (!strcmp(here, real) || path_below(here, real)))
		return must_copy(real, strlen(real));
	for (size_t n = strlen(here); n > 0; n -= strlen(strrchr(here, '/')), here[n] = 0)
		if (!access(must_print("%.*s/.git", (int)n, here), F_OK))
			return must_copy(here, n);
	return getcwd(here, sizeof here) ? must_copy(here, strlen(here)) : "/";
}

bool deliver_open(const struct options *o)
{
	names_root = find_root(o->format);
	if (o->show_output && o->format != FORMAT_TEXT)
		return fail("--show-output is for --format=text: in the other formats only what belongs to "
		            "an error is shown") == 0;
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

static FILE *report_file(void)
{
	return json_file == stdout ? stderr : stdout;
}

static int write_report(const struct options *o, struct report *report, FILE *out,
                        const struct report_style *style)
{
	int status = report_exit_status(report);
	bool made = true;

	if (o->format == FORMAT_GCC)
		report_gcc(report, out, style);
	else if (o->format == FORMAT_GITHUB)
		report_github(report, out, style);
	else if (o->format == FORMAT_SARIF)
		made = report_sarif(report, out, style);
	else
		report_text(report, out, style);
	return made ? status : fail("cannot write the report: %s", strerror(errno));
}

static const char *from_root(const char *file)
{
	char real[PATH_MAX];

	if (!file || !realpath(file, real))
		return file;
	const char *below = path_below(real, names_root);
	return must_print("%s", below ? below : real);
}

int deliver_failure(const struct options *o, const char *file, int status)
{
	FILE *out = report_file();

	if (!names_root)
		names_root = find_root(o->format);
	if (status != EXIT_UNUSABLE || delivered)
		return status;
	delivered = true;
	if (o->format == FORMAT_GITHUB)
		report_github_failure(out, from_root(file), failure());
	else if (o->format == FORMAT_SARIF &&
	         !report_sarif_failure(out, names_root, from_root(file), failure()))
		return fail("cannot write the report: %s", strerror(errno));
	return status;
}

int deliver(const struct options *o, const struct report_run *run)
{
	struct report *report = report_new(run);
	FILE *out = report_file();

	delivered = true;
	struct report_style style = {
		.color = wants_color(o, out),
		.ascii = wants_ascii(),
		.brief = o->quiet,
		.output = o->show_output,
		.root = names_root,
	};
	int status = write_report(o, report, out, &style);

	if (out == stderr && ferror(out))
		status = EXIT_UNUSABLE; /* and nowhere to say it */
	if (json_file && (!report_json(report, json_file) || fflush(json_file)) && json_file != stdout)
		status = fail("cannot write %s: %s", o->json, strerror(errno));
	if (graph_file)
		status = deliver_graph(o, report, status);
	report_free(report);
	return status;
}
