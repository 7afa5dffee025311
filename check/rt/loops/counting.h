/* Loops that count their iterations: see counting.c. */
#ifndef ACQREL_RT_COUNTING_H
#define ACQREL_RT_COUNTING_H

#include "rt/rt.h"

enum iteration {                  /* what a thread does at a read that it may be making again and again */
	         ITERATION_EVENT, /* the read is an event like any other */
	         ITERATION_NO_REVISIT,  /* an event that no write revisits */
	         ITERATION_NEWEST_ONLY, /* an event that reads the newest value only */
	         /* an event that reads what the last one there has read, if that is allowed */
	         ITERATION_REREAD,
	         ITERATION_ELIDED, /* it reads the same once more, without an event */
	         ITERATION_YIELD,  /* first the others go on, then this is asked again */
	         ITERATION_PARK,   /* it waits forever */
};

/* For a new read. last: what spin_last_iteration has found; operands: as for spin_fingerprint. */
enum iteration counting_iteration(struct fiber *f, const struct event *last, uint32_t location, uint64_t pc,
                                  const struct hook_frame *frame, uint64_t operands);

/* The same without looking for news, which is not done at every iteration without an event. */
bool counting_goes_on(struct fiber *f, uint64_t pc, uint64_t address);

/*
 * The thread's last read of that address there: what ITERATION_ELIDED and ITERATION_REREAD make once more.
 * NULL: there is none.
 */
const struct event *counting_repeated(const struct fiber *f, uint64_t pc, uint64_t address);

/* Notes in a new read what counting_iteration wants to know at the next. */
void counting_note(struct event *e);

/* Whether a thread that waits in such a loop has seen the newest of all that it reads there. */
bool counting_saw_newest(const struct fiber *f);

/* How many iterations up to this read have read the same. */
uint32_t counting_iterations(const struct event *e);

/* How many iterations this process has let threads make without an event. */
extern uint64_t counting_elided_iterations;

/* The fiber is about to add an event. */
void counting_adds(const struct fiber *f);

/* The fiber makes one more iteration without an event. */
void counting_elides(struct fiber *f);

/* Whether the operation was made without an event when the execution was run before. */
static inline bool counting_was_elided(struct fiber *f)
{
	if (LIKELY(!f->done || fiber_last_event(f)->elided <= f->elided))
		return false;
	counting_elides(f);
	return true;
}

/* Whether a new fence belongs to a loop that is reading on without events. */
bool counting_fence_is_elided(struct fiber *f, uint64_t pc);

/* Executions were left out: said in the report. */
void counting_say_cut(void);

#endif
