/*
 * Lines of the source that are run with a lock held, though the program does not ask for it: see line_lock.c.
 */
#ifndef ACQREL_RT_LINE_LOCK_H
#define ACQREL_RT_LINE_LOCK_H

#include "rt/rt.h"

extern bool line_locks; /* there are such lines */

/* To be told of all that asks for one, and then that this was all. An address of a place: see override.c. */
void line_lock_add(const struct acq_override *o, uint64_t (*address_of)(uint64_t place));

/*
 * Before whatever the running fiber does: an access, another event, the entry of a function that is called
 * from there, and the return from one. pc: where that returns to; 0: it is none of the line's.
 */
void line_lock_see_access(uint64_t address, bool write, uint64_t pc, const struct hook_frame *frame);
void line_lock_see_event(struct fiber *f, uint64_t pc);
void line_lock_see_entry(uint64_t pc);
void line_lock_see_return(void);

/* The program itself uses this lock. */
void line_lock_note(uint64_t address);

#endif
