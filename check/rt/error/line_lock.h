/*
 * Lines of the source that are run with a lock held, though the program does not ask for it: see line_lock.c.
 */
#ifndef ACQREL_RT_LINE_LOCK_H
#define ACQREL_RT_LINE_LOCK_H

#include "rt/rt.h"

struct line_hooks {
	/* Before what the running fiber does: an access, another event. pc: see below. */
	void (*access)(uint64_t address, bool write, uint64_t pc, const struct hook_frame *frame);
	void (*event)(struct fiber *f, uint64_t pc);
	/* The program itself uses this lock. */
	void (*lock)(uint64_t address);
};

/*
 * To be called for each that asks for one, and then once at the end. An address of a place: see override.c.
 */
void line_lock_add(const struct acq_override *o, uint64_t (*address_of)(uint64_t place));

/*
 * Before whatever the running fiber does: an access, another event, the entry of a function that is called
 * from there, and the return from one. pc: where that returns to; 0: it is none of the line's.
 */
void line_lock_see_access(uint64_t address, bool write, uint64_t pc, const struct hook_frame *frame);
void line_lock_see_event(struct fiber *f, uint64_t pc);
void line_lock_see_entry(uint64_t pc);
void line_lock_see_return(void);

#endif
