/*
 * Time is virtual: each thread has a clock that goes on a little when it is read and by the whole time when
 * the thread sleeps. Nothing really waits.
 */
#include "rt/libc/virtual_time.h"

#include "rt/loops/counting.h"
#include "rt/loops/spin.h"
#include "rt/memory/plain.h"
#include "rt/run/moments.h"
#include "rt/run/observer.h"
#include "rt/run/scheduler.h"

#define EPOCH         1767225600 /* 2026-01-01: when every execution begins on the wall clock */
#define LEAP_SECONDS  37         /* by which the atomic clock is ahead of it */
#define SINCE_STARTUP 1000
#define READ_COST     1000 /* nanoseconds that reading the clock takes */
#define DAY           ((uint64_t)86400 * 1000000000)
#define LATEST        (50000 * DAY) /* so that it is a time that fits everywhere */
#define NEVER         (UINT64_MAX / 2)

/* --- Looking at the clock ------------------------------------------------------------------------------- */

/*
 * Whether the thread has only come round to the same lock since it looked before, and found it as it had left
 * it.
 */
static bool came_round(const struct fiber *f, const struct event *lock)
{
	const struct graph *g = rt_graph();

	if (f->looked_effects != f->effects ||
	    graph_event(g, graph_thread_event(g, f->thread, f->looked_at))->pc != lock->pc)
		return false;
	for (uint32_t i = lock->index; i > f->looked_at; i--) {
		const struct event *e = graph_event(g, graph_thread_event(g, f->thread, i));
		const struct event *from = graph_event(g, e->rf);
		if (!spin_changed_nothing(e) ||
		    (event_reads(e) && (from->kind == EV_INIT || from->thread != f->thread)))
			return false;
	}
	return true;
}

/*
 * How often in a row the thread has come by here before, when there was no news and nothing that it changed.
 */
static uint32_t iterations_in_vain(struct fiber *f)
{
	const struct event *last = fiber_last_event(f);

	if (!last || !event_reads(last))
		return 0;
	if (last->op != OP_LOCK || last->kind != EV_RMW)
		return counting_iterations(last);
	if (last->index != f->looked_at)
		f->looks = came_round(f, last) ? f->looks + 1 : 0;
	f->looked_at = last->index;
	f->looked_effects = f->effects;
	return f->looks;
}

/*
 * A thread that keeps looking at the clock while it waits for something else is there when its time is up:
 * any two iterations of its loop can lie as far apart. So it needs few iterations to get there, and all of
 * them can be explored. After that its clock stands still, so that a loop that does not care what time it is
 * may be in the same state again.
 */
static void look_at_clock(struct fiber *f)
{
	uint32_t iterations = iterations_in_vain(f);
	uint64_t cost = iterations < 2 || f->now > LATEST ? READ_COST
	                : iterations == 2                 ? DAY
	                : iterations == 3                 ? 1000 * DAY
	                                                  : 0;

	f->now += cost;
	f->busy += cost;
	f->clock_seen = iterations < 4 ? f->now : 0;
}

static bool counts_work(clockid_t clock)
{
	return clock == CLOCK_PROCESS_CPUTIME_ID || clock == CLOCK_THREAD_CPUTIME_ID || clock < 0;
}

#define OWN_PROCESS (-6) /* what clock_getcpuclockid(0) gives */

bool time_knows(clockid_t clock)
{
	return clock == OWN_PROCESS || (clock >= CLOCK_REALTIME && clock <= CLOCK_TAI && clock != 10);
}

static int64_t first_second(clockid_t clock)
{
	if (counts_work(clock))
		return 0;
	if (clock == CLOCK_TAI)
		return EPOCH + LEAP_SECONDS;
	bool wall =
		clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE || clock == CLOCK_REALTIME_ALARM;
	return wall ? EPOCH : SINCE_STARTUP;
}

uint64_t time_read(clockid_t clock)
{
	struct fiber *f = moment_fiber();

	look_at_clock(f);
	return (uint64_t)first_second(clock) * 1000000000 + (counts_work(clock) ? f->busy : f->now);
}

/* --- Waiting -------------------------------------------------------------------------------------------- */

/* As time is counted here: since the execution began. */
static uint64_t since_begin(clockid_t clock, const struct timespec *t)
{
	int64_t first = first_second(clock);

	if (t->tv_sec < first)
		return 0;
	return t->tv_sec - first >= INT64_MAX / 1000000000
	               ? NEVER
	               : (uint64_t)(t->tv_sec - first) * 1000000000 + (uint64_t)t->tv_nsec;
}

bool time_has_come(clockid_t clock, const struct timespec *t)
{
	return since_begin(clock, t) <= moment_fiber()->now;
}

enum deadline time_compare(clockid_t clock, const struct timespec *t, uint64_t pc)
{
	plain_access((uint64_t)t, sizeof *t, false, pc);
	if (t->tv_nsec < 0 || t->tv_nsec >= 1000000000)
		return DEADLINE_INVALID;
	return time_has_come(clock, t) ? DEADLINE_PASSED : DEADLINE_AHEAD;
}

static uint64_t later(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

static void go_on(struct fiber *f, uint64_t to, uint64_t pc)
{
	observe_step(pc, to, 0);
	f->now = to < NEVER ? later(f->now, to) : later(f->now, NEVER);
}

void time_go_to(clockid_t clock, const struct timespec *t)
{
	struct fiber *f = moment_fiber();

	go_on(f, since_begin(clock, t), 0);
}

void time_sleep(uint64_t nanoseconds, uint64_t pc)
{
	struct fiber *f = moment_fiber();

	go_on(f, nanoseconds < NEVER - f->now ? f->now + nanoseconds : NEVER, pc);
	schedule_pause(pc);
}

struct timespec time_after(const struct timespec *t)
{
	uint64_t now = moment_fiber()->now;
	int64_t nanoseconds = (int64_t)(now % 1000000000) + t->tv_nsec;
	int64_t seconds = (int64_t)(now / 1000000000) + SINCE_STARTUP + nanoseconds / 1000000000;

	return (struct timespec){
		.tv_sec = t->tv_sec < INT64_MAX - seconds ? t->tv_sec + seconds : INT64_MAX,
		.tv_nsec = nanoseconds % 1000000000,
	};
}
