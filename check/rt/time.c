/*
 * Time is virtual: each thread has a clock that goes on a little when it is read and by the whole time
 * when the thread sleeps. Nothing really waits, and every execution sees the same times.
 */
#include "counting.h"
#include "deadline.h"
#include "rt.h"

#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define EPOCH     1767225600 /* 2026-01-01: when every execution begins on the wall clock */
#define READ_COST 1000       /* nanoseconds that reading the clock takes */
#define DAY       ((uint64_t)86400 * 1000000000)
#define LATEST    (50000 * DAY) /* so that it is a time that fits everywhere */

/*
 * A thread that keeps looking at the clock while it waits for something else is there when its time is up: any two
 * turns of its loop can lie as far apart. So it needs few turns to get there, and all of them can be explored. A loop
 * that does not care what time it is may then be in the same state again.
 */
static uint64_t now(void)
{
	struct fiber *f = rt.current;
	const struct event *last = fiber_last_event(f);
	uint32_t turns = last && event_reads(last) ? counting_turns(last) : 0;

	if (turns < 2 || f->now > LATEST)
		f->now += READ_COST;
	else
		f->now += turns == 2 ? DAY : 1000 * DAY;
	f->clock_seen = turns < 4 ? f->now : 0;
	return f->now;
}

EXPORT int clock_gettime(clockid_t clock, struct timespec *t)
{
	if (!rt_in_program())
		return REAL(clock_gettime)(clock, t);
	uint64_t n = now();
	plain_access((uint64_t)t, sizeof *t, true, RETURN_ADDRESS);
	t->tv_sec = (time_t)(n / 1000000000) + (clock == CLOCK_REALTIME ? EPOCH : 1000);
	t->tv_nsec = (long)(n % 1000000000);
	return 0;
}

EXPORT int timespec_get(struct timespec *t, int base)
{
	if (!rt_in_program())
		return REAL(timespec_get)(t, base);
	if (base != TIME_UTC)
		return 0;
	uint64_t n = now();
	plain_access((uint64_t)t, sizeof *t, true, RETURN_ADDRESS);
	t->tv_sec = (time_t)(n / 1000000000) + EPOCH;
	t->tv_nsec = (long)(n % 1000000000);
	return base;
}

EXPORT int gettimeofday(struct timeval *restrict t, void *restrict zone)
{
	if (!rt_in_program())
		return REAL(gettimeofday)(t, zone);
	uint64_t n = now();
	plain_access((uint64_t)t, sizeof *t, true, RETURN_ADDRESS);
	t->tv_sec = (time_t)(n / 1000000000) + EPOCH;
	t->tv_usec = (suseconds_t)(n % 1000000000 / 1000);
	return 0;
}

EXPORT time_t time(time_t *result)
{
	if (!rt_in_program())
		return REAL(time)(result);
	time_t t = (time_t)(now() / 1000000000) + EPOCH;
	if (result) {
		plain_access((uint64_t)result, sizeof *result, true, RETURN_ADDRESS);
		*result = t;
	}
	return t;
}

EXPORT clock_t clock(void)
{
	return rt_in_program() ? (clock_t)(now() / (1000000000 / CLOCKS_PER_SEC)) : REAL(clock)();
}

/* As the clock's time is counted here: since the execution began. */
static uint64_t since_begin(clockid_t clock, const struct timespec *t)
{
	int64_t seconds = t->tv_sec - (clock == CLOCK_REALTIME ? EPOCH : 1000);

	if (seconds < 0)
		return 0;
	return seconds >= INT64_MAX / 1000000000 ? UINT64_MAX / 2
	                                         : (uint64_t)seconds * 1000000000 + (uint64_t)t->tv_nsec;
}

enum deadline time_compare(clockid_t clock, const struct timespec *t, uint64_t pc)
{
	plain_access((uint64_t)t, sizeof *t, false, pc);
	if (t->tv_nsec < 0 || t->tv_nsec >= 1000000000)
		return DEADLINE_INVALID;
	return since_begin(clock, t) <= rt.current->now ? DEADLINE_PASSED : DEADLINE_AHEAD;
}

void time_go_to(clockid_t clock, const struct timespec *t)
{
	uint64_t until = since_begin(clock, t);

	if (until > rt.current->now)
		rt.current->now = until;
	rt.current->effects++;
}

struct timespec time_after(const struct timespec *t)
{
	uint64_t now = rt.current->now;
	int64_t nanoseconds = (int64_t)(now % 1000000000) + t->tv_nsec;
	int64_t seconds = (int64_t)(now / 1000000000) + 1000 + nanoseconds / 1000000000;

	return (struct timespec){
		.tv_sec = t->tv_sec < INT64_MAX - seconds ? t->tv_sec + seconds : INT64_MAX,
		.tv_nsec = nanoseconds % 1000000000,
	};
}

static int sleep_for(const struct timespec *t, struct timespec *left, uint64_t pc)
{
	plain_access((uint64_t)t, sizeof *t, false, pc);
	if (t->tv_nsec < 0 || t->tv_nsec >= 1000000000 || t->tv_sec < 0)
		return EINVAL;
	rt.current->now += (uint64_t)t->tv_sec * 1000000000 + (uint64_t)t->tv_nsec;
	if (left) {
		plain_access((uint64_t)left, sizeof *left, true, pc);
		*left = (struct timespec){0};
	}
	return 0;
}

EXPORT int nanosleep(const struct timespec *t, struct timespec *left)
{
	if (!rt_in_program())
		return REAL(nanosleep)(t, left);
	int err = sleep_for(t, left, RETURN_ADDRESS);
	if (err)
		errno = err;
	return err ? -1 : 0;
}

EXPORT int clock_nanosleep(clockid_t clock, int flags, const struct timespec *t, struct timespec *left)
{
	if (!rt_in_program())
		return REAL(clock_nanosleep)(clock, flags, t, left);
	if (!(flags & TIMER_ABSTIME))
		return sleep_for(t, left, RETURN_ADDRESS);
	plain_access((uint64_t)t, sizeof *t, false, RETURN_ADDRESS);
	time_go_to(clock, t);
	return 0;
}

EXPORT int usleep(useconds_t microseconds)
{
	if (!rt_in_program())
		return REAL(usleep)(microseconds);
	rt.current->now += (uint64_t)microseconds * 1000;
	return 0;
}

EXPORT unsigned sleep(unsigned seconds)
{
	if (!rt_in_program())
		return REAL(sleep)(seconds);
	rt.current->now += (uint64_t)seconds * 1000000000;
	return 0;
}

EXPORT int sched_yield(void)
{
	return rt_in_program() ? 0 : REAL(sched_yield)();
}

EXPORT int pthread_yield(void)
{
	return rt_in_program() ? 0 : REAL(sched_yield)();
}

/* --- Chance, which must be the same in every execution too --------------------------------------------- */

static uint32_t next_random(void)
{
	struct fiber *f = rt.current;

	f->random = f->random * 6364136223846793005u + 1442695040888963407u + f->thread;
	return (uint32_t)(f->random >> 33);
}

EXPORT int rand(void)
{
	return rt_in_program() ? (int)(next_random() & RAND_MAX) : REAL(rand)();
}

EXPORT void srand(unsigned seed)
{
	if (rt_in_program())
		rt.current->random = seed;
	else
		REAL(srand)(seed);
}

EXPORT long random(void)
{
	return rt_in_program() ? (long)(next_random() & RAND_MAX) : REAL(random)();
}

EXPORT void srandom(unsigned seed)
{
	if (rt_in_program())
		rt.current->random = seed;
	else
		REAL(srandom)(seed);
}

EXPORT int rand_r(unsigned *seed)
{
	if (!rt_in_program())
		return REAL(rand_r)(seed);
	plain_access((uint64_t)seed, sizeof *seed, false, RETURN_ADDRESS);
	plain_access((uint64_t)seed, sizeof *seed, true, RETURN_ADDRESS);
	*seed = *seed * 1103515245 + 12345;
	return (int)(*seed >> 1);
}
