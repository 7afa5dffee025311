/* Choices that are not about memory: see choice.c. */
#ifndef ACQREL_RT_CHOICE_H
#define ACQREL_RT_CHOICE_H

#include "rt/rt.h"

/* Whether what the program has called (an enum acq_choice) is to fail here. */
bool choice_fails(uint8_t about, uint64_t pc);

/* heap_allocate for the program, in whose place it may fail. */
void *choice_allocate(uint8_t about, size_t size, size_t align, uint64_t pc);

/* Whether the weak compare-exchange at this place may fail spuriously. */
bool choice_spurious(const struct fiber *f, uint64_t pc);

/*
 * Whether a compare-exchange of the fiber's has failed spuriously since it was in this state at this place.
 */
bool choice_failed_since(const struct fiber *f, uint64_t pc, uint64_t fingerprint);

/*
 * clang has one hook for all compare-exchanges: whether the one that is about to be done is weak, as far as
 * the program has been made to tell; and whether it has failed spuriously, for when the program asks.
 */
bool choice_takes_weak(void);
void choice_tell_failed(bool spuriously);

/* Whether the call that the running fiber is in is to wait until its time is over. */
bool choice_times_out(uint64_t pc);

/*
 * Whether a call that does not wait is to find that the thread has not ended. Not if it has found that before
 * in the same state (*before), as a loop does that tries until it has: what could come of another iteration
 * comes of that one.
 */
bool choice_not_ended(const struct hook_frame *frame, uint16_t thread, bool *before);

/* Whether a wait on a condition variable is to end without a signal. */
bool choice_wakes_up(uint64_t pc);

/* The same for a wait on a futex, which can also say that a signal handler has run. */
enum wait_end { WAIT_GOES_ON, WAIT_ENDS, WAIT_INTERRUPTED, WAIT_TIMES_OUT };
enum wait_end choice_ends_wait(uint64_t pc);

/*
 * The same for another thread that the running one has just moved to another futex, and that may have a time
 * limit.
 */
enum wait_end choice_ends_moved(const struct fiber *moved, uint64_t pc);

#endif
