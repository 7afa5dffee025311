/* Atomics in the frames of functions that have returned: see ended_frames.c. */
#ifndef ACQREL_RT_ENDED_FRAMES_H
#define ACQREL_RT_ENDED_FRAMES_H

#include "rt/rt.h"

/*
 * The highest stack pointer with which a function of the running fiber has returned lately, but for what
 * frame_hook.S puts on the stack; 0: none has.
 */
extern uintptr_t frames_left;
#define LEFT_ON_STACK 16

/* The running fiber's stack pointer is here, or was: what lies below is gone. */
void frames_end_below(struct fiber *f, uintptr_t sp);

/* Ends the locations in frames of the running fiber that have ended. */
static inline void frames_settle(struct fiber *f)
{
	uintptr_t left = frames_left;

	if (LIKELY(!left))
		return;
	frames_left = 0;
	rt.end_frames(f, left + LEFT_ON_STACK);
}

/* A location has begun on a stack. */
void frames_note(uint64_t address);

#endif
