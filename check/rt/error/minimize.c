#include "rt/error/minimize.h"

#include "engine/reserve.h"
#include "rt/error/slice.h"
#include "rt/error/violation.h"
#include "rt/memory/location_map.h"
#include "rt/run/fiber.h"
#include "rt/run/observer.h"
#include "rt/run/os.h"
#include "rt/run/scheduler.h"
#include "rt/threads/twins.h"

#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define MOST_EXECUTIONS 10000 /* that are looked at: a bound that is the same on every machine, */
#define MOST_TIME       400   /* and milliseconds of processor time, for programs that take long */
#define KILLED_AFTER    600L

struct found { /* in memory shared with the copy, followed by the events that happened, and the explorer */
	bool better;
	uint32_t size, switches;
	uint32_t happened;
	struct violation violation;
};

static struct found *best;
static size_t room;
static struct violation first;

static uint64_t now_ms(void)
{
	struct timespec t;

	os_syscall(SYS_clock_gettime, CLOCK_PROCESS_CPUTIME_ID, (long)&t, 0, 0, 0, 0);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static event_id *events_of(struct found *f)
{
	return (event_id *)(f + 1);
}

static void *explorer_of(struct found *f)
{
	return (char *)(f + 1) + ((f->happened * sizeof(event_id) + 15) & ~(size_t)15);
}

/* --- In the copy ---------------------------------------------------------------------------------------- */

static void consider(bool stuck)
{
	uint32_t size = slice_size(&rt_violation, stuck), switches, count;
	const event_id *happened = schedule_happening(&count);

	if (size > best->size)
		return;
	switches = slice_switches(&rt_violation, stuck);
	if (size == best->size && switches >= best->switches)
		return;
	best->better = false; /* until it is there as a whole */
	best->happened = count;
	size_t used = (size_t)((char *)explorer_of(best) - (char *)best);
	if (used > room || !explore_set_aside(&rt.explorer, explorer_of(best), room - used))
		os_exit(0);
	rt_copy(events_of(best), happened, count * sizeof *happened);
	best->size = size;
	best->switches = switches;
	best->violation = rt_violation;
	best->better = true;
}

static void found(struct fiber *f, const struct violation *v)
{
	(void)v;
	if (rt_violation.verdict == ACQ_CRASH)
		os_exit(0); /* its stack may be in no state to be parked */
	if (rt_violation.verdict == first.verdict && rt_violation.pc == first.pc &&
	    !twins_may_excuse(&rt_violation))
		consider(false);
	rt.below = 0;
	f->state = FIBER_ASSUMING;
	if (rt.unreplayed)
		fiber_switch(NULL);
	else
		schedule_others(f);
	__builtin_unreachable();
}

void minimize_found_stuck(uint32_t verdict)
{
	if (verdict != first.verdict)
		return;
	rt_violation = first;
	consider(true);
}

static void may_add(struct fiber *f)
{
	const struct event *last = fiber_last_event(f);
	uint32_t past = last ? last->index + 1 : 0;

	for (uint32_t t = 0; last && last->porf && t < last->porf->n; t++)
		past += last->porf->at[t];
	if (past + 1 <= best->size)
		return;
	f->state = FIBER_ASSUMING;
	schedule_others(f);
	__builtin_unreachable();
}

static void end_with(pid_t parent)
{
	struct itimerval limit = {.it_value = {.tv_usec = KILLED_AFTER * 1000}};

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		os_exit(1);
	setitimer(ITIMER_PROF, &limit, NULL);
}

static _Noreturn void search(pid_t parent, bool (*run_next)(void))
{
	static struct observer observer;
	uint64_t start = now_ms();

	end_with(parent);
	rt_be_alone();
	rt.mode = RUN_SEARCH;
	observer = observe_nothing;
	observer.adds = may_add;
	observer.violation = found;
	rt.observer = &observer;
	for (uint32_t n = 0; n < MOST_EXECUTIONS && now_ms() - start < MOST_TIME; n++)
		if (!run_next())
			break;
	os_exit(0);
}

/*
 * --- In the process that has found the error --------------------------------------------------------------
 */

static void take_best(void)
{
	explore_take_back(&rt.explorer, explorer_of(best));
	location_adopt_all();
	uint32_t unused;
	rt_copy(schedule_happened(&unused), events_of(best), best->happened * sizeof(event_id));
	schedule_set_happened(best->happened);
	rt_violation = best->violation;
}

/* Those of which another execution tells the same. */
static bool is_of_use(bool stuck)
{
	const struct acq_request *q = &rt.outcome->request;

	if (q->no_minimize || q->witness.count)
		return false;
	/* relaxed: pairs with the store in ask_to_stop(); it only has to arrive */
	if (__atomic_load_n(&rt.outcome->progress.late, __ATOMIC_RELAXED))
		return false;
	return acq_verdict_is(rt_violation.verdict, ACQ_MINIMIZE) &&
	       (stuck || !acq_verdict_is(rt_violation.verdict, ACQ_WAITS));
}

void minimize_error(bool stuck, bool (*run_next)(void))
{
	uint64_t before;
	int status = 0;

	if (!is_of_use(stuck))
		return;
	first = rt_violation;
	best = engine_reserve_shared((size_t)64 << 20, &room);
	best->size = slice_size(&first, stuck);
	best->switches = slice_switches(&first, stuck);
	/* A tick would wait for processes that have ended, and take this one for a worker. */
	os_signal_mask(SIG_BLOCK, (uint64_t)1 << (SIGVTALRM - 1), &before);
	pid_t self = getpid(), copy = fork();
	if (copy == 0)
		search(self, run_next);
	/*
	 * relaxed: only the number matters. By it the reporter ends the process when time is up, or when it
	 * blocks
	 */
	__atomic_store_n(&rt.outcome->progress.copy, copy > 0 ? (uint32_t)copy : 0, __ATOMIC_RELAXED);
	while (copy > 0 && os_syscall(SYS_wait4, copy, (long)&status, 0, 0, 0, 0) == -EINTR)
		;
	/* relaxed: likewise */
	__atomic_store_n(&rt.outcome->progress.copy, 0, __ATOMIC_RELAXED);
	os_signal_mask(SIG_SETMASK, before, NULL);
	if (copy > 0 && best->better)
		take_best();
}
