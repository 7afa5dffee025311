#define _GNU_SOURCE
#include "cli/build/jobs.h"

#include "cli/build/scratch.h"
#include "cli/fail.h"
#include "cli/process.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static _Noreturn void stop_all(struct jobs *jobs)
{
	for (size_t i = 0; i < jobs->count; i++)
		if (jobs->at[i].pid) {
			kill(jobs->at[i].pid, SIGTERM);
			waitpid(jobs->at[i].pid, NULL, 0);
		}
	scratch_remove();
	process_die_interrupted();
}

static void collect(struct jobs *jobs)
{
	for (size_t i = 0; i < jobs->count; i++) {
		struct job *j = &jobs->at[i];
		int status;
		if (!j->pid || waitpid(j->pid, &status, WNOHANG) != j->pid)
			continue;
		j->pid = 0;
		jobs->running--;
		if (status && !jobs->result.status) {
			jobs->result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 1;
			jobs->result.what = j->what;
		}
	}
}

static void wait_until_at_most(struct jobs *jobs, size_t limit)
{
	while (jobs->running > limit) {
		if (process_wait_event(-1) == PROCESS_INTERRUPT)
			stop_all(jobs);
		collect(jobs);
	}
}

static size_t most_at_a_time(void)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	return processors > 0 ? (size_t)processors : 1;
}

void jobs_start(struct jobs *jobs, const struct strings *argv, const char *what, int output, int errors)
{
	wait_until_at_most(jobs, most_at_a_time() - 1);
	/*
	 * The compiler's temporary files go where ours are: one that is killed, or whose parts outlive it,
	 * leaves them.
	 */
	pid_t pid = process_start(argv->at, output, errors, scratch_path("."));
	if (pid < 0) {
		fail("cannot start the compiler '%s': %s", argv->at[0], strerror(errno));
		wait_until_at_most(jobs, 0);
		scratch_remove();
		exit(EXIT_UNUSABLE);
	}
	struct job *at = must_allocate((jobs->count + 1) * sizeof *at);
	if (jobs->count)
		memcpy(at, jobs->at, jobs->count * sizeof *at);
	free(jobs->at);
	jobs->at = at;
	jobs->at[jobs->count++] = (struct job){.pid = pid, .what = what};
	jobs->running++;
}

struct job_result jobs_finish(struct jobs *jobs)
{
	wait_until_at_most(jobs, 0);
	return jobs->result;
}
