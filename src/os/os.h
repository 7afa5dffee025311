/*
 * What the library needs of an operating system. One file of this folder implements it: the build picks it
 * (ACQREL_OS), and everything else in src/ is portable.
 */
#ifndef ACQREL_SRC_OS_H
#define ACQREL_SRC_OS_H

#include <acqrel/atomic.h>
#include <acqrel/time.h>

#include <pthread.h>

/* Lets other threads have the processor for a moment, if any want it. */
void ar_os_yield(void);

/* Monotonic nanoseconds. */
ar_time ar_os_now(void);

/*
 * Compares *word with `expected` and goes to sleep if they are equal, in one step with respect to os_wake on
 * the same word. Returns on a wake, for no reason, or at the deadline (AR_NEVER: none): false only then, and
 * only if no wake was spent on it. Leaves errno as it was.
 */
bool ar_os_wait(ar_atomic_u32 *word, uint32_t expected, ar_time deadline);

/* Wakes one of those who sleep on the word, or all. */
void ar_os_wake_one(ar_atomic_u32 *word);
void ar_os_wake_all(ar_atomic_u32 *word);

/*
 * Makes the threads that sleep on `word` (one or more) sleep on `target` instead, without waking them.
 * Returns false where the system cannot do that; then nothing has happened, and the caller wakes them. They
 * return from ar_os_wait on `word` when `target` is woken.
 */
bool ar_os_requeue(ar_atomic_u32 *word, ar_atomic_u32 *target);

/*
 * Lets a thread run by itself. Returns NULL, or what is left of it, where the system cannot forget a thread
 * while that may be ending: then it is to be joined once ar_os_has_gone(left), when that takes no time any
 * more.
 */
void *ar_os_detach(pthread_t thread);
bool ar_os_has_gone(void *left);

/* What debuggers are to call the calling thread; as much of it as the system takes. */
void ar_os_name_thread(const char *name);

/*
 * Makes every thread of the process go through a full memory barrier before it returns. ar_os_fence_begin()
 * is called once before, while there is one thread, and returns whether the system can do that at all.
 */
bool ar_os_fence_begin(void);
void ar_os_fence_all(void);

#endif
