#include "progress.h"

#include <stdio.h>
#include <unistd.h>

#define TOO_EARLY 0.5 /* seconds */

static bool shown;

static double scaled(double rate, const char **unit)
{
	*unit = rate >= 1e6 ? "M" : rate >= 1e4 ? "k" : "";
	return rate >= 1e6 ? rate / 1e6 : rate >= 1e4 ? rate / 1e3 : rate;
}

void progress_show(const struct acq_progress *p, double seconds, double limit)
{
	unsigned long long complete = p->complete, blocked = p->blocked;
	const char *unit;

	if (seconds < TOO_EARLY || !isatty(STDERR_FILENO))
		return;
	double rate = scaled((double)(complete + blocked) / seconds, &unit);
	fprintf(stderr, "\r\033[K%llu executions", complete);
	if (blocked)
		fprintf(stderr, ", %llu blocked", blocked);
	fprintf(stderr, ", %.*f%s per second, %.0f s", *unit ? 1 : 0, rate, unit, seconds);
	if (limit > 0)
		fprintf(stderr, " of %g", limit);
	fflush(stderr);
	shown = true;
}

void progress_erase(void)
{
	if (shown)
		fputs("\r\033[K", stderr);
	shown = false;
}
