/*
 * Parallel exploration. A worker is a process, forked before the first execution. One begins; one that has
 * nothing left is handed a part of what another one has still to explore (mailbox.c), the oldest of its
 * alternatives, which is where most is behind them. Nothing is explored twice.
 *
 * What they share is in the outcome: who has something left, and who reports an error. What each one counts
 * is in cache lines of its own.
 */
#include "rt/workers/workers.h"

#include "rt/error/hand_over.h"
#include "rt/loops/idle.h"
#include "rt/loops/undone.h"
#include "rt/run/os.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define SHARE_AFTER 2000 /* steps between two hand-outs: some tens of microseconds */

static uint32_t workers = 1; /* that the first worker has started, itself included */
static uint64_t shared_at;   /* steps */

static void stop_all(void)
{
	/* relaxed: pairs with the loads of `stop`; it only has to arrive */
	__atomic_store_n(&rt.outcome->progress.stop, 1, __ATOMIC_RELAXED);
	mailbox_wake_all();
}

/* --- Beginning ---------------------------------------------------------------------------------------- */

bool workers_leads(void)
{
	return rt.worker == rt.outcome->workers;
}

static void begin_as_worker(uint32_t number, pid_t first)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != first)
		os_exit(1);
	rt.worker = &rt.outcome->workers[number];
	/* relaxed: pairs with the load in the reporter; only the number matters */
	__atomic_store_n(&rt.worker->pid, (uint32_t)getpid(), __ATOMIC_RELAXED);
}

void workers_init(void)
{
	uint32_t wanted = rt.outcome->request.workers;
	pid_t self = getpid(), child = 1;

	rt.worker = rt.outcome->workers;
	rt.worker->left = -1;
	rt.outcome->team.busy = 1;
	undone_init();
	idle_init();
	if (wanted < 2)
		return;
	if (wanted > ACQ_MAX_WORKERS)
		wanted = ACQ_MAX_WORKERS;
	rt.outcome->team.busy = wanted; /* those that are started look for something when they have nothing */
	mailbox_init(wanted);
	while (workers < wanted && (child = fork()) > 0)
		workers++;
	if (child == 0)
		begin_as_worker(workers, self);
	else
		/* relaxed: a count; the system has no more processes, so we go on with those there are */
		__atomic_fetch_sub(&rt.outcome->team.busy, wanted - workers, __ATOMIC_RELAXED);
}

/* --- Counting ----------------------------------------------------------------------------------------- */

/* Reads what others write: the counters of a worker are its own, but the reporter looks at them. */
static void count(uint64_t *counter, uint64_t n)
{
	/* relaxed: pairs with the reporter's reads; a number that may be a little old */
	__atomic_store_n(counter, *counter + n, __ATOMIC_RELAXED);
}

void workers_count(bool is_complete)
{
	uint64_t max = rt.outcome->request.max_executions;

	if (is_complete && max) {
		/* relaxed: only the number itself matters */
		uint64_t before = __atomic_fetch_add(&rt.outcome->team.complete, 1, __ATOMIC_RELAXED);
		if (before >= max) {
			rt.outcome->team.at_limit = 1;
			workers_finish(true);
		}
	}
	count(is_complete ? &rt.worker->complete : &rt.worker->blocked, 1);
	count(&rt.worker->events, rt.explorer.graph.live);
}

bool workers_shows_output(void)
{
	/* relaxed: one of all the workers gets 0; nothing comes with it */
	return __atomic_exchange_n(&rt.outcome->team.shown, 1, __ATOMIC_RELAXED) == 0;
}

bool workers_at_limit(void)
{
	uint64_t max = rt.outcome->request.max_executions;

	/* relaxed: only the number itself matters */
	if (!max || __atomic_load_n(&rt.outcome->team.complete, __ATOMIC_RELAXED) < max)
		return false;
	rt.outcome->team.at_limit = 1;
	return true;
}

/* --- Sharing ------------------------------------------------------------------------------------------ */

void workers_share(void)
{
	estimate_when_wanted();
	/* relaxed: a number to be fed; who is claimed is decided in the mailbox */
	if (LIKELY(!__atomic_load_n(&rt.outcome->team.hungry, __ATOMIC_RELAXED)))
		return;
	if (rt.worker->steps - shared_at < SHARE_AFTER || !explore_can_split(&rt.explorer))
		return;
	shared_at = rt.worker->steps;
	mailbox_send();
}

void workers_next_piece(void)
{
	struct acq_workers *team = &rt.outcome->team;

	rt.worker->left = 0;
	/* relaxed: a count; what was counted is read when its process has ended */
	if (__atomic_sub_fetch(&team->busy, 1, __ATOMIC_RELAXED) == 0) {
		/* relaxed: pairs with the load in nothing_will_come(); it only has to arrive */
		__atomic_store_n(&team->over, 1, __ATOMIC_RELAXED);
		mailbox_wake_all();
		workers_finish(false);
	}
	if (!mailbox_receive())
		workers_finish(false);
}

/* --- Ending ------------------------------------------------------------------------------------------- */

static void note_end(int status)
{
	workers--;
	if (WIFEXITED(status) && !WEXITSTATUS(status))
		return;
	rt.outcome->team.failed = (uint32_t)status;
	stop_all();
}

void workers_look_after(void)
{
	int status;

	while (workers > 1 && workers_leads() &&
	       os_syscall(SYS_wait4, -1, (long)&status, WNOHANG, 0, 0, 0) > 0)
		note_end(status);
}

static void wait_for_others(void)
{
	int status;
	long ended;

	while (workers > 1) {
		ended = os_syscall(SYS_wait4, -1, (long)&status, 0, 0, 0, 0);
		if (ended > 0)
			note_end(status);
		else if (ended != -EINTR)
			return;
	}
}

_Noreturn void workers_finish(bool cut)
{
	struct acq_workers *team = &rt.outcome->team;

	if (cut) {
		team->cut = 1;
		stop_all();
		if (!team->reporting && !rt.outcome->irreducible)
			estimate_at_end();
	}
	if (!workers_leads())
		os_exit(0);
	wait_for_others();
	if (team->failed)
		os_exit(1); /* its part is missing: the reporter says why */
	if (team->reporting)
		os_exit(0); /* another has said what there is to say */
	undone_say_cut();
	outcome_finish(team->cut ? ACQ_INCOMPLETE : ACQ_OK, !team->cut);
}

void workers_found_error(void)
{
	/* relaxed: one of all the workers gets 0; the outcome itself is read only after it has ended */
	if (__atomic_exchange_n(&rt.outcome->team.reporting, 1, __ATOMIC_RELAXED) == 0) {
		stop_all();
		return;
	}
	workers_finish(true);
}
