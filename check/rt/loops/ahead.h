/* Whether a loop leaves by itself: see ahead.c. */
#ifndef ACQREL_RT_AHEAD_H
#define ACQREL_RT_AHEAD_H

#include "rt/rt.h"

/* A loop that makes more iterations is taken for one that has no end of its own, or a distant one. */
#define AHEAD_ITERATIONS 4096

enum ahead {
	AHEAD_LEAVES, /* after fewer iterations, as long as it reads what it has read so far */
	AHEAD_STAYS,  /* it does not, nor does it come back to where it was */
	/* it changes something, or what the copy has read is not consistent and made an error */
	AHEAD_UNKNOWN,
	/* after fewer iterations it is in a state in which it has been: it waits like any spin loop then */
	AHEAD_REPEATS,
};

/* Asks that of the loop that the running fiber is in, which makes the read at pc in every iteration. */
enum ahead ahead_look(uint64_t pc);

/* This process is the copy that finds it out. */
extern bool ahead_looking;

/* In the copy: an iteration of a loop without news, which begins in this state; nothing will be known. */
void ahead_iteration(uint64_t pc, uint64_t fingerprint);
_Noreturn void ahead_knows_nothing(void);

/* In the copy: the running fiber adds an event. */
void ahead_adds(void);

#endif
