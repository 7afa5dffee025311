/* Threads that may be detached at any time: definitions, for the one file of a build that includes this. */
#ifndef ACQREL_SRC_OS_POSIX_DETACH_H
#define ACQREL_SRC_OS_POSIX_DETACH_H

#include "os.h"

void *ar_os_detach(pthread_t thread)
{
	pthread_detach(thread);
	return NULL;
}

bool ar_os_has_gone(void *left)
{
	(void)left;
	return true;
}

#endif
