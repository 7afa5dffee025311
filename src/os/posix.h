/* What POSIX systems have in common: definitions, for the one file of a build that includes this. */
#ifndef ACQREL_SRC_OS_POSIX_H
#define ACQREL_SRC_OS_POSIX_H

#include "os.h"

#include <pthread.h>
#include <sched.h>
#include <time.h>

void os_yield(void)
{
	sched_yield();
}

ar_time os_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (ar_time)now.tv_sec * AR_SECOND + (ar_time)now.tv_nsec;
}

void *os_detach(pthread_t thread)
{
	pthread_detach(thread);
	return NULL;
}

bool os_has_gone(void *left)
{
	(void)left;
	return true;
}

#endif
