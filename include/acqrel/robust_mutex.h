/*
 * <acqrel/robust_mutex.h>: a mutex whose next owner learns that the one before has not finished. 32 bytes.
 *
 *	static ar_robust_mutex lock;            // zero-filled: unlocked, ready
 *	static struct ledger ledger;
 *
 *	switch (ar_robust_mutex_lock(&lock)) {
 *	case 0:
 *		break;
 *	case EOWNERDEAD:                        // ours, but the ledger may be halfway through a change
 *		ledger_repair(&ledger);
 *		ar_robust_mutex_make_consistent(&lock);
 *		break;
 *	default:                                // not ours: ENOTRECOVERABLE, it was not repaired
 *		return;
 *	}
 *	ledger_book(&ledger, n);
 *	ar_robust_mutex_unlock(&lock);
 *
 * The owner before has not finished if its thread ended with the mutex locked, by returning from its
 * function, by pthread_exit or by being cancelled; or if it said so itself, with ar_robust_mutex_poison.
 * Waiting threads are woken then. An owner that learns of this and unlocks without making the mutex
 * consistent, gives it up permanently: all others get ENOTRECOVERABLE from then on, those who wait as well.
 *
 * Not covered: the end of a process, by exit, a signal or fork's child, since words are private to the
 * process; a thread whose processor never comes back from the critical section; and a thread that ends after
 * more rounds of destructors than there are (PTHREAD_DESTRUCTOR_ITERATIONS). A thread's mutexes are given up
 * in its first round of destructors of pthread keys, after those of C++'s thread_local variables: later
 * destructors must not count on holding one.
 *
 * Inside is a mutex; what follows is changed by its owner only.
 *
 * state           meaning                                 who may change it, to what
 * CONSISTENT      all is well                             a thread that ends or poisons, to UNFINISHED
 * UNFINISHED      the next owner is to learn of it        that one, to REPORTED
 * REPORTED        the owner has got EOWNERDEAD            the owner: to CONSISTENT, by
 *                                                         ar_robust_mutex_make_consistent; to LOST, by
 *                                                         unlocking; ending or poisoning, to UNFINISHED
 * LOST            no thread gets it any more              no thread
 *
 * next and link are the list of all that its owner holds. The mutex must not be moved while it is locked; its
 * memory may be reused when it is unlocked and no thread can be using it, or LOST.
 */
#ifndef ACQREL_ROBUST_MUTEX_H
#define ACQREL_ROBUST_MUTEX_H

#include <acqrel/mutex.h>

#include <errno.h>

typedef struct AR_CAPABILITY("robust mutex") ar_robust_mutex {
	ar_mutex mutex;
	uint32_t state;
	ar_atomic_ptr(const void) owner;
	struct ar_robust_mutex *next, **link;
} ar_robust_mutex;

/* clang-format off */
#define AR_ROBUST_MUTEX_INIT { AR_MUTEX_INIT, 0, AR_ATOMIC_INIT(NULL), NULL, NULL }
/* clang-format on */

AR_BEGIN_DECLARATIONS

/*
 * Takes the lock, waiting for as long as another thread holds it. 0: the caller has it. EOWNERDEAD: the
 * caller has it, and the last owner has not finished. ENOTRECOVERABLE: the caller has not got
 * it, nor will anybody. ENOMEM or EAGAIN: not got, because the system can't tell us about this thread's end;
 * a thread that has locked any robust mutex before is spared that. The caller must not hold it already.
 */
__attribute__((warn_unused_result)) AR_API int ar_robust_mutex_lock(ar_robust_mutex *m);

/* The same if that needs no waiting; EBUSY: not got, because it was locked a moment ago. */
__attribute__((warn_unused_result)) AR_API int ar_robust_mutex_try_lock(ar_robust_mutex *m);

/* The same, waiting until `deadline` at most (see <acqrel/time.h>); ETIMEDOUT: not got until then. */
__attribute__((warn_unused_result)) AR_API int ar_robust_mutex_lock_until(ar_robust_mutex *m,
                                                                          ar_time deadline);

AR_END_DECLARATIONS

/*
 * The caller must hold the mutex; if it does not, each of these aborts with a sentence that names the mutex
 * and the caller.
 *
 * void ar_robust_mutex_unlock(ar_robust_mutex *m): gives the lock up, and wakes a thread that waits for it.
 * void ar_robust_mutex_make_consistent(ar_robust_mutex *m): the caller got EOWNERDEAD and has repaired
 * what
 *	the mutex guards. Aborts if it was not.
 * void ar_robust_mutex_poison(ar_robust_mutex *m): what the mutex guards is not in order; the next owner will
 * be
 *	got EOWNERDEAD. To be called before a critical section is left halfway.
 */
#define ar_robust_mutex_unlock(m)          ar_robust_mutex_unlock_by(m, #m, AR_CALLER)
#define ar_robust_mutex_make_consistent(m) ar_robust_mutex_make_consistent_by(m, #m, AR_CALLER)
#define ar_robust_mutex_poison(m)          ar_robust_mutex_poison_by(m, #m, AR_CALLER)

/*
 * AR_ROBUST_LOCKED(ptr, result) { … } runs the block with the mutex held and unlocks it on every way out: see
 * AR_LOCKED in <acqrel/mutex.h>. It is left out if the mutex is not to be had. `result`, an int variable, is
 * 0, EOWNERDEAD or the error.
 */
#define AR_ROBUST_LOCKED(ptr, result) AR_ROBUST_BLOCK_(ptr, #ptr, result, AR_PASTE_(ar_guard_, __LINE__))
#define AR_ROBUST_BLOCK_(ptr, name, result, guard)                                                       \
	for (ar_robust_guard guard AR_CLEANUP_(ar_robust_guard_end) = ar_robust_guard_(name, AR_CALLER); \
	     !guard.lock && ar_robust_guard_begin(&guard, ar_robust_mutex_not_held_(ptr), &(result));    \
	     AR_UNLESS_CLEANUP_(ar_robust_guard_end(&guard)))

/* --- How it works ----------------------------------------------------------------------------------- */

AR_BEGIN_DECLARATIONS
AR_API void ar_robust_mutex_unlock_by(ar_robust_mutex *m, const char *name, const char *function,
                                      const char *place);
AR_API AR_COLD void ar_robust_mutex_make_consistent_by(ar_robust_mutex *m, const char *name,
                                                       const char *function, const char *place);
AR_API AR_COLD void ar_robust_mutex_poison_by(ar_robust_mutex *m, const char *name, const char *function,
                                              const char *place);
AR_END_DECLARATIONS

/* What a guard block remembers: the mutex, once locked, and what to call it in a complaint. */
typedef struct ar_robust_guard {
	ar_robust_mutex *lock;
	const char *name, *function, *place;
} ar_robust_guard;

static inline ar_robust_guard ar_robust_guard_(const char *name, const char *function, const char *place)
{
	ar_robust_guard guard = {NULL, name, function, place};
	return guard;
}

/* As in <acqrel/spinlock.h>: the analysis takes the block's word for it that the lock is held inside. */
static inline ar_robust_mutex *ar_robust_mutex_not_held_(ar_robust_mutex *m) AR_EXCLUDES(*m) AR_RETURNS(m);

static inline ar_robust_mutex *ar_robust_mutex_not_held_(ar_robust_mutex *m) AR_NO_THREAD_SAFETY
{
	return m;
}

static inline bool ar_robust_guard_begin(ar_robust_guard *guard, ar_robust_mutex *m, int *result)
	AR_ASSERTS(*m);

static inline bool ar_robust_guard_begin(ar_robust_guard *guard, ar_robust_mutex *m,
                                         int *result) AR_NO_THREAD_SAFETY
{
	*result = ar_robust_mutex_lock(m);
	if (*result == 0 || *result == EOWNERDEAD)
		guard->lock = m;
	return guard->lock;
}

static inline void ar_robust_guard_end(ar_robust_guard *guard) AR_NO_THREAD_SAFETY
{
	if (guard->lock)
		ar_robust_mutex_unlock_by(guard->lock, guard->name, guard->function, guard->place);
}

#endif
