/* Loops that count their turns: see counting.c. */
#ifndef ACQREL_RT_COUNTING_H
#define ACQREL_RT_COUNTING_H

#include "rt/rt.h"

enum turn {                   /* what a thread does at a read that it may be making again and again */
	    TURN_EVENT,       /* the read is an event like any other */
	    TURN_NO_REVISIT,  /* an event that no write revisits */
	    TURN_NEWEST_ONLY, /* an event that reads the newest value only */
	    TURN_REREAD,      /* an event that reads what the last one there has read, if that is allowed */
	    TURN_IDLE,        /* it reads the same once more, without an event */
	    TURN_YIELD,       /* first the others go on, then this is asked again */
	    TURN_PARK,        /* it waits forever */
};

/* For a new read. last: what spin_last_turn has found; operands: as for spin_fingerprint. */
enum turn counting_turn(struct fiber *f, const struct event *last, uint32_t location, uint64_t pc,
                        const struct hook_frame *frame, uint64_t operands);

/* The same without looking for news, which is not done at every turn without an event. */
bool counting_goes_on(struct fiber *f, uint64_t pc, uint64_t address);

/*
 * The thread's last read of that address there: what TURN_IDLE and TURN_REREAD make once more. NULL: there is
 * none.
 */
const struct event *counting_repeated(const struct fiber *f, uint64_t pc, uint64_t address);

/* Notes in a new read what counting_turn wants to know at the next. */
void counting_note(struct event *e);

/* Whether a thread that waits in such a loop has seen the newest of all that it reads there. */
bool counting_saw_newest(const struct fiber *f);

/* How many turns up to this read have read the same. */
uint32_t counting_turns(const struct event *e);

/* How many turns this process has let threads make without an event. */
extern uint64_t counting_idle_turns;

/* The fiber is about to add an event. */
void counting_adds(const struct fiber *f);

/* The fiber makes one more turn without an event. */
void counting_idles(struct fiber *f);

/* Whether the operation was made without an event when the execution was run before. */
static inline bool counting_was_idle(struct fiber *f)
{
	if (LIKELY(!f->done || fiber_last_event(f)->idle <= f->patience))
		return false;
	counting_idles(f);
	return true;
}

/* Whether a new fence belongs to a loop that is reading on without events. */
bool counting_fence_is_idle(struct fiber *f, uint64_t pc);

/* Executions were left out: said in the report. */
void counting_say_cut(void);

#endif
