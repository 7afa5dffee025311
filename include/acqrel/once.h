/*
 * <acqrel/once.h>: something that is done once, by the thread that comes first, and finished before any
 * thread goes on.
 *
 *	static ar_once once;                    // zero-filled: not done yet
 *	static struct table table;
 *
 *	static void fill(void) { … }
 *
 *	ar_once_call(&once, fill);              // in every thread that is about to use the table
 *	use(&table);
 *
 * For setting up what many threads need and what cannot be set up beforehand. Later calls cost one load. A
 * value that comes with its once is in <acqrel/lazy.h>. Where it does no harm if two threads do the work at
 * the same time and one of the results is thrown away, ar_lazy_ptr there never waits.
 *
 * The word    meaning                         who may change it, to what
 * 0           not done                        any thread, to 1: it is the one that does it
 * 1           being done, no thread sleeps    the one that does it, to 3, or to 0 if it failed; any thread
 *                                             that is about to sleep, to 2
 * 2           being done, threads may sleep   the one that does it, to 3 or 0, who then wakes them all
 * 3           done                            no thread, ever
 *
 * Everything that the call did happens before any call for the same object returns. A once may be moved while
 * no thread can be using it; there is nothing to destroy.
 */
#ifndef ACQREL_ONCE_H
#define ACQREL_ONCE_H

#include <acqrel/api.h>
#include <acqrel/atomic.h>
#include <acqrel/misuse.h>
#include <acqrel/model.h>

typedef struct ar_once {
	ar_atomic_u32 word;
} ar_once;

/* clang-format off */
#define AR_ONCE_INIT { AR_ATOMIC_INIT(0) }
/* clang-format on */

/* Whether it has been done. If so, the caller sees all that was done. Never waits. */
static inline bool ar_once_is_done(const ar_once *once);

/*
 * void ar_once_call(ar_once *once, void (*f)(void)): calls f unless that was done before for this object, and
 * waits for as long as another thread is at it. f must return: leaving it by longjmp or by ending the thread
 * leaves all others waiting. Calling it for the same object from inside f aborts with a sentence.
 */
#define ar_once_call(once, f) ar_once_call_by(once, f, #once, AR_CALLER)

/*
 * void ar_once_call_with(ar_once *once, void (*f)(void *), void *arg): the same for a function with an
 * argument.
 */
#define ar_once_call_with(once, f, arg) ar_once_call_with_by(once, f, arg, #once, AR_CALLER)

/*
 * bool ar_once_try(ar_once *once, bool (*f)(void *), void *arg): the same for a function that may fail, which
 * it says by returning false; then it counts as not done. Threads that waited then try with the f of their
 * own. Returns whether it is done, and false only if the caller's own f was called just now and has failed.
 */
#define ar_once_try(once, f, arg) ar_once_try_by(once, f, arg, #once, AR_CALLER)

/* --- How it works ----------------------------------------------------------------------------------- */

/*
 * A thread that is at it, for the complaint about a call inside a call: those of one thread are a list that
 * begins in a thread-local variable.
 */
typedef struct ar_once_run {
	const ar_once *once;
	struct ar_once_run *outer;
} ar_once_run;

AR_BEGIN_DECLARATIONS
/* Waits until it is done (false), or it is for the caller to do (true), who has to call end: src/once.c. */
AR_API AR_COLD bool ar_once_begin(ar_once *once, ar_once_run *run, const char *name, const char *function,
                                  const char *place);
AR_API AR_COLD void ar_once_end(ar_once *once, ar_once_run *run, bool done);
AR_END_DECLARATIONS

static inline bool ar_once_is_done(const ar_once *once)
{
	/* acquire: pairs with the release in end(); else we may not see what was done */
	return AR_LIKELY_(ar_load_acquire(&once->word) == 3);
}

/* Whether to look closer: if it is specified (<acqrel/model.h>), all is one step, in ar_once_begin(). */
static inline bool ar_once_is_to_begin_(const ar_once *once)
{
	return ar_modelled("ar_once") || !ar_once_is_done(once);
}

static inline void ar_once_call_by(ar_once *once, void (*f)(void), const char *name, const char *function,
                                   const char *place)
{
	ar_once_run run;

	if (ar_once_is_to_begin_(once) && ar_once_begin(once, &run, name, function, place)) {
		f();
		ar_once_end(once, &run, true);
	}
}

static inline void ar_once_call_with_by(ar_once *once, void (*f)(void *), void *arg, const char *name,
                                        const char *function, const char *place)
{
	ar_once_run run;

	if (ar_once_is_to_begin_(once) && ar_once_begin(once, &run, name, function, place)) {
		f(arg);
		ar_once_end(once, &run, true);
	}
}

static inline bool ar_once_try_by(ar_once *once, bool (*f)(void *), void *arg, const char *name,
                                  const char *function, const char *place)
{
	ar_once_run run;
	bool done = true;

	if (ar_once_is_to_begin_(once) && ar_once_begin(once, &run, name, function, place)) {
		done = f(arg);
		ar_once_end(once, &run, done);
	}
	return done;
}

#endif
