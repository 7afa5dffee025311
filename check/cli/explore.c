#define _GNU_SOURCE
#include "explore.h"

#include "assembly.h"
#include "cli.h"
#include "install.h"
#include "launch.h"
#include "process.h"
#include "progress.h"
#include "words.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TICK         0.2  /* seconds between two looks at the counters */
#define GRACE        5.0  /* seconds to stop in when asked to */
#define MOST_PRINTED 4096 /* bytes shown of what a program says that dies */

struct watch {
	struct launched child;
	const struct options *options;
	double start;
	double stopped_at; /* when it was asked to stop; 0: not */
	uint64_t last_steps;
	double last_moved; /* when the heartbeat was seen to move */
	bool killed_stuck, killed_stopping;
	int wait_status;
	struct rusage usage;
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void ask_to_stop(struct watch *w)
{
	if (!w->stopped_at)
		w->stopped_at = now();
	/* relaxed: pairs with the reads in schedule_may_add(); nothing comes with it, it only has to arrive */
	__atomic_store_n(&w->child.outcome->progress.stop, 1, __ATOMIC_RELAXED);
}

/* Adds up what the workers have counted, where the report looks for it. */
static void add_up(struct acq_outcome *o)
{
	struct acq_worker sum = {0};

	for (uint32_t i = 0; i < ACQ_MAX_WORKERS && (!i || i < o->request.workers); i++) {
		const struct acq_worker *w = &o->workers[i];
		/* relaxed: pairs with the stores in team.c; numbers, the last ones when the workers have ended */
		sum.complete += __atomic_load_n(&w->complete, __ATOMIC_RELAXED);
		/* relaxed: likewise */
		sum.blocked += __atomic_load_n(&w->blocked, __ATOMIC_RELAXED);
		/* relaxed: likewise */
		sum.events += __atomic_load_n(&w->events, __ATOMIC_RELAXED);
		/* relaxed: likewise */
		sum.steps += __atomic_load_n(&w->steps, __ATOMIC_RELAXED);
	}
	o->progress.complete = sum.complete;
	o->progress.blocked = sum.blocked;
	o->progress.events = sum.events;
	o->progress.steps = sum.steps;
}

/* How many complete executions there are, as far as the workers can tell; 0: no idea. */
static double estimate(const struct acq_outcome *o)
{
	double n = (double)o->progress.complete;

	for (uint32_t i = 0; i < ACQ_MAX_WORKERS && (!i || i < o->request.workers); i++) {
		if (o->workers[i].left < 0)
			return 0;
		n += o->workers[i].left;
	}
	return n;
}

/* What time asks for: the time limit, an end to a program that does not stop, or that hangs. */
static void look_at_clock(struct watch *w)
{
	const struct acq_progress *p = &w->child.outcome->progress;
	double t = now(), patience = 3 * (double)w->options->stuck_ms / 1000 + 10;

	add_up(w->child.outcome);
	if (p->steps != w->last_steps) {
		w->last_steps = p->steps;
		w->last_moved = t;
	}
	if (w->options->time > 0 && t - w->start >= w->options->time)
		ask_to_stop(w);
	if (w->stopped_at && t - w->stopped_at >= GRACE) {
		w->killed_stopping = true;
		kill(-w->child.pid, SIGKILL);
	} else if (t - w->last_moved >= patience) {
		w->killed_stuck = true;
		kill(-w->child.pid, SIGKILL);
	}
	if (!w->options->quiet && progress_is_wanted()) {
		progress_show(p, estimate(w->child.outcome), t - w->start, w->options->time);
		/* relaxed: pairs with the load in team_share(); a wish, nothing comes with it */
		__atomic_fetch_add(&w->child.outcome->progress.look, 1, __ATOMIC_RELAXED);
	}
}

static double until_next_look(const struct watch *w)
{
	double left = w->options->time > 0 && !w->stopped_at ? w->start + w->options->time - now() : TICK;

	return left < 0 ? 0 : left < TICK ? left : TICK;
}

static void wait_for_end(struct watch *w)
{
	for (;;) {
		pid_t ended = wait4(w->child.pid, &w->wait_status, WNOHANG, &w->usage);
		if (ended == w->child.pid || (ended < 0 && errno != EINTR))
			break;
		if (process_wait_event(until_next_look(w)) == PROCESS_INTERRUPT) {
			if (w->stopped_at) /* asked twice: at once */
				w->stopped_at -= GRACE;
			ask_to_stop(w);
		}
		look_at_clock(w);
	}
	add_up(w->child.outcome);
	progress_erase();
}

static const char *read_printed(int fd)
{
	char *text = must_allocate(MOST_PRINTED + 1);
	ssize_t n = pread(fd, text, MOST_PRINTED, 0);

	while (n > 0 && (text[n - 1] == '\n' || text[n - 1] == ' '))
		text[--n] = 0;
	return text;
}

/* The program ended without handing anything over: says why as well as can be told from outside. */
static void tell_end(const struct watch *w, struct report_run *run)
{
	const struct acq_outcome *o = w->child.outcome;
	int status = o->team.failed ? (int)o->team.failed : w->wait_status;

	run->printed = read_printed(w->child.printed_fd);
	if (w->killed_stuck) {
		run->verdict = ACQ_UNSUPPORTED;
		run->message =
			"the program blocks, or computes for a long time, in something that is not modelled";
	} else if (w->killed_stopping) {
		run->verdict = ACQ_INCOMPLETE;
	} else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) {
		run->verdict = ACQ_UNSUPPORTED;
		run->message = "the program was killed while it was explored, perhaps for want of memory";
	} else if (WIFSIGNALED(status)) {
		run->verdict = ACQ_CRASH;
		run->signal = WTERMSIG(status);
		run->message = must_print("the program brought down the checker's runtime (%s)",
		                          strsignal(WTERMSIG(status)));
	} else if (o->progress.state == ACQ_STATE_STARTING) {
		run->verdict = ACQ_UNSUPPORTED;
		run->message = must_print("the program ended with exit status %d before it could be explored; if it "
		                          "was built with another version of acqrel, build it again",
		                          WEXITSTATUS(status));
	} else {
		run->verdict = ACQ_UNSUPPORTED;
		run->message = must_print("the program ended with exit status %d before its end was explored",
		                          WEXITSTATUS(status));
	}
}

/* Maps all that was handed over: the file has grown. */
static void map_outcome(const struct launched *l, struct report_run *run)
{
	struct stat st;

	run->outcome = l->outcome;
	run->outcome_size = sizeof *l->outcome;
	if (fstat(l->outcome_fd, &st) || (size_t)st.st_size <= sizeof *l->outcome)
		return;
	void *all = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, l->outcome_fd, 0);
	if (all == MAP_FAILED)
		return;
	run->outcome = all;
	run->outcome_size = (size_t)st.st_size;
}

/* The limit of the user's that ended the exploration early; NULL: none did. */
static const char *why_stopped(const struct watch *w)
{
	const struct options *o = w->options;

	if (w->stopped_at && process_interrupted())
		return "it was interrupted";
	if (w->stopped_at)
		return must_print("the time limit of %g s was reached", o->time);
	if (w->child.outcome->team.at_limit)
		return must_print("the limit of %llu execution%s was reached",
		                  (unsigned long long)o->max_executions, o->max_executions == 1 ? "" : "s");
	return NULL;
}

struct acq_request explore_request(const struct options *o)
{
	return (struct acq_request){
		.max_executions = o->max_executions,
		.stuck_ms = o->stuck_ms,
		.no_leaks = o->no_leaks,
		.ignore_exit_status = o->ignore_exit_status,
		.show_output = o->show_output,
		.main_exits = o->main_exits,
		.failures = o->failures,
		.workers = (uint16_t)o->workers,
		.no_shorten = o->no_shorten,
	};
}

bool explore_program(const char *path, char *const *argv, const struct options *o, struct report_run *run)
{
	struct acq_request request = explore_request(o);
	struct watch w = {.options = o, .start = now(), .child.variables = o->variables.at};

	struct launch_data data = {o->events, o->event_count, o->overrides, o->override_count};

	assembly_find(path, &request);
	if (!launch(path, argv, &request, &data, &w.child))
		return false;
	w.last_moved = now();
	wait_for_end(&w);
	map_outcome(&w.child, run);
	run->seconds = now() - w.start;
	run->peak_rss_bytes = (uint64_t)w.usage.ru_maxrss * 1024;
	/* acquire: pairs with the release in outcome_finish(); else parts of the outcome may not be there yet */
	run->done = __atomic_load_n(&w.child.outcome->progress.state, __ATOMIC_ACQUIRE) == ACQ_STATE_DONE;
	if (!run->done)
		tell_end(&w, run);
	run->stopped = why_stopped(&w);
	run->estimate = estimate(w.child.outcome);
	run->checker = install_checker_folders();
	run->library = o->library ? NULL : install_library_folders();
	close(w.child.outcome_fd);
	close(w.child.printed_fd);
	if (run->outcome != w.child.outcome)
		munmap(w.child.outcome, sizeof *w.child.outcome);
	return true;
}

void explore_forget(struct report_run *run)
{
	munmap((void *)(uintptr_t)run->outcome, run->outcome_size);
	run->outcome = NULL;
}
