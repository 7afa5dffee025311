/*
 * <acqrel/wait.h>: sleeping until a 32-bit word changes, and waking those who do.
 *
 *	static ar_atomic_u32 ready;
 *
 *	while (ar_load_acquire(&ready) == 0)    // a thread that needs it
 *		ar_wait(&ready, 0);
 *
 *	ar_store_release(&ready, 1);            // the thread that has it
 *	ar_wake_all(&ready);
 *
 * This is what the operating system gives (futex on Linux, WaitOnAddress on Windows, and so on: src/os/),
 * and what all locks of the library are made of. Two rules make it work:
 *
 *   The word is changed first, then comes the wake. ar_wait() compares and goes to sleep as one step: either
 *   it sees the change and does not sleep, or the wake finds it asleep. No wake gets lost in between.
 *
 *   A wake says nothing. It orders no memory, it may come late, or for somebody who used this address before,
 *   or for no reason. So ar_wait() belongs in a loop that looks at the word again, with an acquire load:
 *   what was written before the change is published by the word, not by the wake.
 *
 * A word needs no setting up and no tearing down: waiting and waking use its address only. Waking an address
 * whose memory has been freed meanwhile is harmless. Words are private to the process.
 */
#ifndef ACQREL_WAIT_H
#define ACQREL_WAIT_H

#include <acqrel/api.h>
#include <acqrel/atomic.h>
#include <acqrel/time.h>

AR_BEGIN_DECLARATIONS

/* Sleeps while *word is `expected`, until a wake; returns at once if it is not. May return for no reason. */
AR_API void ar_wait(ar_atomic_u32 *word, uint32_t expected);

/* The same, but no longer than until `deadline`. Returns false if that has come, else true. */
AR_API bool ar_wait_until(ar_atomic_u32 *word, uint32_t expected, ar_time deadline);

/* Wakes one of the threads that sleep on *word, if there are any. Which one is not defined. */
AR_API void ar_wake_one(ar_atomic_u32 *word);

/* Wakes all threads that sleep on *word. */
AR_API void ar_wake_all(ar_atomic_u32 *word);

AR_END_DECLARATIONS

#endif
