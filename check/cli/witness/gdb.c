#define _GNU_SOURCE
#include "cli/witness/gdb.h"

#include "cli/explore/explore.h"
#include "cli/explore/launch.h"
#include "cli/fail.h"
#include "cli/process.h"
#include "cli/strings.h"
#include "protocol/request.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static void add_command(struct strings *argv, const char *command)
{
	strings_add(argv, "-ex");
	strings_add(argv, command);
}

/* As the command echo takes it. */
static const char *quoted(const char *s)
{
	char *out = must_allocate(2 * strlen(s) + 1), *o = out;

	for (; *s; s++) {
		if (*s == '\\')
			*o++ = '\\';
		*o++ = *s;
	}
	return out;
}

static bool wait_for(pid_t child)
{
	int status;

	/* Ctrl-C is for gdb: it stays blocked here, and is no reason to leave. */
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int gdb_run(const char *program, char *const *argv, const struct options *o, const struct report_run *run,
            char *const *more_arguments)
{
	struct acq_request request = explore_request(o);
	struct report *report = report_new(run);
	const char *function = report_function(report);
	struct strings words = {0};

	struct launch_data data = {
		.events = o->events,
		.event_count = o->event_count,
		.units = o->units,
		.unit_count = o->unit_count,
	};

	request.debugger = 1;
	if (!launch_share(&request, &data))
		return EXIT_UNUSABLE;
	strings_add(&words, "gdb");
	strings_add(&words, "-q");
	/* A shell in between could have the program started with another environment. */
	add_command(&words, "set startup-with-shell off");
	add_command(&words, "set breakpoint pending on");
	add_command(&words, "set print inferior-events off");
	add_command(&words, "set print thread-events off");
	add_command(&words, "handle SIGVTALRM nostop noprint pass");
	add_command(&words, "break acqrel_error_found");
	for (char *const *v = o->variables.at; v && *v; v += 2)
		add_command(&words, must_print("set environment %s %s", v[0], v[1]));
	add_command(&words, "set environment LD_BIND_NOW 1");
	add_command(&words, "run </dev/null");
	if (function)
		add_command(&words, must_print("frame function %s", function));
	add_command(&words, must_print("echo acqrel: %s\\n", quoted(report_headline(report))));
	strings_add_all(&words, more_arguments);
	strings_add(&words, "--args");
	strings_add(&words, program);
	strings_add_all(&words, argv + 1);
	pid_t child = process_start(words.at, -1, -1, NULL);
	if (child < 0 && errno == ENOENT)
		return fail("gdb is not installed: apt-get install gdb");
	if (child < 0)
		return fail("cannot start gdb: %s", strerror(errno));
	report_free(report);
	return wait_for(child) ? 0 : EXIT_UNUSABLE;
}
