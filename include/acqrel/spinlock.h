/*
 * <acqrel/spinlock.h>: a lock of four bytes whose waiters stay awake.
 *
 *	static ar_spinlock lock;                // zero-filled: unlocked, ready
 *	static long total AR_GUARDED_BY(lock);
 *
 *	AR_SPIN_LOCKED(&lock) {                 // unlocks on every way out
 *		total += n;
 *	}
 *
 * or with the value inside the lock, where it cannot be reached without:
 *
 *	static ar_spin_guarded(struct stats) stats;
 *
 *	AR_SPIN_GUARDED(s, &stats) {            // s is a struct stats *
 *		s->packets++;
 *	}
 *
 * For critical sections of a few instructions among threads that all have a processor of their own. A waiter
 * burns its time slice if the owner is not running, no thread queues, and the thread that is nearest may win
 * again and again: where a section can sleep, take long or be preempted, use a mutex.
 *
 * The word    meaning   who may change it, to what
 * 0           unlocked  any thread, to 1, by a swap that acquires: it is then the owner
 * 1           locked    the owner only, to 0, by a store that releases
 *
 * Beside it is `held`, which the owner sets once it has the lock, and clears before it gives it up: it tells
 * a mistaken unlock. The word would as well, but a load of what the same thread has just swapped waits until
 * the swap is over, which makes a lock and unlock a quarter longer; what was just stored is there at once.
 *
 * Unlocking publishes all that the owner and those before it have done; locking acquires it. A lock may
 * be moved or its memory reused while it is unlocked and no thread can be using it; there is nothing to
 * destroy. Locking a lock that one already owns waits forever.
 */
#ifndef ACQREL_SPINLOCK_H
#define ACQREL_SPINLOCK_H

#include <acqrel/atomic.h>
#include <acqrel/debug.h>
#include <acqrel/guard.h>
#include <acqrel/misuse.h>
#include <acqrel/model.h>
#include <acqrel/thread_safety.h>

typedef struct AR_CAPABILITY("spin lock") ar_spinlock {
	ar_atomic_u16 word, held;
} ar_spinlock;

/* clang-format off */
#define AR_SPINLOCK_INIT { AR_ATOMIC_INIT(0), AR_ATOMIC_INIT(0) }
/* clang-format on */

/* Takes the lock, waiting for as long as another thread holds it. The caller must not hold it already. */
static inline void ar_spinlock_lock(ar_spinlock *lock) AR_ACQUIRE(*lock);

/*
 * Takes the lock if that needs no waiting, and returns whether it did. False says only that the lock was
 * taken a moment ago. The caller may hold it already (then: false).
 */
static inline bool ar_spinlock_try_lock(ar_spinlock *lock) AR_TRY_ACQUIRE(true, *lock);

/*
 * void ar_spinlock_unlock(ar_spinlock *lock): gives the lock up. The caller must hold it. Unlocking one that
 * is not locked aborts with a sentence that names it and the caller; unlocking one that another thread holds
 * cannot be noticed.
 */
#define ar_spinlock_unlock(lock) ar_spinlock_unlock_by(lock, #lock, AR_CALLER)

static inline void ar_spinlock_unlock_by(ar_spinlock *lock, const char *name, const char *function,
                                         const char *place) AR_RELEASE(*lock);

/*
 * AR_SPIN_LOCKED(ptr) { … } runs the block with the lock held and unlocks it on every way out: its end,
 * return, goto, and break and continue, which leave this block (not a loop around it). The result of a
 * `return f();` inside is computed under the lock. A function that returns a value only inside the block
 * still wants a return after it: compilers take the block for a loop that may not be entered.
 *
 * pthread_exit and pthread_cancel inside: see AR_LOCKED in <acqrel/mutex.h>. Where the compiler has no
 * cleanup attribute the block unlocks at its end and on continue alone: AR_HAS_CLEANUP is then 0.
 */
#define AR_SPIN_LOCKED(ptr) AR_SPIN_BLOCK_(ptr, #ptr, AR_PASTE_(ar_guard_, __LINE__))
#define AR_SPIN_BLOCK_(ptr, name, guard)                                                           \
	for (ar_spin_guard guard AR_CLEANUP_(ar_spin_guard_end) = ar_spin_guard_(name, AR_CALLER); \
	     !guard.lock && ar_spin_guard_begin(&guard, ar_spinlock_not_held_(ptr));               \
	     AR_UNLESS_CLEANUP_(ar_spin_guard_end(&guard)))

/*
 * A T and the lock that guards it, to be declared as a variable or member. Zero-filled: unlocked, all zero.
 */
#define ar_spin_guarded(T)         \
	struct {                   \
		ar_spinlock lock_; \
		T value_;          \
	}

/* Its initialiser: AR_SPIN_GUARDED_INIT(1) or, for a T with members, AR_SPIN_GUARDED_INIT({ 1, 2 }). */
/* clang-format off */
#define AR_SPIN_GUARDED_INIT(...) { AR_SPINLOCK_INIT, __VA_ARGS__ }
/* clang-format on */

/*
 * AR_SPIN_GUARDED(name, guarded) { … } runs the block with the lock of *guarded held, and name in it points
 * to the value. Ways out are those of AR_SPIN_LOCKED. The pointer must not be kept: outside the block, the
 * value is another thread's. `guarded` is evaluated twice.
 */
#define AR_SPIN_GUARDED(name, guarded)    \
	AR_SPIN_LOCKED(&(guarded)->lock_) \
		for (__typeof__((guarded)->value_) *name = &(guarded)->value_; name; name = NULL)

/* --- How it works ----------------------------------------------------------------------------------- */

/*
 * Between two looks at a lock that is taken, about half a microsecond: each look makes the owner's next
 * operation on it wait for the cache line to come back. With fewer pauses short sections get slower, with
 * more the long ones do.
 */
#define AR_SPIN_PAUSES_ 16

static inline void ar_spinlock_lock(ar_spinlock *lock) AR_NO_THREAD_SAFETY
{
	if (ar_modelled("ar_spinlock")) {
		ar_model_lock(&lock->word);
		return;
	}
	/* acquire: pairs with the release in unlock(); else we may not see what the last owner wrote */
	while (ar_swap_acquire(&lock->word, 1)) {
		/*
		 * A swap takes the cache line away from the owner even when it changes nothing, so wait with
		 * loads, which share it.
		 */
		do
			for (int pause = AR_SPIN_PAUSES_; pause > 0; pause--)
				ar_spin_hint();
		/* relaxed: only a hint to try again; what we acquire comes with the swap */
		while (ar_load_relaxed(&lock->word));
	}
	/* relaxed: for ourselves, in unlock() */
	ar_store_relaxed(&lock->held, 1);
}

static inline bool ar_spinlock_try_lock(ar_spinlock *lock) AR_NO_THREAD_SAFETY
{
	if (ar_modelled("ar_spinlock"))
		return ar_model_try_lock(&lock->word);
	/* relaxed: only to leave the owner's cache line alone; what we acquire comes with the swap */
	if (ar_load_relaxed(&lock->word))
		return false;
	/* acquire: pairs with the release in unlock(); else we may not see what the last owner wrote */
	if (ar_swap_acquire(&lock->word, 1))
		return false;
	/* relaxed: for ourselves, in unlock() */
	ar_store_relaxed(&lock->held, 1);
	return true;
}

/* For guard blocks, and what AR_DEBUG makes of the calls above. */
static inline void ar_spinlock_lock_by(ar_spinlock *lock, const char *name, const char *function,
                                       const char *place) AR_ACQUIRE(*lock);

static inline void ar_spinlock_lock_by(ar_spinlock *lock, const char *name, const char *function,
                                       const char *place) AR_NO_THREAD_SAFETY
{
	(void)name, (void)function, (void)place;
	AR_DEBUG_(ar_debug_waits_(lock, "the spin lock", name, function, place));
	ar_spinlock_lock(lock);
	AR_DEBUG_(ar_debug_holds_(lock, name, function, place));
}

#ifdef AR_DEBUG
static inline bool ar_spinlock_try_lock_by(ar_spinlock *lock, const char *name, const char *function,
                                           const char *place) AR_TRY_ACQUIRE(true, *lock);

static inline bool ar_spinlock_try_lock_by(ar_spinlock *lock, const char *name, const char *function,
                                           const char *place) AR_NO_THREAD_SAFETY
{
	return ar_debug_got_(ar_spinlock_try_lock(lock), lock, name, function, place);
}
#endif

static inline void ar_spinlock_unlock_by(ar_spinlock *lock, const char *name, const char *function,
                                         const char *place) AR_NO_THREAD_SAFETY
{
	AR_DEBUG_(ar_debug_leaves_(lock, "the spin lock", name, function, place));
	if (ar_modelled("ar_spinlock")) {
		switch (ar_model_unlock(&lock->word)) {
		case AR_MODEL_OWN:
			return;
		case AR_MODEL_NOBODY:
			ar_misuse("the spin lock", name, "was unlocked", function, place,
			          "but it is not locked");
		case AR_MODEL_ANOTHER:
			ar_misuse("the spin lock", name, "was unlocked", function, place,
			          "but another thread has locked it");
		}
	}
	/* relaxed: the owner reads what it wrote itself; for anybody else the answer decides nothing */
	if (!ar_load_relaxed(&lock->held))
		ar_misuse("the spin lock", name, "was unlocked", function, place, "but it is not locked");
	/* relaxed: the next owner sets it after our release, which is below */
	ar_store_relaxed(&lock->held, 0);
	/*
	 * release: pairs with the acquire in lock() and try_lock(); else the next owner may miss our writes
	 */
	ar_store_release(&lock->word, 0);
}

/* What a guard block remembers: the lock, once taken, and what to call it in a complaint. */
typedef struct ar_spin_guard {
	ar_spinlock *lock;
	const char *name, *function, *place;
} ar_spin_guard;

static inline ar_spin_guard ar_spin_guard_(const char *name, const char *function, const char *place)
{
	ar_spin_guard guard = {NULL, name, function, place};
	return guard;
}

/*
 * The analysis cannot follow the unlock on every way out, so the lock is asserted rather than acquired: held
 * inside the block, forgotten behind it. That it must not be held before is said by the first of these.
 */
static inline ar_spinlock *ar_spinlock_not_held_(ar_spinlock *lock) AR_EXCLUDES(*lock) AR_RETURNS(lock);

static inline ar_spinlock *ar_spinlock_not_held_(ar_spinlock *lock) AR_NO_THREAD_SAFETY
{
	return lock;
}

static inline bool ar_spin_guard_begin(ar_spin_guard *guard, ar_spinlock *lock) AR_ASSERTS(*lock);

static inline bool ar_spin_guard_begin(ar_spin_guard *guard, ar_spinlock *lock) AR_NO_THREAD_SAFETY
{
	ar_spinlock_lock_by(lock, guard->name, guard->function, guard->place);
	guard->lock = lock;
	return true;
}

static inline void ar_spin_guard_end(ar_spin_guard *guard) AR_NO_THREAD_SAFETY
{
	ar_spinlock_unlock_by(guard->lock, guard->name, guard->function, guard->place);
}

#ifdef AR_DEBUG
#define ar_spinlock_lock(lock)     ar_spinlock_lock_by(lock, #lock, AR_CALLER)
#define ar_spinlock_try_lock(lock) ar_spinlock_try_lock_by(lock, #lock, AR_CALLER)
#endif

#endif
