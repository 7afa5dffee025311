/* How a thread waits awake for what another one is about to do, before it sleeps. */
#ifndef ACQREL_SRC_PATIENCE_H
#define ACQREL_SRC_PATIENCE_H

#include <acqrel/atomic.h>
#include <acqrel/check.h>

#include "os/os.h"

/*
 * It looks LOOKS times, with some pauses in between: for 5 to 20 microseconds, about as long as it takes to
 * fall asleep and be woken. Now and then it lets others have the processor instead of pausing: what it waits
 * for may have to be done by a thread that has none, and then that is cheaper than sleeping. Under the
 * checker, one look shows all that more would.
 */
#define LOOKS  AR_ITERATIONS(64, 2)
#define PAUSES AR_ITERATIONS(8, 1)
#define YIELDS 16 /* in so many turns, one */

/* To be called between two looks, with a count of turns that begins at 0. False: time to sleep. */
static inline bool be_patient(int *turn)
{
	if (++*turn >= LOOKS)
		return false;
	if (*turn % YIELDS == 0)
		os_yield();
	else
		for (int i = PAUSES; i > 0; i--)
			ar_spin_hint();
	return true;
}

#endif
