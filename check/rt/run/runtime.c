/* What everything else knows of: which execution is run, how, and the error that it ended in. */
#include "rt/error/violation.h"
#include "rt/rt.h"

struct runtime rt;
struct violation rt_violation;
bool rt_violated;

void rt_be_alone(void)
{
	static struct acq_outcome outcome;

	rt_copy(&outcome, rt.outcome, sizeof outcome);
	outcome.progress.stop = 0;
	rt.outcome = &outcome;
	rt.worker = outcome.workers;
}
