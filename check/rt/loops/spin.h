/* Loops that come back to where they were: see spin.c. */
#ifndef ACQREL_RT_SPIN_H
#define ACQREL_RT_SPIN_H

#include "rt/rt.h"

/*
 * A fingerprint of all that decides what the fiber does next, apart from memory outside its stack. operands:
 * what the hook was given, which need not be there any more.
 */
uint64_t spin_fingerprint(const struct fiber *f, const struct hook_frame *frame, uint64_t operands);

/* Whether an event is one that a thread can repeat for ever without getting anywhere. */
bool spin_changed_nothing(const struct event *e);

/* The running fiber holds the lock at this address so many times more, or less. */
void spin_note_lock(uint64_t address, int64_t times);

/* The last time the fiber made the read at this place, if it has changed nothing since; else NULL. */
const struct event *spin_last_iteration(const struct fiber *f, uint64_t pc);

/*
 * The event of an earlier iteration at which the fiber was in the state that it is in now; NULL: there is
 * none.
 */
const struct event *spin_repeats(const struct fiber *f, const struct event *last, uint64_t fingerprint);

/* Notes in a new read what the two above want to know at the next. */
void spin_note(struct event *e, const struct event *last, uint64_t fingerprint);

/* Whether there is something newer than what an event of the thread that spins has read or locked. */
bool spin_has_news(event_id id);

/* Whether a spinning fiber has seen the newest value of all it keeps reading. */
bool spin_saw_newest(const struct fiber *f);

/* What a fiber did with locks since it was in the same state as now, at this read. */
enum lock_iteration {
	LOCKS_NONE,
	LOCKS_WITHIN, /* it unlocked what it had locked since */
	LOCKS_ACROSS, /* and what it had before, and locked it again */
};
enum lock_iteration spin_locks_since(const struct fiber *f, const struct event *begin);

#endif
