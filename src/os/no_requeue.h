/* A system that cannot move sleepers: definitions, for the one file of a build that includes this. */
#ifndef ACQREL_SRC_OS_NO_REQUEUE_H
#define ACQREL_SRC_OS_NO_REQUEUE_H

#include "os.h"

bool ar_os_requeue(ar_atomic_u32 *word, ar_atomic_u32 *target)
{
	(void)word, (void)target;
	return false;
}

#endif
