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

/*
 * The same for what passes from one processor to another all the time: looks after pauses that double, from `first` up to
 * eight times that. In the end it yields between looks, which costs little if nobody else wants the processor, and is
 * the fastest way to go on if somebody does. It takes 10 to 30 microseconds. `spent` begins at 0, and counts pauses.
 * Under the checker it is time to sleep at once: the caller has looked.
 */
#define PAUSING    320
#define YIELDING   320
#define YIELD_COST 5

static inline bool stay_awake(unsigned *spent, unsigned first)
{
	unsigned pauses = *spent + first < 8 * first ? *spent + first : 8 * first;

	if (*spent >= PAUSING + YIELDING || ar_checking())
		return false;
	if (*spent < PAUSING) {
		*spent += pauses;
		while (pauses-- > 0)
			ar_spin_hint();
	} else {
		*spent += YIELD_COST;
		os_yield();
	}
	return true;
}

/* `first` for who looks at a word that another thread writes once, to answer. */
#define ANSWER_PAUSE 4

#endif
