/*
 * <acqrel/misuse.h>: what happens when a precondition is broken.
 *
 * Breaking the contract of a function in a way that it can notice ends the program with one full sentence
 * on standard error, which names the object and the caller, and then abort():
 *
 *	acqrel: the spin lock `&stats->lock` was unlocked by flush() at stats.c:81, but it is not locked.
 *
 * There is no error code for it: the caller's idea of the program's state is wrong, so nothing that the
 * caller does next can be trusted.
 */
#ifndef ACQREL_MISUSE_H
#define ACQREL_MISUSE_H

#include <acqrel/check.h>

#include <stdio.h>

/*
 * The place where this macro is used, inside a function: two arguments, the function's name and "file:line".
 * Constants both, so that they cost nothing on the way that is taken when all is well.
 */
#define AR_CALLER                __func__, __FILE__ ":" AR_STRING_(__LINE__)
#define AR_STRING_(x)            AR_STRING_UNEXPANDED_(x)
#define AR_STRING_UNEXPANDED_(x) #x

/*
 * Prints "acqrel: WHAT `NAME` WAS by FUNCTION() at PLACE, BUT." and aborts.
 *
 * what ("the spin lock"), name, the caller's expression for the object, was ("was unlocked") and but ("but
 * it is not locked") must be strings; function and place come from AR_CALLER. May be called from any thread;
 * does not return.
 */
__attribute__((cold, noinline, noreturn, unused)) static void ar_misuse(const char *what, const char *name,
                                                                        const char *was, const char *function,
                                                                        const char *place, const char *but)
{
	char sentence[500];

	snprintf(sentence, sizeof sentence, "acqrel: %s `%s` %s by %s() at %s, %s.", what, name, was,
	         function, place, but);
	ar_misuse_found(sentence);
}

#endif
