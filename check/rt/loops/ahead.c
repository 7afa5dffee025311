/*
 * Whether a loop leaves by itself if there is never any news, after how many iterations soever, or comes back
 * to a state in which it has been, as one does that yields every hundredth iteration, or sleeps for longer
 * and longer up to a limit: a copy of the process goes on with the thread, which gets the same values again
 * and again, and tells. What is found out only decides how much of the loop is explored iteration by
 * iteration, and is bounded in iterations, not in time.
 */
#include "rt/loops/ahead.h"

#include "rt/error/violation.h"
#include "rt/run/observer.h"
#include "rt/run/os.h"

#include <errno.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_EVENTS 64 /* that it adds before it counts as gone */
#define MOST_TIME   10 /* seconds of the processor: for what computes without end */

bool ahead_looking;

static uint64_t looked_at;
static uint32_t iterations, iterations_elsewhere, events;

/*
 * The state that it is compared with is taken anew ever less often, so that loops of any length come back to
 * it: spin_note.
 */
static void note_state(uint64_t fingerprint)
{
	static uint64_t anchor;

	if (iterations && fingerprint == anchor)
		os_exit(AHEAD_REPEATS);
	if (!(iterations & (iterations - 1)))
		anchor = fingerprint;
}

void ahead_iteration(uint64_t pc, uint64_t fingerprint)
{
	iterations_elsewhere++;
	if (pc == looked_at) {
		iterations_elsewhere = 0;
		note_state(fingerprint);
		if (++iterations > AHEAD_ITERATIONS)
			os_exit(AHEAD_STAYS);
	}
	if (iterations_elsewhere > AHEAD_ITERATIONS)
		os_exit(AHEAD_LEAVES);
}

_Noreturn void ahead_knows_nothing(void)
{
	os_exit(AHEAD_UNKNOWN);
}

void ahead_adds(void)
{
	if (++events > MOST_EVENTS)
		os_exit(AHEAD_LEAVES);
}

static void be_in_error(struct fiber *f, const struct violation *v)
{
	(void)f, (void)v;
	ahead_knows_nothing();
}

static void end(void)
{
	os_exit(AHEAD_LEAVES);
}

static void be_the_copy(uint64_t pc)
{
	static struct observer observer;

	struct itimerval limit = {.it_value = {.tv_sec = MOST_TIME}};

	rt_be_alone();
	signal(SIGPROF, SIG_DFL);
	setitimer(ITIMER_PROF, &limit, NULL);
	observer = *rt.observer;
	observer.violation = be_in_error;
	rt.observer = &observer;
	rt.on_switch = end;
	looked_at = pc;
	ahead_looking = true;
}

enum ahead ahead_look(uint64_t pc)
{
	uint64_t before;
	int status = 0;
	long waited;

	if (rt.mode != RUN_EXPLORE)
		return AHEAD_UNKNOWN;
	rt.below++;
	/* As for minimize_error: a tick would wait for processes that have ended. */
	os_signal_mask(SIG_BLOCK, (uint64_t)1 << (SIGVTALRM - 1), &before);
	pid_t copy = fork();
	if (copy == 0)
		be_the_copy(pc);
	do
		waited = copy > 0 ? os_syscall(SYS_wait4, copy, (long)&status, 0, 0, 0, 0) : 0;
	while (waited == -EINTR);
	if (copy != 0)
		os_signal_mask(SIG_SETMASK, before, NULL);
	rt.below--;
	return copy > 0 && WIFEXITED(status) ? (enum ahead)WEXITSTATUS(status) : AHEAD_UNKNOWN;
}
