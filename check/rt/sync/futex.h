/* Futexes: futex.c has the system call, futex_queue.c the queues of those who sleep. */
#ifndef ACQREL_RT_FUTEX_H
#define ACQREL_RT_FUTEX_H

#include "rt/run/choice.h"
#include "rt/sync/object.h"

struct futex_call { /* as the kernel gets it */
	uint64_t word;
	int operation;
	uint32_t value;
	const struct timespec *limit; /* of those that wake: a second value */
	uint64_t other_word;
	uint32_t value3;
	const struct hook_frame *frame;
};

/* The result, or a negative errno value. */
long futex_perform(const struct futex_call *c);

/* --- Queues ------------------------------------------------------------------------------------------- */

/*
 * The queue of those who sleep on a word: its address as a location of the graph. Private and shared futexes
 * at the same address are not the same.
 */
uint64_t futex_queue(uint64_t word, bool private);

/* Of such a location: the word, and whether it is the private queue. */
uint64_t futex_word(uint64_t queue, bool *private);

/*
 * The running fiber is one of those who sleep, from now on, until somebody wakes it whose bits and its own
 * meet.
 */
enum wait_end futex_enter(uint64_t queue, uint32_t bits, uint8_t step_index, uint64_t pc);

/* Takes at most `wake` of them out whose bits meet these, and says so to them. How many that was. */
uint32_t futex_wake(uint64_t queue, uint32_t wake, uint32_t bits, uint8_t step_index, uint64_t pc);

/*
 * The same for `wake` of them; at most `move` others sleep on in another queue from now on. How many both
 * were. first: of this step, among the events of its thread.
 */
uint32_t futex_requeue(uint64_t queue, uint32_t wake, uint32_t move, uint64_t to, uint32_t first,
                       uint64_t pc);

/*
 * What an event under a queue's lock is as a step of the reported execution, where that is not what it seems.
 */
void futex_describe(struct acq_step *s, const struct event *e);

/* The word that a thread sleeps on now, which may be another than it began with. */
uint64_t futex_slept_on(const struct fiber *f);

/* Whom this operation on a queue has woken, a set; whom it has moved. */
uint64_t futex_woken_by(const struct event *e);
uint64_t futex_moved_by(const struct event *e);

#endif
