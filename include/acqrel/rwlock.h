/*
 * <acqrel/rwlock.h>: a lock of eight bytes for many readers or one writer, whose waiters sleep.
 *
 *	static ar_rwlock lock;                  // zero-filled: unlocked, ready
 *	static struct config config AR_GUARDED_BY(lock);
 *
 *	AR_READ_LOCKED(&lock) {                 // beside other readers; unlocks on every way out
 *		use(&config);
 *	}
 *	AR_WRITE_LOCKED(&lock) {                // alone
 *		config.limit = n;
 *	}
 *
 * or with the value inside the lock, where it cannot be reached without:
 *
 *	static ar_rw_guarded(struct config) config;
 *
 *	AR_READ_GUARDED(c, &config) {           // c is a const struct config *
 *		use(c);
 *	}
 *	AR_WRITE_GUARDED(c, &config) {          // c is a struct config *
 *		c->limit = n;
 *	}
 *
 * For data that is mostly read, by readers that take their time. All readers count themselves in one word, so
 * where reading is shorter than that a mutex is no slower. No thread starves: a writer that waits keeps new
 * readers out until it has had its turn, and readers that came while a writer was at work are all let in
 * before the next one.
 *
 * The word `state` has four parts:
 *
 * WRITER        a writer has the lock
 * READERS       how many readers have it; or, while WRITER is set, get it as soon as that is cleared
 * WAITING       how many writers wait: readers that come while no writer is at work then hold back
 * ASLEEP        readers may be sleeping on `state`
 *
 * From                             who may change it, to what
 * no WRITER, no WAITING            a reader adds itself to READERS, and has the lock
 * WRITER                           a reader adds itself, and has the lock once WRITER is cleared, which it
 *                                  waits for
 * WAITING, no WRITER               a reader that has added itself takes that back, and waits for WRITER
 * no WRITER, READERS = 0           a writer sets WRITER, and takes itself off WAITING: it has the lock
 * WRITER                           its owner clears it; if there are READERS, the lock is theirs now
 * READERS > 0, no WRITER           each of them takes itself off; the last one wakes a writer
 * any                              a writer adds itself to WAITING and, giving up, takes itself off;
 *                                  a reader sets ASLEEP before it sleeps; who wakes the readers clears it
 *
 * Writers sleep on `turn`, because readers change `state` all the time. It is 1 from when one of them is
 * woken until a waiting writer looks at the lock again: who unlocks meanwhile need not wake another, since
 * that one has not looked yet. A writer that waits sets it to 0 before it looks, and sleeps while it is 0.
 * Unlocking publishes all that the owner and those before it have done. (Phases as in Brandenburg and
 * Anderson, "Spin-Based Reader-Writer Synchronization for Multiprocessor Real-Time Systems", 2010; the rest
 * is the mutex's way of sleeping.)
 *
 * A thread that reads must not lock again, neither way: with a writer waiting, it would wait for itself.
 * There is nothing to destroy, but memory may be reused only when no thread is in a call any more, not even
 * unlocking. Up to 65536 readers, those that wait for a writer counted, and 8191 waiting writers at a time;
 * one more aborts with a sentence, also one that tries, or a writer that steps down.
 */
#ifndef ACQREL_RWLOCK_H
#define ACQREL_RWLOCK_H

#include <acqrel/api.h>
#include <acqrel/atomic.h>
#include <acqrel/debug.h>
#include <acqrel/guard.h>
#include <acqrel/misuse.h>
#include <acqrel/model.h>
#include <acqrel/thread_safety.h>
#include <acqrel/time.h>

typedef struct AR_CAPABILITY("rwlock") ar_rwlock {
	ar_atomic_u32 state, turn;
} ar_rwlock;

/* clang-format off */
#define AR_RWLOCK_INIT { AR_ATOMIC_INIT(0), AR_ATOMIC_INIT(0) }
/* clang-format on */

/* Takes the lock for reading, waiting for writers. The caller must not hold it already, in either way. */
static inline void ar_rwlock_read_lock(ar_rwlock *l) AR_ACQUIRE_SHARED(*l);

/* Takes the lock for writing, waiting for all others. The caller must not hold it already, in either way. */
static inline void ar_rwlock_write_lock(ar_rwlock *l) AR_ACQUIRE(*l);

/*
 * Take the lock if that needs no waiting, and return whether they did. False says only that the lock was
 * taken, or a writer waited for it, a moment ago. The caller may hold it already.
 */
static inline bool ar_rwlock_try_read_lock(ar_rwlock *l) AR_TRY_ACQUIRE_SHARED(true, *l);
static inline bool ar_rwlock_try_write_lock(ar_rwlock *l) AR_TRY_ACQUIRE(true, *l);

/*
 * Take the lock, waiting until `deadline` at most (see <acqrel/time.h>), and return whether they did. A lock
 * that needs no waiting is taken even if the deadline has passed. The caller must not hold it already.
 */
static inline bool ar_rwlock_read_lock_until(ar_rwlock *l, ar_time deadline) AR_TRY_ACQUIRE_SHARED(true, *l);
static inline bool ar_rwlock_write_lock_until(ar_rwlock *l, ar_time deadline) AR_TRY_ACQUIRE(true, *l);

/*
 * void ar_rwlock_read_unlock(ar_rwlock *l): gives up reading. The caller must have the lock for reading.
 * void ar_rwlock_write_unlock(ar_rwlock *l): gives up writing. The caller must have the lock for writing.
 * void ar_rwlock_downgrade(ar_rwlock *l): the caller must have the lock for writing, and has it for reading
 *	afterwards: no other writer gets it in between. Other readers get it, too.
 *
 * Each aborts with a sentence that names the lock and the caller if no thread has the lock in this way, the
 * last one also if 65536 readers wait already. That another thread has it and the caller has not cannot be
 * noticed.
 */
#define ar_rwlock_read_unlock(l)  ar_rwlock_read_unlock_by(l, #l, AR_CALLER)
#define ar_rwlock_write_unlock(l) ar_rwlock_write_unlock_by(l, #l, AR_CALLER)
#define ar_rwlock_downgrade(l)    ar_rwlock_downgrade_by(l, #l, AR_CALLER)

static inline void ar_rwlock_read_unlock_by(ar_rwlock *l, const char *name, const char *function,
                                            const char *place) AR_RELEASE_SHARED(*l);
static inline void ar_rwlock_write_unlock_by(ar_rwlock *l, const char *name, const char *function,
                                             const char *place) AR_RELEASE(*l);
static inline void ar_rwlock_downgrade_by(ar_rwlock *l, const char *name, const char *function,
                                          const char *place) AR_RELEASE(*l) AR_ACQUIRE_SHARED(*l);

/*
 * AR_READ_LOCKED(ptr) { … } and AR_WRITE_LOCKED(ptr) { … } run the block with the lock held, and unlock it on
 * every way out: see AR_LOCKED in <acqrel/mutex.h>, whose rules are theirs. The lock must not be downgraded
 * inside.
 */
#define AR_READ_LOCKED(ptr)  AR_RWLOCK_BLOCK_(read, ptr, #ptr, AR_PASTE_(ar_guard_, __LINE__))
#define AR_WRITE_LOCKED(ptr) AR_RWLOCK_BLOCK_(write, ptr, #ptr, AR_PASTE_(ar_guard_, __LINE__))
#define AR_RWLOCK_BLOCK_(way, ptr, name, guard)                                                            \
	for (ar_rwlock_guard guard AR_CLEANUP_(ar_rwlock_##way##_end) = ar_rwlock_guard_(name, AR_CALLER); \
	     !guard.lock && ar_rwlock_##way##_begin(&guard, ar_rwlock_not_held_(ptr));                     \
	     AR_UNLESS_CLEANUP_(ar_rwlock_##way##_end(&guard)))

/*
 * A T and the lock that guards it, to be declared as a variable or member. Zero-filled: unlocked, all zero.
 */
#define ar_rw_guarded(T)         \
	struct {                 \
		ar_rwlock lock_; \
		T value_;        \
	}

/* Its initialiser: AR_RW_GUARDED_INIT(1) or, for a T with members, AR_RW_GUARDED_INIT({ 1, 2 }). */
/* clang-format off */
#define AR_RW_GUARDED_INIT(...) { AR_RWLOCK_INIT, __VA_ARGS__ }
/* clang-format on */

/*
 * AR_READ_GUARDED(name, guarded) { … } and AR_WRITE_GUARDED(name, guarded) { … } run the block with the lock
 * of *guarded held; name points to the value, and for readers to a const one. The pointer must not be kept:
 * outside the block, the value is another thread's. `guarded` is evaluated twice.
 */
#define AR_READ_GUARDED(name, guarded)    \
	AR_READ_LOCKED(&(guarded)->lock_) \
		for (const __typeof__((guarded)->value_) *name = &(guarded)->value_; name; name = NULL)
#define AR_WRITE_GUARDED(name, guarded)    \
	AR_WRITE_LOCKED(&(guarded)->lock_) \
		for (__typeof__((guarded)->value_) *name = &(guarded)->value_; name; name = NULL)

/* --- How it works ----------------------------------------------------------------------------------- */

#define AR_RW_WRITER_       UINT32_C(1)
#define AR_RW_ASLEEP_       UINT32_C(2)
#define AR_RW_ONE_WAITING_  UINT32_C(4)
#define AR_RW_WAITING_      UINT32_C(0x7FFC) /* a mask, 13 bits */
#define AR_RW_ONE_READER_   UINT32_C(0x8000) /* and all bits above are the number of readers */
#define AR_RW_MANY_READERS_ UINT32_C(0x80000000)

AR_BEGIN_DECLARATIONS
/*
 * The rest of the calls above, when there are others: src/rwlock.c. `before` is the state before our change.
 */
AR_API AR_COLD bool ar_rwlock_read_lock_slowly(ar_rwlock *l, uint32_t before, ar_time deadline);
AR_API AR_COLD bool ar_rwlock_write_lock_slowly(ar_rwlock *l, ar_time deadline);
AR_API AR_COLD void ar_rwlock_wake_writer(ar_rwlock *l);
AR_API AR_COLD void ar_rwlock_wake_others(ar_rwlock *l, uint32_t before);
/* In a program that is checked on the word of their specifications: <acqrel/model.h>. */
AR_API AR_COLD bool ar_rwlock_read_lock_modelled_(ar_rwlock *l, ar_time deadline);
AR_API AR_COLD bool ar_rwlock_write_lock_modelled_(ar_rwlock *l, ar_time deadline);
AR_API AR_COLD bool ar_rwlock_try_modelled_(ar_rwlock *l, bool writes);
AR_API AR_COLD bool ar_rwlock_read_unlock_modelled_(ar_rwlock *l);
AR_API AR_COLD bool ar_rwlock_write_unlock_modelled_(ar_rwlock *l, bool reads_on);
AR_END_DECLARATIONS

static inline bool ar_rwlock_read_lock_until(ar_rwlock *l, ar_time deadline) AR_NO_THREAD_SAFETY
{
	if (ar_modelled("ar_rwlock"))
		return ar_rwlock_read_lock_modelled_(l, deadline);
	/* acquire: pairs with the release of a writer; else we may not see what it wrote */
	uint32_t before = ar_fetch_add_acquire(&l->state, AR_RW_ONE_READER_);

	return AR_LIKELY_(!(before & (AR_RW_WRITER_ | AR_RW_WAITING_ | AR_RW_MANY_READERS_))) ||
	       ar_rwlock_read_lock_slowly(l, before, deadline);
}

static inline void ar_rwlock_read_lock(ar_rwlock *l) AR_NO_THREAD_SAFETY
{
	ar_rwlock_read_lock_until(l, AR_NEVER);
}

static inline bool ar_rwlock_try_read_lock(ar_rwlock *l) AR_NO_THREAD_SAFETY
{
	if (ar_modelled("ar_rwlock"))
		return ar_rwlock_try_modelled_(l, false);
	/* relaxed: only a guess of what the compare-exchange will find */
	uint32_t state = ar_load_relaxed(&l->state);

	while (!(state & (AR_RW_WRITER_ | AR_RW_WAITING_ | AR_RW_MANY_READERS_)))
		/*
		 * acquire, and relaxed if it fails: pairs with the release of a writer; a failure is only a
		 * new guess
		 */
		if (ar_cas_weak_acquire_relaxed(&l->state, &state, state + AR_RW_ONE_READER_))
			return true;
	if (AR_UNLIKELY_(!(state & (AR_RW_WRITER_ | AR_RW_WAITING_))))
		ar_rwlock_read_lock_slowly(l, state, 0); /* it has many readers: aborts */
	return false;
}

static inline bool ar_rwlock_try_write_lock(ar_rwlock *l) AR_NO_THREAD_SAFETY
{
	uint32_t unlocked = 0;

	if (ar_modelled("ar_rwlock"))
		return ar_rwlock_try_modelled_(l, true);
	/*
	 * acquire, and relaxed if it fails: pairs with the release of readers and writers, else we may not
	 * see what they wrote, and they what we write; a failure decides only that we wait
	 */
	return ar_cas_strong_acquire_relaxed(&l->state, &unlocked, AR_RW_WRITER_);
}

static inline bool ar_rwlock_write_lock_until(ar_rwlock *l, ar_time deadline) AR_NO_THREAD_SAFETY
{
	if (ar_modelled("ar_rwlock"))
		return ar_rwlock_write_lock_modelled_(l, deadline);
	return AR_LIKELY_(ar_rwlock_try_write_lock(l)) || ar_rwlock_write_lock_slowly(l, deadline);
}

static inline void ar_rwlock_write_lock(ar_rwlock *l) AR_NO_THREAD_SAFETY
{
	if (ar_modelled("ar_rwlock"))
		ar_rwlock_write_lock_modelled_(l, AR_NEVER);
	else if (AR_UNLIKELY_(!ar_rwlock_try_write_lock(l)))
		ar_rwlock_write_lock_slowly(l, AR_NEVER);
}

/* For guard blocks, and what AR_DEBUG makes of the calls above. */
static inline void ar_rwlock_read_lock_by(ar_rwlock *l, const char *name, const char *function,
                                          const char *place) AR_ACQUIRE_SHARED(*l);

static inline void ar_rwlock_read_lock_by(ar_rwlock *l, const char *name, const char *function,
                                          const char *place) AR_NO_THREAD_SAFETY
{
	(void)name, (void)function, (void)place;
	AR_DEBUG_(ar_debug_waits_(l, "the rwlock", name, function, place));
	ar_rwlock_read_lock(l);
	AR_DEBUG_(ar_debug_holds_(l, name, function, place));
}

static inline void ar_rwlock_write_lock_by(ar_rwlock *l, const char *name, const char *function,
                                           const char *place) AR_ACQUIRE(*l);

static inline void ar_rwlock_write_lock_by(ar_rwlock *l, const char *name, const char *function,
                                           const char *place) AR_NO_THREAD_SAFETY
{
	(void)name, (void)function, (void)place;
	AR_DEBUG_(ar_debug_waits_(l, "the rwlock", name, function, place));
	ar_rwlock_write_lock(l);
	AR_DEBUG_(ar_debug_holds_(l, name, function, place));
}

#ifdef AR_DEBUG
static inline bool ar_rwlock_try_read_lock_by(ar_rwlock *l, const char *name, const char *function,
                                              const char *place) AR_TRY_ACQUIRE_SHARED(true, *l);

static inline bool ar_rwlock_try_read_lock_by(ar_rwlock *l, const char *name, const char *function,
                                              const char *place) AR_NO_THREAD_SAFETY
{
	return ar_debug_got_(ar_rwlock_try_read_lock(l), l, name, function, place);
}

static inline bool ar_rwlock_try_write_lock_by(ar_rwlock *l, const char *name, const char *function,
                                               const char *place) AR_TRY_ACQUIRE(true, *l);

static inline bool ar_rwlock_try_write_lock_by(ar_rwlock *l, const char *name, const char *function,
                                               const char *place) AR_NO_THREAD_SAFETY
{
	return ar_debug_got_(ar_rwlock_try_write_lock(l), l, name, function, place);
}

static inline bool ar_rwlock_read_lock_until_by(ar_rwlock *l, ar_time deadline, const char *name,
                                                const char *function, const char *place)
	AR_TRY_ACQUIRE_SHARED(true, *l);

static inline bool ar_rwlock_read_lock_until_by(ar_rwlock *l, ar_time deadline, const char *name,
                                                const char *function, const char *place) AR_NO_THREAD_SAFETY
{
	ar_debug_waits_(l, "the rwlock", name, function, place);
	return ar_debug_got_(ar_rwlock_read_lock_until(l, deadline), l, name, function, place);
}

static inline bool ar_rwlock_write_lock_until_by(ar_rwlock *l, ar_time deadline, const char *name,
                                                 const char *function, const char *place)
	AR_TRY_ACQUIRE(true, *l);

static inline bool ar_rwlock_write_lock_until_by(ar_rwlock *l, ar_time deadline, const char *name,
                                                 const char *function, const char *place) AR_NO_THREAD_SAFETY
{
	ar_debug_waits_(l, "the rwlock", name, function, place);
	return ar_debug_got_(ar_rwlock_write_lock_until(l, deadline), l, name, function, place);
}
#endif

static inline void ar_rwlock_read_unlock_by(ar_rwlock *l, const char *name, const char *function,
                                            const char *place) AR_NO_THREAD_SAFETY
{
	AR_DEBUG_(ar_debug_leaves_(l, "the rwlock", name, function, place));
	if (ar_modelled("ar_rwlock")) {
		if (!ar_rwlock_read_unlock_modelled_(l))
			ar_misuse("the rwlock", name, "was unlocked", function, place,
			          "but no thread is reading");
		return;
	}
	/* release: pairs with the acquire of the next writer; else it may write what we are still reading */
	uint32_t before = ar_fetch_sub_release(&l->state, AR_RW_ONE_READER_);

	/* Nothing to do if it was the only one and nothing else is, or others read on. */
	if (AR_LIKELY_(before == AR_RW_ONE_READER_ || before >= 2 * AR_RW_ONE_READER_))
		return;
	if (before < AR_RW_ONE_READER_)
		ar_misuse("the rwlock", name, "was unlocked", function, place, "but no thread is reading");
	ar_rwlock_wake_writer(l);
}

static inline void ar_rwlock_write_unlock_by(ar_rwlock *l, const char *name, const char *function,
                                             const char *place) AR_NO_THREAD_SAFETY
{
	AR_DEBUG_(ar_debug_leaves_(l, "the rwlock", name, function, place));
	if (ar_modelled("ar_rwlock")) {
		if (!ar_rwlock_write_unlock_modelled_(l, false))
			ar_misuse("the rwlock", name, "was unlocked", function, place,
			          "but no thread is writing");
		return;
	}
	/* release: pairs with the acquire of the next owner; else it may miss our writes */
	uint32_t before = ar_fetch_sub_release(&l->state, AR_RW_WRITER_);

	if (AR_LIKELY_(before == AR_RW_WRITER_))
		return;
	if (!(before & AR_RW_WRITER_))
		ar_misuse("the rwlock", name, "was unlocked", function, place, "but no thread is writing");
	ar_rwlock_wake_others(l, before);
}

static inline void ar_rwlock_downgrade_by(ar_rwlock *l, const char *name, const char *function,
                                          const char *place) AR_NO_THREAD_SAFETY
{
	if (ar_modelled("ar_rwlock")) {
		if (!ar_rwlock_write_unlock_modelled_(l, true))
			ar_misuse("the rwlock", name, "was downgraded", function, place,
			          "but no thread is writing");
		return;
	}
	/* release: pairs with the acquire of other readers; else they may miss our writes */
	uint32_t before = ar_fetch_add_release(&l->state, AR_RW_ONE_READER_ - AR_RW_WRITER_);

	if (AR_LIKELY_(before == AR_RW_WRITER_))
		return;
	if (!(before & AR_RW_WRITER_))
		ar_misuse("the rwlock", name, "was downgraded", function, place, "but no thread is writing");
	if (AR_UNLIKELY_(before & AR_RW_MANY_READERS_))
		ar_misuse("the rwlock", name, "was downgraded", function, place,
		          "but 65536 readers wait for it already");
	ar_rwlock_wake_others(l, before + AR_RW_ONE_READER_);
}

/* What a guard block remembers: the lock, once taken, and what to call it in a complaint. */
typedef struct ar_rwlock_guard {
	ar_rwlock *lock;
	const char *name, *function, *place;
} ar_rwlock_guard;

static inline ar_rwlock_guard ar_rwlock_guard_(const char *name, const char *function, const char *place)
{
	ar_rwlock_guard guard = {NULL, name, function, place};
	return guard;
}

/*
 * As in <acqrel/spinlock.h>: the analysis takes the block's word for it that the lock is held inside, and is
 * told, by the first of these, that it must not be held before.
 */
static inline ar_rwlock *ar_rwlock_not_held_(ar_rwlock *l) AR_EXCLUDES(*l) AR_RETURNS(l);

static inline ar_rwlock *ar_rwlock_not_held_(ar_rwlock *l) AR_NO_THREAD_SAFETY
{
	return l;
}

static inline bool ar_rwlock_read_begin(ar_rwlock_guard *guard, ar_rwlock *l) AR_ASSERTS_SHARED(*l);
static inline bool ar_rwlock_write_begin(ar_rwlock_guard *guard, ar_rwlock *l) AR_ASSERTS(*l);

static inline bool ar_rwlock_read_begin(ar_rwlock_guard *guard, ar_rwlock *l) AR_NO_THREAD_SAFETY
{
	ar_rwlock_read_lock_by(l, guard->name, guard->function, guard->place);
	guard->lock = l;
	return true;
}

static inline bool ar_rwlock_write_begin(ar_rwlock_guard *guard, ar_rwlock *l) AR_NO_THREAD_SAFETY
{
	ar_rwlock_write_lock_by(l, guard->name, guard->function, guard->place);
	guard->lock = l;
	return true;
}

static inline void ar_rwlock_read_end(ar_rwlock_guard *guard) AR_NO_THREAD_SAFETY
{
	ar_rwlock_read_unlock_by(guard->lock, guard->name, guard->function, guard->place);
}

static inline void ar_rwlock_write_end(ar_rwlock_guard *guard) AR_NO_THREAD_SAFETY
{
	ar_rwlock_write_unlock_by(guard->lock, guard->name, guard->function, guard->place);
}

#ifdef AR_DEBUG
#define ar_rwlock_read_lock(l)                  ar_rwlock_read_lock_by(l, #l, AR_CALLER)
#define ar_rwlock_write_lock(l)                 ar_rwlock_write_lock_by(l, #l, AR_CALLER)
#define ar_rwlock_try_read_lock(l)              ar_rwlock_try_read_lock_by(l, #l, AR_CALLER)
#define ar_rwlock_try_write_lock(l)             ar_rwlock_try_write_lock_by(l, #l, AR_CALLER)
#define ar_rwlock_read_lock_until(l, deadline)  ar_rwlock_read_lock_until_by(l, deadline, #l, AR_CALLER)
#define ar_rwlock_write_lock_until(l, deadline) ar_rwlock_write_lock_until_by(l, deadline, #l, AR_CALLER)
#endif

#endif
