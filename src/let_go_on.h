/* Waiting for a few steps of a thread that takes them without waiting for anything, but may have to. */
#ifndef ACQREL_SRC_LET_GO_ON_H
#define ACQREL_SRC_LET_GO_ON_H

#include <acqrel/check.h>
#include <acqrel/time.h>

#include "os/os.h"

/*
 * The thread may have lost its processor, to us perhaps: if ours is the higher real-time priority, letting
 * others have the processor lets only those of our priority have it. Then only sleep helps.
 */
static AR_COLD void sleep_a_little(void)
{
	ar_atomic_u32 never_woken = AR_ATOMIC_INIT(0);

	ar_os_wait(&never_woken, 0, ar_after(20 * AR_MICROSECOND));
}

/*
 * To be called between two looks; turn begins at 0. For steps so short that they are seldom waited for. Under
 * the checker, awake is enough.
 */
static inline void let_go_on(unsigned *turn)
{
	ar_spin_hint();
	if (!ar_checking() && ++*turn > 1000)
		sleep_a_little();
}

/*
 * The same where a message may be copied in these steps: the longer it takes, the longer the pauses; then
 * others get the processor, and in the end it sleeps.
 */
#define TURNS_OF_PAUSES 6
#define TURNS_OF_YIELDS 1000

static inline void let_copy(unsigned *turn)
{
	unsigned pauses = 1u << (*turn < TURNS_OF_PAUSES ? *turn + 1 : TURNS_OF_PAUSES);

	if (ar_checking())
		/* that a turn finds nothing new is noticed only if it ends in the state in which it began */
		return;
	if (*turn >= TURNS_OF_PAUSES + TURNS_OF_YIELDS) {
		sleep_a_little();
		return;
	}
	if (++*turn > TURNS_OF_PAUSES)
		ar_os_yield();
	for (; pauses > 0; pauses--)
		ar_spin_hint();
}

#endif
