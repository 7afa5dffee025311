/*
 * <acqrel/condvar.h>: waiting until something that a mutex guards has changed.
 *
 *	static ar_mutex lock;
 *	static ar_condvar changed;              // zero-filled: no thread waits
 *	static int items AR_GUARDED_BY(lock);
 *
 *	AR_LOCKED(&lock) {                      // a consumer
 *		while (items == 0)
 *			ar_condvar_wait(&changed, &lock);
 *		items--;
 *	}
 *
 *	AR_LOCKED(&lock)                        // a producer
 *		items++;
 *	ar_condvar_notify_one(&changed);
 *
 * The condition is the program's, here `items > 0`, and guarded by the mutex; the condition variable only
 * knows who waits. Waiting gives the mutex up, sleeps until notified, and takes the mutex again. Another
 * thread may have had it in between, so the condition is looked at again: that is what the loop is for.
 *
 * What it promises, as long as the condition is changed under the mutex:
 *   - No notification is lost: from the moment a waiter gives up the mutex it can be notified.
 *   - None is stolen: a notification goes to the thread that has waited longest, and to none that begins
 *     to wait after it.
 *   - No thread is woken without a notification, and none returns before one, or before its deadline. (A
 *     thread that is notified just when its deadline comes has been notified: it returns true.)
 *   - A notification while no thread waits costs one load.
 *   - Of threads that are notified together no more than eight run for the mutex at once. The others are set
 *     to sleep on it, each to be woken when one before unlocks it, where the system can do that (Linux).
 *
 * Notify with the mutex held or after unlocking it; the latter spares the one woken from finding it taken.
 * All who wait at the same time use the same mutex.
 *
 * The word     meaning                       who may change it, to what
 * 0            no thread waits               any thread, by setting bit 0: the queue is its own then
 * pointer      the thread that has waited    the same
 *              longest; it is part of a
 *              circle that has them all
 * with bit 0   a thread is at work on the    that thread, to either of the above
 *              queue
 *
 * The members of the circle are on their threads' stacks, and each of them sleeps on a word of its own
 * (src/condvar.c). So eight bytes are enough for any number, and it is known who is woken.
 *
 * A condition variable may be moved or its memory reused while no thread waits and no thread can be using it;
 * there is nothing to destroy. A thread that was notified may free it if no other thread is going to use it:
 * notifying does not touch it any more once a waiter knows.
 */
#ifndef ACQREL_CONDVAR_H
#define ACQREL_CONDVAR_H

#include <acqrel/api.h>
#include <acqrel/atomic.h>
#include <acqrel/misuse.h>
#include <acqrel/mutex.h>
#include <acqrel/time.h>

typedef struct ar_condvar {
	ar_atomic_uptr word;
} ar_condvar;

/* clang-format off */
#define AR_CONDVAR_INIT { AR_ATOMIC_INIT(0) }
/* clang-format on */

/*
 * void ar_condvar_wait(ar_condvar *cv, ar_mutex *m): gives up the mutex, waits to be notified, and takes the
 * mutex again. The caller must hold it; waiting with one that is not locked, or with another than those who
 * wait already, aborts with a sentence that names the condition variable and the caller.
 */
#define ar_condvar_wait(cv, m) ar_condvar_wait_by(cv, m, #cv, AR_CALLER)

/*
 * bool ar_condvar_wait_until(ar_condvar *cv, ar_mutex *m, ar_time deadline): the same, but waits until
 * `deadline` at most. Returns whether it was notified; either way with the mutex held again, however long
 * that takes.
 */
#define ar_condvar_wait_until(cv, m, deadline) ar_condvar_wait_until_by(cv, m, deadline, #cv, AR_CALLER)

/* Wakes the thread that has waited longest, if any thread waits. */
static inline void ar_condvar_notify_one(ar_condvar *cv);

/* Lets all go that wait now. */
static inline void ar_condvar_notify_all(ar_condvar *cv);

/* --- How it works ----------------------------------------------------------------------------------- */

AR_BEGIN_DECLARATIONS
/* All but the look whether anybody waits: src/condvar.c. */
AR_API bool ar_condvar_wait_until_by(ar_condvar *cv, ar_mutex *m, ar_time deadline, const char *name,
                                     const char *function, const char *place) AR_REQUIRES(*m);
AR_API AR_COLD void ar_condvar_notify_first(ar_condvar *cv);
AR_API AR_COLD void ar_condvar_notify_queue(ar_condvar *cv);
AR_END_DECLARATIONS

static inline void ar_condvar_wait_by(ar_condvar *cv, ar_mutex *m, const char *name, const char *function,
                                      const char *place) AR_REQUIRES(*m)
{
	ar_condvar_wait_until_by(cv, m, AR_NEVER, name, function, place);
}

/*
 * Not those who are just coming: if they had found the condition as it was, the mutex would show them to us.
 */
static inline bool ar_condvar_has_waiters_(const ar_condvar *cv)
{
	/* relaxed: who must be notified has come under the mutex, before we changed the condition under it */
	return ar_modelled("ar_condvar") || AR_UNLIKELY_(ar_load_relaxed(&cv->word) > 1);
}

static inline void ar_condvar_notify_one(ar_condvar *cv)
{
	if (ar_condvar_has_waiters_(cv))
		ar_condvar_notify_first(cv);
}

static inline void ar_condvar_notify_all(ar_condvar *cv)
{
	if (ar_condvar_has_waiters_(cv))
		ar_condvar_notify_queue(cv);
}

#endif
