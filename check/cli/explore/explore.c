#define _GNU_SOURCE
#include "cli/explore/explore.h"

#include "cli/build/asm_atomics.h"
#include "cli/explore/launch.h"
#include "cli/explore/progress.h"
#include "cli/explore/units.h"
#include "cli/install.h"
#include "cli/process.h"
#include "cli/processor.h"
#include "cli/strings.h"
#include "protocol/outcome.h"
#include "protocol/request.h"
#include "protocol/verdict.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TICK         0.2  /* seconds between two looks at the counters */
#define HURRY        0.05 /* the same once it is to stop */
#define GRACE        0.4  /* seconds to stop in when asked to; */
#define REPORT_GRACE 5.0  /* if there is an error to be recorded */
#define MOST_PRINTED 4096 /* bytes shown of what a program says that dies */

struct watch {
	struct launched child;
	const struct options *options;
	double start;
	double stopped_at;            /* when it was asked to stop; 0: not */
	double used[ACQ_MAX_WORKERS]; /* processor time, by each worker, */
	double used_by_all;
	/* Since the heartbeat was seen to move: */
	uint64_t last_steps;
	double used_before; /* used_by_all at that time */
	double asleep;      /* for how long none of the processes wanted to run */
	double last_look;
	bool slept; /* nor did at the last look */
	bool killed_blocked, killed_computing, killed_stopping;
	double next_check, checked; /* when an estimate is kept to compare with, and the one that is */
	uint32_t outrun;            /* so many of them were too low */
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
	/*
	 * relaxed: pairs with the reads in schedule_may_add(); nothing comes with it, it only has to arrive
	 */
	__atomic_store_n(&w->child.outcome->progress.stop, 1, __ATOMIC_RELAXED);
	/* relaxed: pairs with the load in minimize_error(); likewise */
	__atomic_store_n(&w->child.outcome->progress.late, 1, __ATOMIC_RELAXED);
}

/* Adds up what the workers have counted, where the report looks for it. */
static void add_up(struct acq_outcome *o)
{
	struct acq_worker sum = {0};

	for (uint32_t i = 0; i < ACQ_MAX_WORKERS && (!i || i < o->request.workers); i++) {
		const struct acq_worker *w = &o->workers[i];
		/*
		 * relaxed: pairs with the stores in workers.c; numbers, the last ones when the workers have
		 * ended
		 */
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

static pid_t pid_of_worker(const struct watch *w, uint32_t i)
{
	/* relaxed: pairs with the store in workers_init(); only the number matters */
	return i ? (pid_t)__atomic_load_n(&w->child.outcome->workers[i].pid, __ATOMIC_RELAXED) : w->child.pid;
}

/* The process that looks for a shorter execution with the same error; 0: there is none. */
static pid_t pid_of_copy(const struct watch *w)
{
	/* relaxed: pairs with the stores in minimize_error(); only the number matters */
	pid_t copy = (pid_t)__atomic_load_n(&w->child.outcome->progress.copy, __ATOMIC_RELAXED);

	return copy && getpgid(copy) == w->child.pid ? copy : 0;
}

static void look_at_processor_time(struct watch *w)
{
	w->used_by_all = 0;
	for (uint32_t i = 0; i < w->options->workers; i++) {
		pid_t pid = pid_of_worker(w, i);
		double used = pid ? processor_used(pid) : 0;
		if (used > w->used[i])
			w->used[i] = used;
		w->used_by_all += w->used[i];
	}
}

static bool all_sleep(const struct watch *w)
{
	pid_t copy = pid_of_copy(w);

	for (uint32_t i = 0; i < w->options->workers; i++) {
		pid_t pid = pid_of_worker(w, i);
		if (pid && !processor_unwanted(pid))
			return false;
	}
	return !copy || processor_unwanted(copy);
}

/*
 * A program that makes no step computes, which processor time tells, or waits for something real, which time
 * tells as long as nothing but itself keeps it from running.
 */
static void look_for_steps(struct watch *w, double t)
{
	double patience = (double)w->options->stuck_ms / 1000;
	bool sleeps = false;

	if (w->child.outcome->progress.steps != w->last_steps) {
		w->last_steps = w->child.outcome->progress.steps;
		w->used_before = w->used_by_all;
		w->asleep = 0;
	} else if ((sleeps = all_sleep(w)) && w->slept) {
		w->asleep += t - w->last_look < 2 * TICK ? t - w->last_look : 2 * TICK;
	}
	w->slept = sleeps;
	w->last_look = t;
	w->killed_computing = w->used_by_all - w->used_before >= 3 * patience + 10;
	w->killed_blocked = w->asleep >= patience + 1;
}

static void end_copy(const struct watch *w)
{
	pid_t copy = pid_of_copy(w);

	if (copy)
		kill(copy, SIGKILL);
}

#define FIRST_CHECK 0.2 /* seconds; each of the next comes after half as much time again */
#define TOO_OFTEN   2

static void ask_for_estimate(struct acq_outcome *o)
{
	/* relaxed: pairs with the load in workers_share(); a wish, nothing comes with it */
	__atomic_fetch_add(&o->progress.look, 1, __ATOMIC_RELAXED);
}

/*
 * An estimate that more executions have come after than it said says nothing; after two such, nor do others.
 */
static void check_estimate(struct watch *w, double seconds)
{
	struct acq_outcome *o = w->child.outcome;

	if (seconds < w->next_check)
		return;
	w->next_check = 1.5 * seconds;
	w->outrun += w->checked > 0 && (double)o->progress.complete > w->checked;
	w->checked = estimate(o);
	ask_for_estimate(o);
}

/* What time asks for: the time limit, an end to a program that does not stop, or that hangs. */
static void look_at_clock(struct watch *w)
{
	const struct acq_outcome *o = w->child.outcome;
	double t = now(), grace = o->team.reporting ? REPORT_GRACE : GRACE;

	add_up(w->child.outcome);
	look_at_processor_time(w);
	look_for_steps(w, t);
	if ((w->options->time > 0 && t - w->start >= w->options->time) ||
	    (w->options->processor_time > 0 && w->used_by_all >= w->options->processor_time))
		ask_to_stop(w);
	if (w->stopped_at)
		end_copy(w);
	if (w->stopped_at && t - w->stopped_at >= grace) {
		w->killed_stopping = true;
		kill(-w->child.pid, SIGKILL);
	} else if ((w->killed_blocked || w->killed_computing) && pid_of_copy(w)) {
		end_copy(w); /* the error itself is known */
	} else if (w->killed_blocked || w->killed_computing) {
		kill(-w->child.pid, SIGKILL);
	}
	check_estimate(w, t - w->start);
	if (!w->options->quiet && progress_is_wanted()) {
		progress_show(&o->progress, estimate(w->child.outcome), w->outrun >= TOO_OFTEN, t - w->start,
		              w->options->time);
		ask_for_estimate(w->child.outcome);
	}
}

static double until_next_look(const struct watch *w)
{
	const struct options *o = w->options;
	double left = w->stopped_at ? HURRY : TICK;

	if (!w->stopped_at && o->time > 0 && w->start + o->time - now() < left)
		left = w->start + o->time - now();
	if (!w->stopped_at && o->processor_time > 0 && o->processor_time - w->used_by_all < left)
		left = (o->processor_time - w->used_by_all) / (double)o->workers;
	return left < 0.001 ? 0.001 : left;
}

static void wait_for_end(struct watch *w)
{
	for (;;) {
		pid_t ended = wait4(w->child.pid, &w->wait_status, WNOHANG, &w->usage);
		if (ended == w->child.pid || (ended < 0 && errno != EINTR))
			break;
		if (process_wait_event(until_next_look(w)) == PROCESS_INTERRUPT) {
			if (w->stopped_at) /* asked twice: at once */
				w->stopped_at -= REPORT_GRACE;
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

/* What the runtime said when it had to give up; NULL: nothing. */
static const char *own_words(const char *printed)
{
	const char *last = printed, *next;

	while ((next = strstr(last, "acqrel: out of memory")))
		last = next + 1;
	return last == printed ? NULL : last + strlen("acqrel: ") - 1;
}

/*
 * The function that the dynamic linker did not find, for programs that were built for libtsan; NULL: it found
 * all.
 */
static const char *missing_symbol(const char *printed)
{
	static const char words[] = "undefined symbol: ";
	const char *at = strstr(printed, words);

	return at ? must_copy(at + sizeof words - 1, strcspn(at + sizeof words - 1, " ,\n")) : NULL;
}

/* The program ended without an outcome: says why, as far as that is known from outside. */
static void tell_end(const struct watch *w, struct report_run *run)
{
	const struct acq_outcome *o = w->child.outcome;
	int status = o->team.failed ? (int)o->team.failed : w->wait_status;

	run->printed = read_printed(w->child.printed_fd);
	if (w->killed_stopping) {
		run->verdict = ACQ_INCOMPLETE;
	} else if (w->killed_blocked || w->killed_computing) {
		run->verdict = ACQ_UNSUPPORTED;
		run->message =
			w->killed_blocked
				? "the program blocks in something that is not modelled"
				: "the program computes for a long time in something that is not modelled";
	} else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) {
		run->verdict = ACQ_UNSUPPORTED;
		run->message = "the program was killed while it was explored, perhaps because memory ran out";
	} else if (WIFSIGNALED(status)) {
		run->verdict = ACQ_CRASH;
		run->signal = WTERMSIG(status);
		run->message = must_print("the program brought down the checker's runtime (%s)",
		                          strsignal(WTERMSIG(status)));
	} else if (o->progress.state == ACQ_STATE_STARTING && missing_symbol(run->printed)) {
		run->verdict = ACQ_UNSUPPORTED;
		run->message = must_print(
			"the program needs %s, which the checker's stand-in for libtsan does not have; build "
			"it with acqrel cc",
			missing_symbol(run->printed));
	} else if (own_words(run->printed)) {
		run->verdict = ACQ_UNSUPPORTED;
		run->message = own_words(run->printed);
	} else if (o->progress.state == ACQ_STATE_STARTING) {
		run->verdict = ACQ_UNSUPPORTED;
		run->message =
			must_print("the program ended with exit status %d before it could be explored; if it "
		                   "was built with another version of acqrel, build it again",
		                   WEXITSTATUS(status));
	} else {
		run->verdict = ACQ_UNSUPPORTED;
		run->message = must_print("the program ended with exit status %d before its end was explored",
		                          WEXITSTATUS(status));
	}
}

/* Maps the whole outcome: the file has grown. */
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
		.max_steps = o->max_steps,
		.stuck_ms = o->stuck_ms,
		.no_leaks = o->no_leaks,
		.ignore_exit_status = o->ignore_exit_status,
		.show_output = o->show_output,
		.main_exits = o->main_exits,
		.failures = o->failures,
		.model = (uint8_t)(o->model | (o->library ? ACQ_EXPLORE_LIBRARIES : 0)),
		.nondet_low = o->nondet_low,
		.nondet_count = o->nondet_count,
		.workers = (uint16_t)o->workers,
		.no_minimize = o->no_minimize,
		.no_reductions = o->no_reductions || o->event_count || o->override_count,
		.no_symmetry = o->no_symmetry,
	};
}

static bool explore_once(const char *path, char *const *argv, const struct options *o,
                         const struct units *units, struct report_run *run)
{
	struct acq_request request = explore_request(o);
	struct watch w = {
		.options = o, .start = now(), .next_check = FIRST_CHECK, .child.variables = o->variables.at};

	const struct asm_atomics *atomics = asm_atomics_find(path);
	struct launch_data data = {
		.events = o->events,
		.event_count = o->event_count,
		.overrides = o->overrides,
		.override_count = o->override_count,
		.suspects = atomics->suspects,
		.suspect_count = atomics->suspect_count,
		.units = units->at,
		.unit_count = units->count,
	};

	request.atomic_function_count = atomics->block_count;
	memcpy(request.atomic_functions, atomics->blocks, sizeof atomics->blocks);
	if (!launch(path, argv, &request, &data, &w.child))
		return false;
	w.last_look = now();
	wait_for_end(&w);
	map_outcome(&w.child, run);
	run->seconds = now() - w.start;
	run->processor_seconds = (double)w.usage.ru_utime.tv_sec + (double)w.usage.ru_utime.tv_usec / 1e6 +
	                         (double)w.usage.ru_stime.tv_sec + (double)w.usage.ru_stime.tv_usec / 1e6;
	run->peak_rss_bytes = (uint64_t)w.usage.ru_maxrss * 1024;
	/*
	 * acquire: pairs with the release in outcome_finish(); else parts of the outcome may not be there yet
	 */
	run->done = __atomic_load_n(&w.child.outcome->progress.state, __ATOMIC_ACQUIRE) == ACQ_STATE_DONE;
	if (!run->done)
		tell_end(&w, run);
	run->stopped = why_stopped(&w);
	run->estimate = estimate(w.child.outcome);
	run->at_least = w.outrun >= TOO_OFTEN;
	run->checker = install_checker_folders();
	run->library = o->library ? install_specification_folders() : install_library_folders();
	close(w.child.outcome_fd);
	close(w.child.printed_fd);
	if (run->outcome != w.child.outcome)
		munmap(w.child.outcome, sizeof *w.child.outcome);
	return true;
}

/*
 * What reductions leave out is left out for a proof that there is no error. If there is no proof, because
 * there is an error, or something was cut, the program's own executions say what it is: unless a limit of the
 * user's was reached.
 */
static bool begins_again(const struct report_run *run)
{
	const struct acq_outcome *o = run->outcome;

	if (process_interrupted())
		return false;
	return o->irreducible || o->asymmetric ||
	       (o->reduced && !run->stopped && !(run->done && o->verdict == ACQ_OK));
}

/* Until one run comes to its end. */
static bool explore_until_known(const char *path, char *const *argv, const struct options *o,
                                struct units *units, struct report_run *run)
{
	for (;;) {
		if (!explore_once(path, argv, o, units, run))
			return false;
		if (run->outcome->found_unit != 2 || process_interrupted() ||
		    !units_add(units, &run->outcome->unit))
			return true;
		explore_forget(run);
		*run = (struct report_run){0};
	}
}

bool explore_program(const char *path, char *const *argv, const struct options *o, struct report_run *run)
{
	struct options now = *o;
	struct units units = {0};

	for (size_t i = 0; i < o->unit_count; i++)
		units_add(&units, &o->units[i]);
	bool done = explore_until_known(path, argv, &now, &units, run);

	while (done && begins_again(run)) {
		if (run->outcome->asymmetric)
			now.no_symmetry = true;
		else
			now.no_reductions = true;
		explore_forget(run);
		*run = (struct report_run){0};
		done = explore_until_known(path, argv, &now, &units, run);
	}
	run->units = units.at;
	run->unit_count = units.count;
	return done;
}

void explore_forget(struct report_run *run)
{
	munmap((void *)(uintptr_t)run->outcome, run->outcome_size);
	run->outcome = NULL;
	free(run->units);
	run->units = NULL;
}
