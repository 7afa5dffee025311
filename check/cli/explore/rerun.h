/* Explores a program once more with other memory orders than it asks for, to see whether an error remains. */
#ifndef ACQREL_CLI_RERUN_H
#define ACQREL_CLI_RERUN_H

#include "cli/options.h"
#include "protocol/override.h"
#include "protocol/verdict.h"
#include "report/report.h"

struct rerun { /* what is explored once more */
	const char *path;
	char *const *argv;
	const struct options *options;
	enum acq_verdict verdict; /* the error that is looked for */
	uint64_t enough;          /* so many executions without it say something although there are more */
	double left;              /* seconds of processor time to do it in */
	double deadline;          /* monotonic time; 0: none */
	bool cut;                 /* there was not enough time, */
	bool at_limit;            /* or max_executions were not enough */
};

enum rerun_result {
	RERUN_UNKNOWN, /* too little was explored */
	RERUN_HOLDS,   /* there is no error */
	RERUN_HOLDS_SO_FAR,
	RERUN_SAME,  /* the error is there */
	RERUN_OTHER, /* another one is */
};

static inline bool rerun_holds(enum rerun_result r)
{
	return r == RERUN_HOLDS || r == RERUN_HOLDS_SO_FAR;
}

double rerun_now(void);

/*
 * *executions: how many were explored without an error. *run, unless run is NULL, is how the exploration
 * went; it stays mapped.
 */
enum rerun_result rerun(struct rerun *a, const struct acq_override *overrides, size_t count,
                        uint64_t *executions, struct report_run *run);

#endif
