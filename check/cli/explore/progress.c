#include "cli/explore/progress.h"

#include "protocol/outcome.h"
#include "report/report.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define TOO_EARLY 0.5 /* seconds */

static bool shown;
static double smooth; /* the estimate, without its jumps */

bool progress_is_wanted(void)
{
	return isatty(STDERR_FILENO);
}

static double scaled(double rate, const char **unit)
{
	*unit = rate >= 1e6 ? "M" : rate >= 1e4 ? "k" : "";
	return rate >= 1e6 ? rate / 1e6 : rate >= 1e4 ? rate / 1e3 : rate;
}

static size_t line_width(void)
{
	struct winsize size;

	return !ioctl(STDERR_FILENO, TIOCGWINSZ, &size) && size.ws_col > 1 ? size.ws_col - 1u : 79;
}

struct line {
	char text[256];
	size_t length;
};

static void __attribute__((format(printf, 2, 3))) add(struct line *l, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int n = vsnprintf(l->text + l->length, sizeof l->text - l->length, format, arguments);
	va_end(arguments);
	l->length += n > 0 ? (size_t)n : 0;
	if (l->length >= sizeof l->text)
		l->length = sizeof l->text - 1;
}

static void add_time(struct line *l, double seconds)
{
	if (seconds < 100)
		add(l, "%.0f s", seconds);
	else if (seconds < 100 * 60.0)
		add(l, "%.0f min", seconds / 60);
	else if (seconds < 48 * 3600.0)
		add(l, "%.0f h", seconds / 3600);
	else if (seconds < 1000 * 86400.0)
		add(l, "%.0f days", seconds / 86400);
	else
		add(l, "years");
}

/*
 * How much there seems to be: the estimates of the past count more, since one choice can change a new one by
 * much.
 */
static double smoothed(double estimate, double complete)
{
	if (estimate <= 0)
		return smooth = 0;
	smooth = smooth > 0 ? exp(0.8 * log(smooth) + 0.2 * log(estimate)) : estimate;
	return smooth = smooth < complete ? complete : smooth;
}

void progress_show(const struct acq_progress *p, double estimate, bool at_least, double seconds, double limit)
{
	double complete = (double)p->complete, total = smoothed(estimate, complete);
	struct line l = {0};
	const char *unit;
	char words[32];

	if (seconds < TOO_EARLY)
		return;
	double rate = scaled((complete + (double)p->blocked) / seconds, &unit);
	add(&l, "%.0f ", complete);
	if (total > 0) {
		number_words(words, total);
		add(&l, "of %s %s ", at_least ? "at least" : "about", words);
	}
	add(&l, "executions");
	if (p->blocked)
		add(&l, ", %.0f blocked", (double)p->blocked);
	add(&l, ", %.*f%s/s, %.0f s", *unit ? 1 : 0, rate, unit, seconds);
	if (limit > 0)
		add(&l, " of %g", limit);
	if (total > 0 && !at_least) {
		add(&l, ", about ");
		add_time(&l, (total - complete) / complete * seconds);
		add(&l, " left");
	}
	fprintf(stderr, "\r\033[K%.*s", (int)line_width(), l.text);
	fflush(stderr);
	shown = true;
}

void progress_erase(void)
{
	if (shown)
		fputs("\r\033[K", stderr);
	shown = false;
}
