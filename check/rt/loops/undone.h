/* Loops whose iterations take back what they have done: see undone.c. */
#ifndef ACQREL_RT_UNDONE_H
#define ACQREL_RT_UNDONE_H

#include "rt/run/operation.h"

/* Before the first execution, and before there are other workers. */
void undone_init(void);

/*
 * Whether an operation that is about to be added is the first in its loop, and the thread was in the same
 * state at an earlier one: its index plus one, for `polls` of the new event. 0: it is none. *first: for
 * `first` of the new event.
 */
uint32_t undone_begin(const struct fiber *f, uint32_t location, const struct request *q, uint64_t fingerprint,
                      uint32_t *first);

/* Whether a spinning fiber waits because another such iteration is of no use. */
bool undone_wait(const struct fiber *f);

/* The same as spin_saw_newest for such a fiber. */
bool undone_saw_newest(const struct fiber *f);

void undone_note_going_on(struct fiber *f);
void undone_note_read(struct fiber *f, const struct event *e);

/* The fiber goes on, perhaps with this event. */
static inline void undone_note(struct fiber *f, const struct event *e)
{
	if (UNLIKELY(f->looked))
		undone_note_going_on(f);
	if (e && e->kind == EV_READ)
		undone_note_read(f, e);
}

/*
 * When everything has been explored: says what was left out because of those who looked into iterations that
 * were.
 */
void undone_say_cut(void);

#endif
