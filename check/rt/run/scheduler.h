/* Which fiber runs: see scheduler.c. */
#ifndef ACQREL_RT_SCHEDULER_H
#define ACQREL_RT_SCHEDULER_H

#include "rt/rt.h"

/*
 * Called when the running fiber is about to do its next operation. Returns the event recorded for it,
 * once what it reads from has happened again, or 0 if there is none and a new one is to be added: then
 * everything recorded has happened again. pc: where the call that it is returns to; 0: none of the program's.
 */
event_id schedule_next_event(struct fiber *f, uint64_t pc);

/*
 * Before whatever else the fiber does: an atomic access that was announced before it was made has its event.
 */
static inline void schedule_settle(struct fiber *f)
{
	if (UNLIKELY(f->announced.size))
		rt.finish_access(f);
}

/* The event that is recorded for an operation must be the same operation. */
void schedule_check_replayed(bool same, uint64_t pc);

/* The events of the execution in the order in which they happened; of the last that was not run again. */
event_id *schedule_happened(uint32_t *count);

/* They are these, as many as that: an order in which they could have happened. */
void schedule_set_happened(uint32_t count);

/* Of the execution that is under way. */
const event_id *schedule_happening(uint32_t *count);

/* The running fiber's next event has happened. */
void schedule_done(struct fiber *f);

/* The running fiber is about to wait until another does something: an error in an atomic block. */
void schedule_check_wait(const struct fiber *f, uint64_t pc);

/* Whether an operation would block in the state that its object has now. */
bool schedule_would_wait(const struct held_up *h);

/*
 * Runs others until the running fiber, which is held up, need not wait any more. True: it has to go on all
 * the same, because no other can.
 */
bool schedule_others_first(struct fiber *f);

/* Parks the running fiber until it can go on again, if ever, and runs others. */
void schedule_others(struct fiber *f);

/* Whether there is anybody that it makes sense to let go on first; whether one is waiting for that. */
bool schedule_may_yield(const struct fiber *f);
/* Whether others can go on, or have let others go first before the fiber would, and have done less. */
bool schedule_is_ahead(const struct fiber *f);
bool schedule_somebody_waits(const struct fiber *f);

/*
 * Whether another waits for something that has happened already, so that the execution is no error as it is.
 */
bool schedule_is_blocked(const struct fiber *f);

/*
 * To be called before a new event is added. Parks the fiber for the rest of the execution, in state
 * FIBER_HALTED, when the execution is only being run again for the record; ends the exploration when the
 * reporter asked for that.
 */
void schedule_may_add(struct fiber *f);

/*
 * So many plain accesses without an event may be a loop that waits for a plain variable. Others get a turn:
 * what it waits for is a race then. Fewer while an execution is run again, where nothing depends on the
 * order.
 */
#define RUNS_ON       2000000
#define RUNS_ON_AGAIN 100
void schedule_run_on(struct fiber *f, uint64_t pc);
/* The same of a call that pauses: a loop of nothing else makes no events either. */
void schedule_pause(uint64_t pc);

/* A thread has ended. */
void schedule_note_end(void);

/*
 * Whether the running fiber's last event and those that follow it, until the opposite is said, are one step
 * for others.
 */
void schedule_set_in_step(struct fiber *f, bool in_step);

/* Ends the execution; does not return to the program. */
_Noreturn void schedule_finish(void);

/* Before the first execution; before each. */
void schedule_init(void);
void schedule_begin(void);

/* Others run until what the event reads from has happened. */
void schedule_until_source_happened(event_id id);

/* All threads that have not ended wait, and for nothing that is still to come: what is that called? */
uint32_t schedule_stuck_verdict(void);

/* The reporter has asked to end the exploration. */
bool schedule_asked_to_stop(void);

#endif
