/* How many executions there are, estimated by picking some at random. */
#include "engine/reserve.h"
#include "rt/error/violation.h"
#include "rt/rt.h"
#include "rt/run/os.h"
#include "rt/workers/workers.h"

#include <sys/syscall.h>
#include <time.h>

#define ROOM ((size_t)64 << 20)

#define TIME_AT_A_LOOK 4000000  /* nanoseconds, of those between two looks of the reporter: two percent */
#define TIME_AT_END    30000000 /* not noticeable */

static uint64_t deadline;
static struct probe probe = {.random = 88172645463325252, .late = estimate_is_late};

static uint64_t now_ns(void)
{
	struct timespec t;

	os_syscall(SYS_clock_gettime, CLOCK_MONOTONIC, (long)&t, 0, 0, 0, 0);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static void (*run_one)(void);

void estimate_init(void (*run)(void))
{
	run_one = run;
}

bool estimate_is_late(void)
{
	return now_ns() > deadline;
}

/* Picks one execution. *left: its estimate. False: it takes too long. */
static bool run_probe(bool with_present, double *left)
{
	bool run = probe_begin(&rt.explorer, &probe, with_present);

	*left = 0;
	for (; run; run = probe_next(&rt.explorer, &probe)) {
		run_one();
		if (estimate_is_late())
			return false;
		*left = 1;
	}
	if (estimate_is_late())
		return false;
	if (*left > 0)
		*left = rt.finished || rt_violated ? probe.weight : 0;
	return true;
}

/* False: there was not enough time. */
static bool improve(uint64_t nanoseconds, bool with_present)
{
	static void *aside;
	static size_t room;
	double left, sum = 0;
	uint64_t probes = 0;

	if (!aside)
		aside = engine_reserve(ROOM, &room);
	if (!explore_set_aside(&rt.explorer, aside, room))
		return false;
	deadline = now_ns() + nanoseconds;
	for (; run_probe(with_present, &left); probes++) {
		sum += left;
		explore_take_back(&rt.explorer, aside);
	}
	explore_take_back(&rt.explorer, aside);
	if (probes)
		rt.worker->left = sum / (double)probes;
	return probes;
}

void estimate_when_wanted(void)
{
	static uint32_t seen, in_vain, wait;
	/* relaxed: a wish of the reporter's, nothing comes with it */
	uint32_t look = __atomic_load_n(&rt.outcome->progress.look, __ATOMIC_RELAXED);

	if (LIKELY(look == seen))
		return;
	seen = look;
	if (wait && wait--)
		return;
	in_vain = improve(TIME_AT_A_LOOK, false) ? 0 : in_vain + 1;
	wait = 4 * in_vain; /* executions are so long that this costs much */
}

void estimate_at_end(void)
{
	improve(TIME_AT_END, true);
}
