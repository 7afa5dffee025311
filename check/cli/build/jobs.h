/* Compilers at work, as many at a time as there are processors. */
#ifndef ACQREL_CLI_JOBS_H
#define ACQREL_CLI_JOBS_H

#include "cli/strings.h"

#include <sys/types.h>

struct job_result {
	int status;       /* the exit status of the first that failed; 0: none did */
	const char *what; /* what it was about */
};

struct job {
	pid_t pid; /* 0: ended */
	const char *what;
};

struct jobs { /* zero-filled: none */
	struct job *at;
	size_t count, running;
	struct job_result result;
};

/*
 * Starts one, waiting first if enough are running. Its standard output and error go to `output` and `errors`
 * unless those are negative. If it cannot be started the command ends with a message. An interrupt ends all
 * of them, and the command.
 */
void jobs_start(struct jobs *jobs, const struct strings *argv, const char *what, int output, int errors);

/* Waits for all and says how it went. */
struct job_result jobs_finish(struct jobs *jobs);

#endif
