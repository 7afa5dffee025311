/*
 * <acqrel/recursive_mutex.h>: a mutex that its owner can lock again. 16 bytes.
 *
 *	static ar_recursive_mutex lock;         // zero-filled: unlocked, ready
 *
 *	AR_RECURSIVE_LOCKED(&lock) {            // unlocks on every way out
 *		add(1);                         // which locks it as well
 *	}
 *
 * For code that calls back into itself and cannot be divided into functions that lock and functions that
 * require the lock. Where it can be, use a mutex: behind a lock that may be held already, what it guards may
 * be halfway through a change.
 *
 * Inside is a mutex, and beside it who owns it and how often, over the first time. Only the owner changes
 * these two; others read the owner, and what they read may be old, but never themselves unless they are.
 *
 * owner                 times       who may change it, to what
 * NULL                  0           the thread that has taken the mutex inside, to itself
 * a thread              n           that thread: locks, to n + 1; unlocks, to n - 1 or, from 0, owner to NULL
 *
 * It has to be unlocked as often as it was locked, by the same thread. It may be moved or its memory reused
 * while it is unlocked and no thread can be using it; there is nothing to destroy. A condition variable does
 * not work with it: waiting would give up the mutex only once. clang's analysis takes a second locking within
 * one function for a mistake; in a function called from there it sees nothing wrong.
 */
#ifndef ACQREL_RECURSIVE_MUTEX_H
#define ACQREL_RECURSIVE_MUTEX_H

#include <acqrel/mutex.h>

typedef struct AR_CAPABILITY("recursive mutex") ar_recursive_mutex {
	ar_mutex mutex;
	uint32_t times;
	ar_atomic_ptr(const char) owner;
} ar_recursive_mutex;

/* clang-format off */
#define AR_RECURSIVE_MUTEX_INIT { AR_MUTEX_INIT, 0, AR_ATOMIC_INIT(NULL) }
/* clang-format on */

/*
 * Takes the lock, waiting for as long as another thread holds it, once more if the caller has it already.
 * More than 4294967296 times abort with a sentence.
 */
static inline void ar_recursive_mutex_lock(ar_recursive_mutex *m) AR_ACQUIRE(*m);

/* Takes the lock if that needs no waiting, and returns whether it did. */
static inline bool ar_recursive_mutex_try_lock(ar_recursive_mutex *m) AR_TRY_ACQUIRE(true, *m);

/* Takes the lock, waiting until `deadline` at most (see <acqrel/time.h>), and returns whether it did. */
static inline bool ar_recursive_mutex_lock_until(ar_recursive_mutex *m, ar_time deadline)
	AR_TRY_ACQUIRE(true, *m);

/*
 * void ar_recursive_mutex_unlock(ar_recursive_mutex *m): takes one locking back; with the first one, gives
 * the lock up. A caller that does not hold it ends the program with a sentence that names the mutex and the
 * caller.
 */
#define ar_recursive_mutex_unlock(m) ar_recursive_mutex_unlock_by(m, #m, AR_CALLER)

static inline void ar_recursive_mutex_unlock_by(ar_recursive_mutex *m, const char *name, const char *function,
                                                const char *place) AR_RELEASE(*m);

/* Whether the caller holds it: for assertions. */
static inline bool ar_recursive_mutex_is_mine(ar_recursive_mutex *m);

/* Runs the block with the mutex held, and unlocks it on every way out: see AR_LOCKED in <acqrel/mutex.h>. */
#define AR_RECURSIVE_LOCKED(ptr) AR_RECURSIVE_BLOCK_(ptr, #ptr, AR_PASTE_(ar_guard_, __LINE__))
#define AR_RECURSIVE_BLOCK_(ptr, name, guard)                               \
	for (ar_recursive_guard guard AR_CLEANUP_(ar_recursive_guard_end) = \
	             ar_recursive_guard_(name, AR_CALLER);                  \
	     !guard.lock && ar_recursive_guard_begin(&guard, ptr);          \
	     AR_UNLESS_CLEANUP_(ar_recursive_guard_end(&guard)))

/* --- How it works ----------------------------------------------------------------------------------- */

AR_BEGIN_DECLARATIONS
/* Its address is a name for the thread: another one in each, and no call. */
AR_API extern __thread const char ar_this_thread;
AR_API AR_COLD bool ar_recursive_mutex_lock_modelled_(ar_recursive_mutex *m, ar_time deadline);
AR_API AR_COLD bool ar_recursive_mutex_unlock_modelled_(ar_recursive_mutex *m);
AR_API AR_COLD bool ar_recursive_mutex_is_mine_modelled_(ar_recursive_mutex *m);
AR_END_DECLARATIONS

static inline bool ar_recursive_mutex_is_mine(ar_recursive_mutex *m)
{
	if (ar_modelled("ar_recursive_mutex"))
		return ar_recursive_mutex_is_mine_modelled_(m);
	/* relaxed: it is the caller only if the caller has written it, and not changed it since */
	return ar_load_relaxed(&m->owner) == &ar_this_thread;
}

/* Once more: the caller has it. */
static inline void ar_recursive_mutex_again_(ar_recursive_mutex *m)
{
	if (AR_UNLIKELY_(++m->times == 0))
		ar_misuse_found("acqrel: a recursive mutex was locked more than 4294967296 times.");
}

static inline bool ar_recursive_mutex_lock_until(ar_recursive_mutex *m, ar_time deadline) AR_NO_THREAD_SAFETY
{
	if (ar_modelled("ar_recursive_mutex"))
		return ar_recursive_mutex_lock_modelled_(m, deadline);
	if (ar_recursive_mutex_is_mine(m)) {
		ar_recursive_mutex_again_(m);
		return true;
	}
	if (!ar_mutex_lock_until(&m->mutex, deadline))
		return false;
	/* relaxed: it tells something to this thread only */
	ar_store_relaxed(&m->owner, &ar_this_thread);
	return true;
}

static inline void ar_recursive_mutex_lock(ar_recursive_mutex *m) AR_NO_THREAD_SAFETY
{
	ar_recursive_mutex_lock_until(m, AR_NEVER);
}

static inline bool ar_recursive_mutex_try_lock(ar_recursive_mutex *m) AR_NO_THREAD_SAFETY
{
	if (ar_modelled("ar_recursive_mutex"))
		return ar_recursive_mutex_lock_modelled_(m, 0);
	if (ar_recursive_mutex_is_mine(m)) {
		ar_recursive_mutex_again_(m);
		return true;
	}
	if (!ar_mutex_try_lock(&m->mutex))
		return false;
	/* relaxed: it tells something to this thread only */
	ar_store_relaxed(&m->owner, &ar_this_thread);
	return true;
}

static inline void ar_recursive_mutex_unlock_by(ar_recursive_mutex *m, const char *name, const char *function,
                                                const char *place) AR_NO_THREAD_SAFETY
{
	bool modelled = ar_modelled("ar_recursive_mutex");

	if (AR_UNLIKELY_(modelled ? !ar_recursive_mutex_unlock_modelled_(m) : !ar_recursive_mutex_is_mine(m)))
		ar_misuse("the recursive mutex", name, "was unlocked", function, place,
		          "but the calling thread does not hold it");
	if (modelled)
		return;
	if (m->times > 0) {
		m->times--;
		return;
	}
	/* relaxed: while it is ours; the next owner writes its own name after it has the mutex */
	ar_store_relaxed(&m->owner, NULL);
	ar_mutex_unlock_by(&m->mutex, name, function, place);
}

/* What a guard block remembers: the mutex, once locked, and what to call it in a complaint. */
typedef struct ar_recursive_guard {
	ar_recursive_mutex *lock;
	const char *name, *function, *place;
} ar_recursive_guard;

static inline ar_recursive_guard ar_recursive_guard_(const char *name, const char *function,
                                                     const char *place)
{
	ar_recursive_guard guard = {NULL, name, function, place};
	return guard;
}

/* As in <acqrel/spinlock.h>: the analysis takes the block's word for it that the lock is held inside. */
static inline bool ar_recursive_guard_begin(ar_recursive_guard *guard, ar_recursive_mutex *m) AR_ASSERTS(*m);

static inline bool ar_recursive_guard_begin(ar_recursive_guard *guard,
                                            ar_recursive_mutex *m) AR_NO_THREAD_SAFETY
{
	ar_recursive_mutex_lock(m);
	guard->lock = m;
	return true;
}

static inline void ar_recursive_guard_end(ar_recursive_guard *guard) AR_NO_THREAD_SAFETY
{
	ar_recursive_mutex_unlock_by(guard->lock, guard->name, guard->function, guard->place);
}

#endif
