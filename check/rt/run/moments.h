/*
 * When events happen. A thread that hears of an event of another, through whatever it reads, creates or
 * joins, is not earlier than that was. So the time of an event follows from what is before it in program
 * order and reads-from, and is the same in every execution that has that: whether the event is run again, or
 * was there before a snapshot.
 */
#ifndef ACQREL_RT_MOMENTS_H
#define ACQREL_RT_MOMENTS_H

#include "rt/rt.h"

/* Some thread has asked for the time, or slept: from then on every event has one. */
extern bool moments_are_used;

/* The running fiber, whose clock is asked for, or goes on. */
struct fiber *moment_fiber(void);

/* The running fiber's event happens, at a time that no event is earlier than that it hears of. */
void moment_happens(struct fiber *f, event_id id);

#endif
