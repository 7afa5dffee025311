/* All ways to ask for the time agree with each other, and with all ways to sleep.
 *
 * expect: ok 1
 */
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/time.h>
#include <sys/times.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>

static double at(clockid_t clock)
{
	struct timespec t;

	assert(!clock_gettime(clock, &t));
	assert(t.tv_nsec >= 0 && t.tv_nsec < 1000000000);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void all_agree(void)
{
	struct timespec t;
	struct timeval v;
	double before = at(CLOCK_REALTIME);

	assert(timespec_get(&t, TIME_UTC) == TIME_UTC && (double)t.tv_sec + 1 > before);
	assert(!gettimeofday(&v, NULL) && (double)v.tv_sec + 1 > before);
	assert((double)time(NULL) + 1 > before);
	assert(at(CLOCK_TAI) - before > 36 && at(CLOCK_TAI) - before < 38);
	assert(at(CLOCK_REALTIME) >= before && at(CLOCK_REALTIME) < before + 1);
	double m = at(CLOCK_MONOTONIC);
	assert(at(CLOCK_BOOTTIME) - m < 1 && at(CLOCK_MONOTONIC_RAW) - m < 1 && at(CLOCK_MONOTONIC_COARSE) - m < 1);
	assert((double)times(NULL) / (double)sysconf(_SC_CLK_TCK) - m < 1);
}

static double slept;

static void passed(double seconds)
{
	double now = at(CLOCK_MONOTONIC);

	assert(now - slept >= seconds && now - slept < seconds + .001);
	slept = now;
	all_agree();
	slept = at(CLOCK_MONOTONIC);
}

int main(void)
{
	struct timespec t = {.tv_sec = 7, .tv_nsec = 500000000}, left = {.tv_sec = 99};
	struct timeval v = {8, 250000};
	struct rusage usage;
	double work = at(CLOCK_PROCESS_CPUTIME_ID);

	slept = at(CLOCK_MONOTONIC);
	passed(0);
	assert(sleep(5) == 0);
	passed(5);
	assert(usleep(1500000) == 0);
	passed(1.5);
	assert(nanosleep(&t, &left) == 0 && left.tv_sec == 99);
	passed(7.5);
	assert(thrd_sleep(&t, NULL) == 0);
	passed(7.5);
	assert(clock_nanosleep(CLOCK_MONOTONIC, 0, &t, NULL) == 0);
	passed(7.5);
	assert(poll(NULL, 0, 2500) == 0);
	passed(2.5);
	assert(select(0, NULL, NULL, NULL, &v) == 0);
	passed(8.25);
	clock_gettime(CLOCK_REALTIME, &t);
	t.tv_sec += 3600;
	assert(clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &t, NULL) == 0);
	passed(3600);
	assert(clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &t, NULL) == 0);
	sched_yield();
	thrd_yield();
	passed(0);

	/* A thread that sleeps does not work. */
	assert(at(CLOCK_PROCESS_CPUTIME_ID) - work < 1 && at(CLOCK_THREAD_CPUTIME_ID) < 1);
	assert(clock() >= 0 && clock() < CLOCKS_PER_SEC);
	assert(getrusage(RUSAGE_SELF, &usage) == 0 && usage.ru_utime.tv_sec == 0);

	/* What is wrong. */
	t.tv_nsec = 1000000000;
	assert(nanosleep(&t, NULL) == -1 && errno == EINVAL && thrd_sleep(&t, NULL) < -1);
	assert(clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &t, NULL) == EINVAL);
	assert(clock_nanosleep(CLOCK_THREAD_CPUTIME_ID, 0, &t, NULL) == EINVAL);
	assert(clock_gettime(99, &t) == -1 && errno == EINVAL);
	assert(timespec_get(&t, 99) == 0);
	assert(clock_getres(CLOCK_MONOTONIC, &t) == 0 && t.tv_sec == 0);
	assert(clock_getres(99, &t) == -1);
	passed(0);
	return 0;
}
