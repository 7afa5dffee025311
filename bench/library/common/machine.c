#define _GNU_SOURCE
#include "machine.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

void take_processor(int number)
{
	cpu_set_t all, one;
	int left;

	if (sched_getaffinity(0, sizeof all, &all) || CPU_COUNT(&all) == 0)
		return;
	left = number % CPU_COUNT(&all);
	for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
		if (!CPU_ISSET(cpu, &all) || left-- > 0)
			continue;
		CPU_ZERO(&one);
		CPU_SET(cpu, &one);
		sched_setaffinity(0, sizeof one, &one);
		return;
	}
}

static void *sleep_on(void *arg)
{
	for (;;)
		nanosleep(&(struct timespec){1000, 0}, NULL);
	return arg;
}

void have_second_thread(void)
{
	pthread_t sleeper;

	if (pthread_create(&sleeper, NULL, sleep_on, NULL))
		abort();
}

double nanoseconds(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

uint64_t ticks(void)
{
#if defined(__x86_64__)
	return __builtin_ia32_rdtsc();
#elif defined(__aarch64__)
	uint64_t t;
	__asm__ volatile("mrs %0, cntvct_el0" : "=r"(t));
	return t;
#else
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
#endif
}

double ns_per_tick(void)
{
	static double measured;

	if (measured == 0) {
		double before = nanoseconds(CLOCK_MONOTONIC);
		uint64_t ticks_before = ticks();
		nanosleep(&(struct timespec){0, 50000000}, NULL);
		measured = (nanoseconds(CLOCK_MONOTONIC) - before) / (double)(ticks() - ticks_before);
	}
	return measured;
}
