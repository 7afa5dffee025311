/*
 * <acqrel/guard.h>: what the guard blocks of all locks are made of. For the other headers; nothing in it is
 * for programs, except that AR_HAS_CLEANUP tells whether guard blocks unlock on every way out.
 *
 * A guard block is a for loop that runs once. The variable that it declares remembers the lock, and the
 * compiler's cleanup attribute gives that up whichever way the variable's scope is left. (By pthread_exit and
 * pthread_cancel in C only with -fexceptions.)
 */
#ifndef ACQREL_GUARD_H
#define ACQREL_GUARD_H

#ifndef AR_HAS_CLEANUP
#if defined(__GNUC__)
#define AR_HAS_CLEANUP 1
#else
#define AR_HAS_CLEANUP 0
#endif
#endif

#if AR_HAS_CLEANUP
#define AR_CLEANUP_(f) __attribute__((cleanup(f)))
#define AR_UNLESS_CLEANUP_(f)
#else
#define AR_CLEANUP_(f)
#define AR_UNLESS_CLEANUP_(f) f
#endif

/* A name of its own for each block's guard, so that nested blocks do not shadow one another's. */
#define AR_PASTE_(a, b)  AR_PASTE2_(a, b)
#define AR_PASTE2_(a, b) a##b

#endif
