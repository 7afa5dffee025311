/* Fibers, the program's threads: see fiber.c. */
#ifndef ACQREL_RT_FIBER_H
#define ACQREL_RT_FIBER_H

#include "rt/rt.h"

/* The fiber with this number, made when first asked for. */
struct fiber *fiber_get(uint32_t thread);

/* How many there can be, and how large their stacks. */
uint32_t fiber_most(void);
size_t fiber_largest_stack(void);

/* For the program's next use of the fiber; sizes below the usual one are not smaller here. */
void fiber_set_stack_size(struct fiber *f, size_t size);

/* Readies a fiber to run start(argument) on its own, cleared stack. */
void fiber_prepare(struct fiber *f, void *(*start)(void *), void *argument);

/* Must come before anything of a fiber that does not run is changed, also its stack. */
void fiber_save(struct fiber *f);

/* undo_to, with what lies below the stack pointers cleared. */
void fiber_undo_to(uint32_t snapshot);

/* Leaves the running fiber (or the scheduler) for another. NULL is the scheduler. */
void fiber_switch(struct fiber *to);

/*
 * The running fiber goes on with the thread-local variables of thread lender - 1, or with its own again (0):
 * a library does the work of one thread in another. Nobody else may use them meanwhile.
 */
void fiber_use_locals(uint16_t lender);

/* The one whose thread-local variables the fiber uses. It has to be saved before it is changed. */
static inline struct fiber *fiber_lender(struct fiber *f)
{
	return f->lender ? &rt_fibers[f->lender - 1] : f;
}

/* It is about to be left, or a snapshot to be taken: notes all that it may have changed. */
void fiber_note_locals(struct fiber *f);

extern char *fiber_stacks, *fiber_stacks_end; /* all of them, guards included */

/* Whether there is no other thread, and has been none: nobody else knows what it has done. */
static inline bool fiber_is_alone(const struct fiber *f)
{
	return !f->thread && !f->created;
}

static inline bool fiber_is_stack(uintptr_t address)
{
	return address >= (uintptr_t)fiber_stacks && address < (uintptr_t)fiber_stacks_end;
}

struct fiber *fiber_of_stack(uintptr_t address); /* NULL if it is no fiber's; guards included */
void fiber_init(void (*body)(struct fiber *));   /* what fibers run */

#endif
