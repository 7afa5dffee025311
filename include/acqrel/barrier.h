/*
 * <acqrel/barrier.h>: a place where a number of threads wait for one another, again and again.
 *
 *	static ar_barrier turn;                         // zero-filled: no thread has arrived
 *
 *	for (int i = 0; i < STEPS; i++) {               // in each of THREADS threads
 *		step(old, new, my_part);
 *		ar_barrier_wait(&turn, THREADS);
 *		swap(&old, &new);
 *	}
 *
 * For work in phases, where each needs what all threads have made in the one before. Four bytes; how many
 * threads there are is not kept in it, so that it needs no setting up, and may change from phase to phase.
 *
 * The word       meaning                               who may change it
 * bit 0          threads may sleep                     a thread that is about to sleep sets it
 * bits 1 to 16   how many have arrived                 each that arrives adds one
 * bits 17 to 31  the number of the phase, the last     the last that arrives adds one, clears the rest, and
 *                15 bits of that                       wakes those who sleep
 *
 * A thread that has met the others, but gets no processor while they and yet others pass exactly 32768 phases
 * without it (or a multiple), takes the last of these for its own, and waits for the next.
 *
 * All that a thread did before it arrived happens before all that any of them does after waiting. A barrier
 * may be moved or its memory reused when all threads have come out of it; there is nothing to destroy.
 */
#ifndef ACQREL_BARRIER_H
#define ACQREL_BARRIER_H

#include <acqrel/api.h>
#include <acqrel/atomic.h>
#include <acqrel/misuse.h>

typedef struct ar_barrier {
	ar_atomic_u32 word;
} ar_barrier;

/* The most threads that can meet. */
#define AR_BARRIER_MOST 65535u

/* clang-format off */
#define AR_BARRIER_INIT { AR_ATOMIC_INIT(0) }
/* clang-format on */

/*
 * bool ar_barrier_wait(ar_barrier *barrier, unsigned threads): waits until so many threads have called it,
 * this one included, and returns true in the last of them, which need not wait, and false in the others. All
 * have to name the same number, from 1 to AR_BARRIER_MOST. Another number aborts with a sentence that names
 * the barrier and the caller, and so does a thread that finds more waiting than it expects.
 */
#define ar_barrier_wait(barrier, threads) ar_barrier_wait_by(barrier, threads, #barrier, AR_CALLER)

/* --- How it works ----------------------------------------------------------------------------------- */

AR_BEGIN_DECLARATIONS
AR_API bool ar_barrier_wait_by(ar_barrier *barrier, unsigned threads, const char *name, const char *function,
                               const char *place);
AR_END_DECLARATIONS

#endif
