#define _GNU_SOURCE
#include "cli/explore/rerun.h"

#include "cli/explore/explore.h"
#include "cli/process.h"
#include "protocol/outcome.h"
#include "protocol/override.h"
#include "protocol/verdict.h"

#include <time.h>

double rerun_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static enum rerun_result judge(struct rerun *a, const struct report_run *run)
{
	const struct acq_outcome *o = run->outcome;

	a->cut |= !run->done && run->stopped;
	if (!run->done || !o->overridden || o->override_failed || process_interrupted())
		return RERUN_UNKNOWN;
	switch (o->verdict) {
	case ACQ_OK:
		return o->exhaustive ? RERUN_HOLDS : RERUN_UNKNOWN;
	case ACQ_INCOMPLETE:
		/* Cut by no limit: what the checker itself leaves out it has left out before. */
		if (!run->stopped || o->progress.complete >= a->enough)
			return RERUN_HOLDS_SO_FAR;
		*(o->team.at_limit ? &a->at_limit : &a->cut) = true;
		return RERUN_UNKNOWN;
	case ACQ_UNSUPPORTED:
		return RERUN_UNKNOWN;
	default:
		return o->verdict == a->verdict ? RERUN_SAME : RERUN_OTHER;
	}
}

enum rerun_result rerun(struct rerun *a, const struct acq_override *overrides, size_t count,
                        uint64_t *executions, struct report_run *run)
{
	struct options o = *a->options;
	struct report_run unused = {0};
	double left = a->deadline > 0 ? a->deadline - rerun_now() : 0;

	a->cut |= a->left <= 0 || left < 0;
	if (a->cut || process_interrupted())
		return RERUN_UNKNOWN;
	o.quiet = o.no_minimize = true;
	o.show_output = false;
	o.time = left;
	o.processor_time = a->left;
	o.overrides = overrides;
	o.override_count = count;
	if (!run)
		run = &unused;
	if (!explore_program(a->path, a->argv, &o, run))
		return RERUN_UNKNOWN;
	a->left -= run->processor_seconds;
	enum rerun_result result = judge(a, run);
	*executions = run->outcome->progress.complete;
	if (run == &unused)
		explore_forget(run);
	return result;
}
