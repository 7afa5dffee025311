/* What libc has for asking the time and for sleeping: see virtual_time.c. */
#include "rt/abi/interpose.h"
#include "rt/error/violation.h"
#include "rt/libc/virtual_time.h"
#include "rt/memory/plain.h"
#include "rt/memory/shadow.h"
#include "rt/run/scheduler.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/time.h>
#include <sys/times.h>
#include <unistd.h>

#define SECOND  ((uint64_t)1000000000)
#define TICKS   100 /* in a second: sysconf(_SC_CLK_TCK) */
#define FOREVER UINT64_MAX

static int fail(int error)
{
	memory_save((uint64_t)&errno, sizeof errno);
	errno = error;
	return -1;
}

static struct timeval as_timeval(uint64_t nanoseconds)
{
	return (struct timeval){(time_t)(nanoseconds / SECOND), (suseconds_t)(nanoseconds % SECOND / 1000)};
}

static void tell(clockid_t clock, struct timespec *t, uint64_t pc)
{
	uint64_t n = time_read(clock);

	plain_access((uint64_t)t, sizeof *t, true, pc);
	*t = (struct timespec){(time_t)(n / SECOND), (long)(n % SECOND)};
}

static void tell_resolution(struct timespec *t, uint64_t pc)
{
	if (!t)
		return;
	plain_access((uint64_t)t, sizeof *t, true, pc);
	*t = (struct timespec){0, 1};
}

/* --- What time it is ------------------------------------------------------------------------------------ */

INTERPOSE(int, clock_gettime)(clockid_t clock, struct timespec *t)
{
	if (!time_knows(clock))
		return fail(EINVAL);
	tell(clock, t, RETURN_ADDRESS);
	return 0;
}

INTERPOSE(int, clock_getres)(clockid_t clock, struct timespec *t)
{
	if (!time_knows(clock))
		return fail(EINVAL);
	tell_resolution(t, RETURN_ADDRESS);
	return 0;
}

INTERPOSE(int, timespec_get)(struct timespec *t, int base)
{
	if (base != TIME_UTC)
		return 0;
	tell(CLOCK_REALTIME, t, RETURN_ADDRESS);
	return base;
}

int timespec_getres(struct timespec *t, int base); /* C23 */

INTERPOSE(int, timespec_getres)(struct timespec *t, int base)
{
	if (base != TIME_UTC)
		return 0;
	tell_resolution(t, RETURN_ADDRESS);
	return base;
}

INTERPOSE(int, gettimeofday)(struct timeval *restrict t, void *restrict zone)
{
	uint64_t n = time_read(CLOCK_REALTIME);
	plain_access((uint64_t)t, sizeof *t, true, RETURN_ADDRESS);
	*t = as_timeval(n);
	return 0;
}

INTERPOSE(time_t, time)(time_t *result)
{
	time_t t = (time_t)(time_read(CLOCK_REALTIME) / SECOND);
	if (result) {
		plain_access((uint64_t)result, sizeof *result, true, RETURN_ADDRESS);
		*result = t;
	}
	return t;
}

INTERPOSE(clock_t, clock)(void)
{
	return (clock_t)(time_read(CLOCK_PROCESS_CPUTIME_ID) / (SECOND / CLOCKS_PER_SEC));
}

INTERPOSE(clock_t, times)(struct tms *t)
{
	clock_t busy = (clock_t)(time_read(CLOCK_PROCESS_CPUTIME_ID) / (SECOND / TICKS));
	if (t) {
		plain_access((uint64_t)t, sizeof *t, true, RETURN_ADDRESS);
		*t = (struct tms){.tms_utime = busy};
	}
	return (clock_t)(time_read(CLOCK_MONOTONIC) / (SECOND / TICKS));
}

INTERPOSE(int, getrusage)(__rusage_who_t who, struct rusage *usage)
{
	uint64_t busy = who == RUSAGE_CHILDREN ? 0 : time_read(CLOCK_PROCESS_CPUTIME_ID);
	plain_access((uint64_t)usage, sizeof *usage, true, RETURN_ADDRESS);
	*usage = (struct rusage){.ru_utime = as_timeval(busy)};
	return 0;
}

/* --- Sleeping ------------------------------------------------------------------------------------------- */

/* Nothing interrupts a sleep, so that what would have been left of it is never written. */
int time_sleep_for(const struct timespec *t, uint64_t pc)
{
	plain_access((uint64_t)t, sizeof *t, false, pc);
	if (t->tv_nsec < 0 || t->tv_nsec >= (long)SECOND || t->tv_sec < 0)
		return EINVAL;
	uint64_t seconds = (uint64_t)t->tv_sec;
	time_sleep(seconds < FOREVER / SECOND ? seconds * SECOND + (uint64_t)t->tv_nsec : FOREVER, pc);
	return 0;
}

INTERPOSE(int, nanosleep)(const struct timespec *t, struct timespec *left)
{
	int error = time_sleep_for(t, RETURN_ADDRESS);
	return error ? fail(error) : 0;
}

INTERPOSE(int, clock_nanosleep)(clockid_t clock, int flags, const struct timespec *t, struct timespec *left)
{
	if (!time_knows(clock) || clock == CLOCK_THREAD_CPUTIME_ID)
		return EINVAL;
	if (clock == CLOCK_PROCESS_CPUTIME_ID || clock < 0)
		violation_unsupported(RETURN_ADDRESS,
		                      "clock_nanosleep by a clock that counts processor time");
	if (!(flags & TIMER_ABSTIME))
		return time_sleep_for(t, RETURN_ADDRESS);
	if (time_compare(clock, t, RETURN_ADDRESS) == DEADLINE_INVALID)
		return EINVAL;
	time_go_to(clock, t);
	return 0;
}

INTERPOSE(int, usleep)(useconds_t microseconds)
{
	time_sleep((uint64_t)microseconds * 1000, RETURN_ADDRESS);
	return 0;
}

INTERPOSE(unsigned, sleep)(unsigned seconds)
{
	time_sleep(seconds * SECOND, RETURN_ADDRESS);
	return 0;
}

/* Waiting for no file at all is a way to sleep. */
INTERPOSE(int, poll)(struct pollfd *files, nfds_t count, int milliseconds)
{
	if (count || milliseconds < 0)
		violation_unsupported(RETURN_ADDRESS, "poll");
	time_sleep((uint64_t)milliseconds * 1000000, RETURN_ADDRESS);
	return 0;
}

INTERPOSE(int, select)
(int count, fd_set *restrict in, fd_set *restrict out, fd_set *restrict except, struct timeval *restrict t)
{
	if (count || !t)
		violation_unsupported(RETURN_ADDRESS, "select");
	plain_access((uint64_t)t, sizeof *t, false, RETURN_ADDRESS);
	if (t->tv_sec < 0 || t->tv_usec < 0)
		return fail(EINVAL);
	plain_access((uint64_t)t, sizeof *t, true, RETURN_ADDRESS);
	struct timespec whole = {t->tv_sec + t->tv_usec / 1000000, t->tv_usec % 1000000 * 1000};
	*t = (struct timeval){0};
	time_sleep_for(&whole, RETURN_ADDRESS);
	return 0;
}

INTERPOSE(int, sched_yield)(void)
{
	schedule_pause(RETURN_ADDRESS);
	return 0;
}

EXPORT int pthread_yield(void)
{
	if (!rt_in_program())
		return REAL(sched_yield)();
	schedule_pause(RETURN_ADDRESS);
	return 0;
}
