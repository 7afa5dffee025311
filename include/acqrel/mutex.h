/*
 * <acqrel/mutex.h>: a lock of four bytes whose waiters sleep.
 *
 *	static ar_mutex lock;                   // zero-filled: unlocked, ready
 *	static long total AR_GUARDED_BY(lock);
 *
 *	AR_LOCKED(&lock) {                      // unlocks on every way out
 *		total += n;
 *	}
 *
 * or with the value inside the lock, where it cannot be reached without:
 *
 *	static ar_guarded(struct stats) stats;
 *
 *	AR_GUARDED(s, &stats) {                 // s is a struct stats *
 *		s->packets++;
 *	}
 *
 * The lock to take unless there is a reason for another. Locking and unlocking it when no other thread wants
 * it is one atomic operation each, inline, and no system call.
 *
 * The word    meaning                       who may change it, to what
 * 0           unlocked                      any thread, to 1 or 2, by an operation that acquires: it is the
 *                                           owner
 * 1           locked, no thread sleeps      the owner, to 0; any thread that is about to sleep, to 2
 * 2           locked, threads may sleep     the owner, to 0, who then wakes one of them
 *
 * Unlocking publishes all that the owner and those before it have done; locking acquires it. The thread that
 * had to sleep takes the lock as 2, because it cannot know whether it was the last: at worst one wake too
 * many. A thread that tries to lock and fails leaves the word as it is: swapping in a 1 without looking would
 * take a 2 away for a moment, in which an owner that unlocks wakes no thread. A thread that finds the lock
 * taken spins for a moment before it sleeps, since most critical sections are shorter than falling asleep.
 * There is no queue: a thread that comes at the right moment overtakes those that sleep. (Drepper, "Futexes
 * Are Tricky", 2011, mutex 2; Bos, Rust Atomics and Locks, chapter 9.)
 *
 * A mutex may be moved or its memory reused while it is unlocked and no thread can be using it; there is
 * nothing to destroy. A thread may free it as soon as it has the lock and knows that no other thread will use
 * it. Locking one that the caller holds already waits forever; with -DAR_DEBUG (<acqrel/debug.h>) it aborts.
 */
#ifndef ACQREL_MUTEX_H
#define ACQREL_MUTEX_H

#include <acqrel/api.h>
#include <acqrel/atomic.h>
#include <acqrel/debug.h>
#include <acqrel/guard.h>
#include <acqrel/misuse.h>
#include <acqrel/model.h>
#include <acqrel/thread_safety.h>
#include <acqrel/time.h>

typedef struct AR_CAPABILITY("mutex") ar_mutex {
	ar_atomic_u32 word;
} ar_mutex;

/* clang-format off */
#define AR_MUTEX_INIT { AR_ATOMIC_INIT(0) }
/* clang-format on */

/* Takes the lock, waiting for as long as another thread holds it. The caller must not hold it already. */
static inline void ar_mutex_lock(ar_mutex *m) AR_ACQUIRE(*m);

/*
 * Takes the lock if that needs no waiting, and returns whether it did. False says only that the lock was
 * taken a moment ago. The caller may hold it already (then: false).
 */
static inline bool ar_mutex_try_lock(ar_mutex *m) AR_TRY_ACQUIRE(true, *m);

/*
 * Takes the lock, waiting until `deadline` at most (see <acqrel/time.h>), and returns whether it did. A free
 * lock is taken even if the deadline has passed. The caller must not hold it already.
 */
static inline bool ar_mutex_lock_until(ar_mutex *m, ar_time deadline) AR_TRY_ACQUIRE(true, *m);

/*
 * void ar_mutex_unlock(ar_mutex *m): gives the lock up, and wakes a thread that waits for it. The caller must
 * hold it. Unlocking one that is not locked aborts with a sentence that names it and the caller; unlocking
 * one that another thread holds cannot be noticed.
 */
#define ar_mutex_unlock(m) ar_mutex_unlock_by(m, #m, AR_CALLER)

static inline void ar_mutex_unlock_by(ar_mutex *m, const char *name, const char *function, const char *place)
	AR_RELEASE(*m);

/*
 * AR_LOCKED(ptr) { … } runs the block with the mutex held and unlocks it on every way out: its end, return,
 * goto, and break and continue, which leave this block (not a loop around it). The result of a `return f();`
 * inside is computed under the lock. A function that returns a value only inside the block still wants a
 * return after it: compilers take the block for a loop that may not be entered. Inside, the mutex may be
 * given up for a while (as ar_condvar_wait does) if it is held again at the end.
 *
 * pthread_exit and pthread_cancel inside are ways out only in C++, and in C with -fexceptions: without it
 * compilers run no cleanup then. Where they have no cleanup attribute the block unlocks at its end and on
 * continue alone: AR_HAS_CLEANUP is then 0.
 */
#define AR_LOCKED(ptr) AR_MUTEX_BLOCK_(ptr, #ptr, AR_PASTE_(ar_guard_, __LINE__))
#define AR_MUTEX_BLOCK_(ptr, name, guard)                                                             \
	for (ar_mutex_guard guard AR_CLEANUP_(ar_mutex_guard_end) = ar_mutex_guard_(name, AR_CALLER); \
	     !guard.lock && ar_mutex_guard_begin(&guard, ar_mutex_not_held_(ptr));                    \
	     AR_UNLESS_CLEANUP_(ar_mutex_guard_end(&guard)))

/*
 * A T and the mutex that guards it, to be declared as a variable or member. Zero-filled: unlocked, all zero.
 */
#define ar_guarded(T)           \
	struct {                \
		ar_mutex lock_; \
		T value_;       \
	}

/* Its initialiser: AR_GUARDED_INIT(1) or, for a T with members, AR_GUARDED_INIT({ 1, 2 }). */
/* clang-format off */
#define AR_GUARDED_INIT(...) { AR_MUTEX_INIT, __VA_ARGS__ }
/* clang-format on */

/*
 * AR_GUARDED(name, guarded) { … } runs the block with the mutex of *guarded held, and name in it points to
 * the value. Ways out are those of AR_LOCKED. The pointer must not be kept: outside the block, the value is
 * another thread's. `guarded` is evaluated twice.
 */
#define AR_GUARDED(name, guarded)    \
	AR_LOCKED(&(guarded)->lock_) \
		for (__typeof__((guarded)->value_) *name = &(guarded)->value_; name; name = NULL)

/* --- How it works ----------------------------------------------------------------------------------- */

AR_BEGIN_DECLARATIONS
/* The rest of lock_until, lock (AR_NEVER) and unlock, when there are others: src/mutex.c. */
AR_API AR_COLD bool ar_mutex_lock_slowly(ar_mutex *m, uint32_t found, ar_time deadline);
AR_API AR_COLD void ar_mutex_wake(ar_mutex *m);
AR_END_DECLARATIONS

/* The specification of unlock: see <acqrel/model.h>. */
static inline void ar_mutex_unlock_modelled(ar_mutex *m, const char *name, const char *function,
                                            const char *place)
{
	switch (ar_model_unlock(&m->word)) {
	case AR_MODEL_OWN:
		break;
	case AR_MODEL_NOBODY:
		ar_misuse("the mutex", name, "was unlocked", function, place, "but it is not locked");
	case AR_MODEL_ANOTHER:
		ar_misuse("the mutex", name, "was unlocked", function, place,
		          "but another thread has locked it");
	}
}

static inline bool ar_mutex_try_lock(ar_mutex *m) AR_NO_THREAD_SAFETY
{
	uint32_t unlocked = 0;

	if (ar_modelled("ar_mutex"))
		return ar_model_try_lock(&m->word);
	/*
	 * acquire, and relaxed if it fails: pairs with the release in unlock(), else we may not see what the
	 * last owner wrote; a failure decides only that we try again
	 */
	return ar_cas_strong_acquire_relaxed(&m->word, &unlocked, 1);
}

static inline bool ar_mutex_lock_until(ar_mutex *m, ar_time deadline) AR_NO_THREAD_SAFETY
{
	if (ar_modelled("ar_mutex"))
		return ar_model_lock_until(&m->word, deadline);
	uint32_t found = 0;

	/*
	 * acquire, and relaxed if it fails: pairs with the release in unlock(), else we may not see what the
	 * last owner wrote; a failure decides only that we wait
	 */
	return AR_LIKELY_(ar_cas_strong_acquire_relaxed(&m->word, &found, 1)) ||
	       ar_mutex_lock_slowly(m, found, deadline);
}

static inline void ar_mutex_lock(ar_mutex *m) AR_NO_THREAD_SAFETY
{
	ar_mutex_lock_until(m, AR_NEVER);
}

/* For guard blocks, and what AR_DEBUG makes of the calls above. */
static inline void ar_mutex_lock_by(ar_mutex *m, const char *name, const char *function, const char *place)
	AR_ACQUIRE(*m);

static inline void ar_mutex_lock_by(ar_mutex *m, const char *name, const char *function,
                                    const char *place) AR_NO_THREAD_SAFETY
{
	(void)name, (void)function, (void)place;
	AR_DEBUG_(ar_debug_waits_(m, "the mutex", name, function, place));
	ar_mutex_lock_until(m, AR_NEVER);
	AR_DEBUG_(ar_debug_holds_(m, name, function, place));
}

#ifdef AR_DEBUG
static inline bool ar_mutex_try_lock_by(ar_mutex *m, const char *name, const char *function,
                                        const char *place) AR_TRY_ACQUIRE(true, *m);
static inline bool ar_mutex_lock_until_by(ar_mutex *m, ar_time deadline, const char *name,
                                          const char *function, const char *place) AR_TRY_ACQUIRE(true, *m);

static inline bool ar_mutex_try_lock_by(ar_mutex *m, const char *name, const char *function,
                                        const char *place) AR_NO_THREAD_SAFETY
{
	return ar_debug_got_(ar_mutex_try_lock(m), m, name, function, place);
}

static inline bool ar_mutex_lock_until_by(ar_mutex *m, ar_time deadline, const char *name,
                                          const char *function, const char *place) AR_NO_THREAD_SAFETY
{
	ar_debug_waits_(m, "the mutex", name, function, place);
	return ar_debug_got_(ar_mutex_lock_until(m, deadline), m, name, function, place);
}
#endif

static inline void ar_mutex_unlock_by(ar_mutex *m, const char *name, const char *function,
                                      const char *place) AR_NO_THREAD_SAFETY
{
	AR_DEBUG_(ar_debug_leaves_(m, "the mutex", name, function, place));
	if (ar_modelled("ar_mutex")) {
		ar_mutex_unlock_modelled(m, name, function, place);
		return;
	}
	/* release: pairs with the acquire of the next owner; else it may miss our writes */
	uint32_t found = ar_swap_release(&m->word, 0);

	if (AR_LIKELY_(found == 1))
		return;
	if (found == 0)
		ar_misuse("the mutex", name, "was unlocked", function, place, "but it is not locked");
	ar_mutex_wake(m);
}

/* What a guard block remembers: the mutex, once locked, and what to call it in a complaint. */
typedef struct ar_mutex_guard {
	ar_mutex *lock;
	const char *name, *function, *place;
} ar_mutex_guard;

static inline ar_mutex_guard ar_mutex_guard_(const char *name, const char *function, const char *place)
{
	ar_mutex_guard guard = {NULL, name, function, place};
	return guard;
}

/*
 * As in <acqrel/spinlock.h>: the analysis takes the block's word for it that the lock is held inside, and is
 * told, by the first of these, that it must not be held before.
 */
static inline ar_mutex *ar_mutex_not_held_(ar_mutex *m) AR_EXCLUDES(*m) AR_RETURNS(m);

static inline ar_mutex *ar_mutex_not_held_(ar_mutex *m) AR_NO_THREAD_SAFETY
{
	return m;
}

static inline bool ar_mutex_guard_begin(ar_mutex_guard *guard, ar_mutex *m) AR_ASSERTS(*m);

static inline bool ar_mutex_guard_begin(ar_mutex_guard *guard, ar_mutex *m) AR_NO_THREAD_SAFETY
{
	ar_mutex_lock_by(m, guard->name, guard->function, guard->place);
	guard->lock = m;
	return true;
}

static inline void ar_mutex_guard_end(ar_mutex_guard *guard) AR_NO_THREAD_SAFETY
{
	ar_mutex_unlock_by(guard->lock, guard->name, guard->function, guard->place);
}

#ifdef AR_DEBUG
#define ar_mutex_lock(m)                 ar_mutex_lock_by(m, #m, AR_CALLER)
#define ar_mutex_try_lock(m)             ar_mutex_try_lock_by(m, #m, AR_CALLER)
#define ar_mutex_lock_until(m, deadline) ar_mutex_lock_until_by(m, deadline, #m, AR_CALLER)
#endif

#endif
