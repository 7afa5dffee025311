/*
 * Parallel exploration. A worker is a process; to share its work it forks. The new worker takes the
 * alternatives that are left at the oldest place where there are any, which is where most is behind them, and
 * the old one goes on without those. Both have all they need, snapshots included, because a fork copies it;
 * nothing is explored twice. A worker that has finished leaves, and another may split in its place.
 *
 * What they share is in the outcome: counters, how many work, and who reports an error.
 */
#include "team.h"

#include "os.h"

#include <errno.h>
#include <linux/futex.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SHARE_AFTER_NS 2000000 /* a fork should have this much work before it to be worth its while */
#define COUNT_TOGETHER 256     /* executions that a worker counts by itself */

static bool leads = true;          /* the process that the reporter waits for */
static uint64_t complete, blocked, events; /* not yet added to the shared counters */
static uint64_t shared_at;
static uint32_t workers;

static uint64_t now_ns(void)
{
	struct timespec t;

	os_syscall(SYS_clock_gettime, CLOCK_MONOTONIC, (long)&t, 0, 0, 0, 0);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

void team_init(void)
{
	workers = rt.outcome->request.workers;
	rt.outcome->team.active = 1;
	shared_at = now_ns();
}

static void add_up(void)
{
	struct acq_progress *p = &rt.outcome->progress;

	/* relaxed: a sum, complete when all workers have left, which team_finish() waits for */
	__atomic_fetch_add(&p->complete, complete, __ATOMIC_RELAXED);
	/* relaxed: likewise */
	__atomic_fetch_add(&p->blocked, blocked, __ATOMIC_RELAXED);
	/* relaxed: likewise */
	__atomic_fetch_add(&p->events, events, __ATOMIC_RELAXED);
	complete = blocked = events = 0;
}

void team_count(bool is_complete)
{
	events += rt.explorer.graph.live;
	if (is_complete)
		complete++;
	else
		blocked++;
	if (complete + blocked >= (rt.outcome->request.max_executions ? 1 : COUNT_TOGETHER))
		add_up();
}

uint64_t team_complete(void)
{
	/* relaxed: the limit on executions may be passed by as many as are under way */
	return __atomic_load_n(&rt.outcome->progress.complete, __ATOMIC_RELAXED) + complete;
}

static bool claim_place(void)
{
	uint32_t *active = &rt.outcome->team.active;

	/* relaxed: how many work decides only whether to fork */
	if (__atomic_load_n(active, __ATOMIC_RELAXED) >= workers)
		return false;
	uint64_t now = now_ns();
	if (now - shared_at < SHARE_AFTER_NS)
		return false;
	shared_at = now;
	/* relaxed: a count of places; what the new worker needs it gets by being forked */
	if (__atomic_fetch_add(active, 1, __ATOMIC_RELAXED) < workers)
		return true;
	/* relaxed: gives back the place that was not there */
	__atomic_fetch_sub(active, 1, __ATOMIC_RELAXED);
	return false;
}

static void leave_place(void)
{
	/* relaxed: a count of places */
	__atomic_fetch_sub(&rt.outcome->team.active, 1, __ATOMIC_RELAXED);
}

static void begin_as_worker(void)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	leads = false;
	complete = blocked = events = 0;
	watchdog_init(); /* timers are not inherited */
}

void team_share(void)
{
	uint32_t part;

	if (workers < 2 || !claim_place())
		return;
	if (!explore_can_split(&rt.explorer, &part)) {
		leave_place();
		return;
	}
	pid_t child = fork();
	if (child < 0) {
		leave_place(); /* the system has no more processes: go on with those there are */
		workers = 1;
		return;
	}
	explore_split(&rt.explorer, part, child == 0);
	if (child == 0)
		begin_as_worker();
}

/* Waits for the workers that this one has forked. One that ended by itself has failed. */
static void wait_for_children(void)
{
	int status;
	pid_t child;

	while ((child = waitpid(-1, &status, 0)) > 0 || errno == EINTR)
		if (child > 0 && (!WIFEXITED(status) || WEXITSTATUS(status)))
			rt.outcome->team.failed = 1;
}

static void stop_all(void)
{
	/* relaxed: pairs with the loads in asked_to_stop(); it only has to arrive */
	__atomic_store_n(&rt.outcome->progress.stop, 1, __ATOMIC_RELAXED);
}

_Noreturn void team_finish(bool cut)
{
	struct acq_team *team = &rt.outcome->team;

	rt.below++; /* what is called from here on is not the program's doing */
	add_up();
	if (cut)
		team->cut = 1;
	leave_place();
	wait_for_children();
	/* A failed worker's part is missing; the first worker must not look as if all was well. */
	if (!leads || team->failed)
		os_exit(team->failed ? 3 : 0);
	if (team->reporting)
		os_exit(0); /* another has said what there is to say */
	outcome_finish(team->cut ? ACQ_INCOMPLETE : ACQ_OK, !team->cut);
}

void team_found_error(void)
{
	add_up();
	/* relaxed: one of all the workers gets 0; the outcome itself is read only after it has ended */
	if (__atomic_exchange_n(&rt.outcome->team.reporting, 1, __ATOMIC_RELAXED) == 0) {
		stop_all();
		return;
	}
	team_finish(true);
}
