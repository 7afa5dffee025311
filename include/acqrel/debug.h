/*
 * <acqrel/debug.h>: what locks notice in a program that is compiled with -DAR_DEBUG, all of it. For the other
 * headers; of programs, for those that use memory again in which a lock was: see ar_debug_forget.
 *
 *	cc -DAR_DEBUG program.c -lacqrel
 *
 * The headers of spin locks, mutexes and reader-writer locks then tell the library which thread takes and
 * gives up which lock, and where. It ends the program with a sentence that names both places if
 *
 *	- a thread waits for a lock that it holds already (of an rwlock also to read, as a reader);
 *	- a thread unlocks a lock that it does not hold;
 *	- two locks, or more in a circle, are taken in different orders, at any time, by any threads: they
 *	  need not wait for each other in this run. Tries that do not wait are no reason, but count as held.
 *
 * This costs a lock of its own for each call, and memory that is never freed for each pair of locks of which
 * one was taken while the other was held. Locks are told apart by their addresses. Not covered: robust
 * mutexes, and threads that end with a lock held. In a program that is checked nothing happens here:
 * acqrel finds these errors itself.
 */
#ifndef ACQREL_DEBUG_H
#define ACQREL_DEBUG_H

#include <acqrel/api.h>

#include <stdbool.h>
#include <stddef.h>

#ifdef AR_DEBUG
#define AR_DEBUG_(call) call
#else
#define AR_DEBUG_(call) ((void)0)
#endif

AR_BEGIN_DECLARATIONS

/*
 * What was in this memory is not used any more: the order of locks that were there is forgotten. To be called
 * before other locks are put there. None of them may be held.
 */
AR_API void ar_debug_forget(const void *memory, size_t size);

/*
 * The caller is about to wait for a lock; it has got it; it is about to give it up. what: "the mutex". name,
 * function and place: see <acqrel/misuse.h>; they are kept, and must be constants.
 */
AR_API AR_COLD void ar_debug_waits_(const void *lock, const char *what, const char *name,
                                    const char *function, const char *place);
AR_API AR_COLD void ar_debug_holds_(const void *lock, const char *name, const char *function,
                                    const char *place);
AR_API AR_COLD void ar_debug_leaves_(const void *lock, const char *what, const char *name,
                                     const char *function, const char *place);

AR_END_DECLARATIONS

/* For calls that may fail: tells of the lock if they have got it. Returns whether they have. */
static inline bool ar_debug_got_(bool got, const void *lock, const char *name, const char *function,
                                 const char *place)
{
	if (got)
		ar_debug_holds_(lock, name, function, place);
	return got;
}

#endif
