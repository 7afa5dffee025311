/*
 * What systems with POSIX clocks have in common: definitions, for the one file of a build that includes this.
 */
#ifndef ACQREL_SRC_OS_POSIX_H
#define ACQREL_SRC_OS_POSIX_H

#include "posix_detach.h"

#include <sched.h>
#include <time.h>

void ar_os_yield(void)
{
	sched_yield();
}

ar_time ar_os_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (ar_time)now.tv_sec * AR_SECOND + (ar_time)now.tv_nsec;
}

#endif
