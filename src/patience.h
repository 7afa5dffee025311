/* How a thread waits awake for what another one is about to do, before it sleeps. */
#ifndef ACQREL_SRC_PATIENCE_H
#define ACQREL_SRC_PATIENCE_H

#include <acqrel/atomic.h>
#include <acqrel/check.h>

#include "os/os.h"

/*
 * It looks LOOKS times, with some pauses in between: for 5 to 60 microseconds, about as long as it takes to
 * fall asleep and be woken, so that two threads that wake each other in turn find each other awake soon. Now
 * and then it lets others have the processor instead of pausing: what it waits for may have to be done by a
 * thread that has none, and then that is cheaper than sleeping. But if a stranger wants the processor, that
 * costs its whole time slice, each time: after one that took long, it looks once more, and is short for some
 * time.
 *
 * Where that failed, it is likely to fail again: of failed waits in a row, for the same object, only
 * one of AGAIN is as patient; the others look FEW times. Under the checker, one look shows all that more
 * would.
 */
#define LOOKS  AR_ITERATIONS(160, 2)
#define FEW    AR_ITERATIONS(4, 2)
#define AGAIN  16
#define PAUSES AR_ITERATIONS(8, 1)
#define YIELDS 4 /* in so many looks, one */

/*
 * Where a yield took LONG, strangers want the processor, and will again: the thread's next waits are short,
 * twice as many of them each time that one after them finds the same.
 */
#define LONG        (50 * AR_MICROSECOND)
#define FIRST_SHORT 16
#define MOST_SHORT  1024

struct crowd {
	unsigned short waits_left, waits; /* that are to be short */
};

static inline struct crowd *crowd(void)
{
	static _Thread_local struct crowd here;

	return &here;
}

/* Whether this wait is to be short. To be called once for each. */
static inline bool is_crowded(void)
{
	struct crowd *here = crowd();

	if (here->waits_left == 0)
		return false;
	here->waits_left--;
	return true;
}

/* Lets others have the processor. Returns false if they have kept it for long. */
static inline bool yield_briefly(void)
{
	struct crowd *here = crowd();
	ar_time before = ar_os_now();

	ar_os_yield();
	if (ar_os_now() - before < LONG) {
		here->waits = 0;
		return true;
	}
	if (here->waits < MOST_SHORT)
		here->waits = here->waits ? (unsigned short)(2 * here->waits) : FIRST_SHORT;
	here->waits_left = here->waits;
	return false;
}

struct patience {
	int looks_left;
	unsigned char in_vain; /* how often in a row it was, before */
	unsigned char *note_of_it;
};

static inline struct patience patience_for(const void *object)
{
	static _Thread_local unsigned char notes[16]; /* each for all objects whose addresses end alike */
	unsigned char *note = &notes[(uintptr_t)object / 16 % 16];
	struct patience p = {*note % AGAIN || is_crowded() ? FEW : LOOKS, *note, note};

	*note = 0;
	return p;
}

/* To be called between two looks. False: time to sleep. */
static inline bool be_patient(struct patience *p)
{
	if (--p->looks_left <= 0) {
		*p->note_of_it = (unsigned char)(p->in_vain + 1);
		return false;
	}
	if (p->looks_left % YIELDS != 0)
		for (int i = PAUSES; i > 0; i--)
			ar_spin_hint();
	else if (!yield_briefly())
		p->looks_left = 1;
	return true;
}

/*
 * The same for what passes from one processor to another all the time: looks after pauses of `first`, and
 * slowly longer ones, up to eight times that: what has not come for long will not come in a moment. In the
 * end it yields between looks, which costs little if no other thread wants the processor, and is the fastest
 * way to go on if somebody does; one that took long is the last. It takes 10 to 30 microseconds. `spent`
 * begins at 0, and counts pauses. Under the checker it is time to sleep at once: the caller has looked.
 */
#define PAUSING    320
#define YIELDING   320
#define YIELD_COST 5

static inline bool stay_awake(unsigned *spent, unsigned first)
{
	unsigned pauses = first + *spent / 16 < 8 * first ? first + *spent / 16 : 8 * first;

	if (*spent >= PAUSING + YIELDING || ar_checking())
		return false;
	if (*spent < PAUSING) {
		*spent += pauses;
		while (pauses-- > 0)
			ar_spin_hint();
	} else {
		*spent += !is_crowded() && yield_briefly() ? YIELD_COST : YIELDING;
	}
	return true;
}

/* `first` for who looks at a word that another thread writes once, to answer. */
#define ANSWER_PAUSE 8

#endif
