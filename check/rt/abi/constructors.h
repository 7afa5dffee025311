/* Constructors that make threads before main: see constructors.c. */
#ifndef ACQREL_RT_CONSTRUCTORS_H
#define ACQREL_RT_CONSTRUCTORS_H

#include "rt/rt.h"

/* Outside the program's run, a call that returns to pc is about to make a thread: may not return. */
void constructors_make_thread(uint64_t pc);

/*
 * libc is about to run the program's constructors, `init` as well if it is not NULL. If they belong to what
 * is explored it will find none. Returns what it is to be given instead of `init`.
 */
void (*constructors_take(void (*init)(void)))(void);

/* The exploration is about to begin: what constructors in its midst must find done. */
void constructors_prepare(void);

/* The initial thread's begin: runs those that were taken. */
void constructors_run(void);

#endif
