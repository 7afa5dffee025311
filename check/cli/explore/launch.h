/* The checked process: how it is started. */
#ifndef ACQREL_CLI_LAUNCH_H
#define ACQREL_CLI_LAUNCH_H

#include "protocol/outcome.h"
#include "protocol/request.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct launched {
	pid_t pid;
	int outcome_fd;              /* its shared memory */
	struct acq_outcome *outcome; /* mapped: the header alone */
	int printed_fd;              /* what it writes to its own standard output and error */
	char *const *variables; /* set before: names and values for its environment, then NULL; or NULL */
};

/* What a program is given besides the request. */
struct launch_data {
	/* the execution to be run, if event_count > 0; else all are explored */
	const struct acq_witness_event *events;
	size_t event_count;
	const struct acq_override *overrides;
	size_t override_count;
	const struct acq_suspect *suspects;
	size_t suspect_count;
	const struct acq_unit *units;
	size_t unit_count;
};

/*
 * Starts the program with the request in place: without address randomization where the system lets us, its
 * standard input empty, its output in a file of its own, in a process group of its own, and dying with
 * us. False: not possible, and said so.
 */
bool launch(const char *path, char *const *argv, const struct acq_request *request,
            const struct launch_data *data, struct launched *l);

/*
 * Readies the request, and the execution to be run, for a program that a child process starts: the debugger.
 */
bool launch_share(const struct acq_request *request, const struct launch_data *data);

#endif
