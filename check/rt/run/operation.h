/* One operation on a location of the graph, for atomics and for locks, which are made of them. */
#ifndef ACQREL_RT_OPERATION_H
#define ACQREL_RT_OPERATION_H

#include "rt/rt.h"

struct request {
	uint8_t op; /* enum event_op */
	uint8_t order, order_failure, size;
	bool fetches;   /* a function of the program's that returns the old value, which may not be used */
	bool weak;      /* a compare-exchange that may fail spuriously */
	bool strong;    /* see struct event */
	bool on_atomic; /* what it may block on is also an atomic variable, which the program may store to */
	uint8_t step_index; /* see struct event */
	uint64_t queue;     /* the address of the one it is made under the lock of, or 0 */
	uint64_t address, operand, expected, pc;
	const struct hook_frame *frame; /* NULL: not an operation that a spin loop repeats */
	uint64_t registers; /* a number for those that are not in `frame` and matter to what comes next */
};

/*
 * Performs it for the running fiber: again, if it is recorded, else as a new event. Returns the event
 * (or, in a loop that only counts, the equal event before it). Does not return while the fiber cannot go on.
 */
const struct event *operation_perform(const struct request *q);

/*
 * When an execution is over: notes which operations were not made because they would only block. Before the
 * next graph: what those could have read instead is added to what is still to be explored.
 */
void operation_note_held_up(void);
void operation_add_held_up(void);

/* A fence of the running fiber. */
void operation_fence(uint8_t order, uint64_t pc);

#endif
