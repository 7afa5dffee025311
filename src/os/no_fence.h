/* A system without a barrier in all threads: definitions, for the one file of a build that includes this. */
#ifndef ACQREL_SRC_OS_NO_FENCE_H
#define ACQREL_SRC_OS_NO_FENCE_H

#include "os.h"

bool ar_os_fence_begin(void)
{
	return false;
}

void ar_os_fence_all(void)
{
}

#endif
