/*
 * <acqrel/hazard.h>: hazard pointers: memory that other threads may be reading is freed when none is.
 *
 *	struct config {
 *		int port;
 *		ar_retired retired;
 *	};
 *	static ar_atomic_ptr(struct config) current;
 *
 *	AR_PROTECTED(c, &current)               // any thread, as often as it likes: no lock, no fence
 *		connect_to(c->port);
 *
 *	struct config *old = ar_swap_acq_rel(&current, newer);
 *	ar_hazard_retire(old, &old->retired, free);     // freed when nobody is in a block with it
 *
 * A reader announces in a *hazard* which object it uses. Who takes an object out of reach *retires* it: the
 * object is *reclaimed*, by the function that was given, once no hazard has it. Readers never wait, and do
 * not keep each other's objects: a reader that stalls holds back what it protects and nothing else. So there
 * is a bound on what is not reclaimed yet, whatever readers do: see ar_hazard_retire().
 *
 * An object that is protected is one that was reachable from `source` when it was, and is not freed; that it
 * still is reachable is not said. What is reachable from it, through its own pointers, is not protected: each
 * object needs its own hazard, taken from a source that is not itself retired (ar_hazard_protect).
 *
 * The word of a hazard    meaning                               who may change it
 * NULL                    it protects nothing                   its thread, to the object that it is going to
 *                                                               protect
 * an object's address     that is not reclaimed, if it was      its thread, to another, or to NULL
 *                         reachable since the hazard has it
 *
 * The list of what is     NULL, or the newest object            who retires puts one in front; who reclaims
 * retired                                                       takes all, and puts back what is protected
 *
 * A reader loads the pointer, writes it into its hazard, and loads it once more. If it is still the same, the
 * object cannot have been reclaimed in between: whoever looks through the hazards does so after it was taken
 * out of reach, and finds it. That is store buffering, and would need a fence in each reader; the fences are
 * a light one here, and a heavy one for those who look (<acqrel/fence.h>).
 *
 * What was done before an object was made reachable, by a release, happens before what a reader does with it;
 * and that happens before the object is reclaimed.
 *
 * Hazards belong to the thread that got them, which keeps those that it does not use for the next time: the
 * first of a thread takes memory, the others are two instructions. When it ends they are given to another
 * thread. None may be in use then.
 */
#ifndef ACQREL_HAZARD_H
#define ACQREL_HAZARD_H

#include <acqrel/api.h>
#include <acqrel/atomic.h>
#include <acqrel/fence.h>
#include <acqrel/guard.h>

#include <stddef.h>

/* Where a pointer to what is protected is announced. */
typedef struct ar_hazard ar_hazard;

/* A member of each object that may be retired; only used then. */
typedef struct ar_retired {
	struct ar_retired *next_;
	void *object_;
	void (*reclaim_)(void *object);
} ar_retired;

/*
 * AR_PROTECTED(name, source) { … } runs the block with `name`, a pointer that was loaded from *source (an
 * ar_atomic_ptr(T) *), which stays protected until the block is left, in whatever way. It may be NULL. Where
 * the compiler has no cleanup attribute, the block must not be left by return or goto.
 */
#define AR_PROTECTED(name, source) AR_HAZARD_BLOCK_(name, source, AR_PASTE_(ar_hazard_, __LINE__))
#define AR_HAZARD_BLOCK_(name, source, hazard)                                                   \
	for (ar_hazard_guard hazard AR_CLEANUP_(ar_hazard_guard_end) = {ar_hazard_get(), false}; \
	     !hazard.done_; ar_hazard_guard_done_(&hazard))                                      \
		for (__typeof__(ar_hazard_protect(hazard.hazard_, source)) name =                \
		             ar_hazard_protect(hazard.hazard_, source);                          \
		     !hazard.done_; hazard.done_ = true)

/*
 * A hazard of the calling thread, which protects nothing. Aborts if there is no memory for one: if that is to
 * be survived, see ar_hazard_reserve().
 */
static inline ar_hazard *ar_hazard_get(void);

/* Gives it back; it protects nothing any more. By the thread that got it. */
static inline void ar_hazard_put(ar_hazard *hazard);

/*
 * T *ar_hazard_protect(ar_hazard *, ar_atomic_ptr(T) *source): loads *source, protects that object (and none
 * that the hazard protected before), and returns it. NULL protects nothing. Lock-free: it starts over each
 * time another thread has changed *source meanwhile.
 *
 * Contract: an object is reachable from *source at most until it is retired. To go on from one object to the
 * next, source being a member of an object that is protected by another hazard, look after this call whether
 * that object is still reachable, and start over if it is not: the next one may have been retired before.
 */
#define ar_hazard_protect(hazard, source)                                                                \
	__extension__({                                                                                  \
		ar_hazard *const ar_h_ = (hazard);                                                       \
		__typeof__(source) const ar_s_ = (source);                                               \
		/* relaxed: the load below confirms it */                                                \
		AR_AUTO_ ar_first_ = ar_load_relaxed(ar_s_);                                             \
		AR_AUTO_ ar_then_ = ar_first_;                                                           \
		for (;;) {                                                                               \
			ar_hazard_announce_(ar_h_, ar_first_);                                           \
			/* acquire: pairs with what made it reachable; else we may miss what is in it */ \
			ar_then_ = ar_load_acquire(ar_s_);                                               \
			if (AR_LIKELY_(ar_then_ == ar_first_))                                           \
				break;                                                                   \
			ar_first_ = ar_then_;                                                            \
		}                                                                                        \
		ar_then_;                                                                                \
	})

/* What it protected it does not protect any more. The hazard stays the caller's. */
static inline void ar_hazard_reset(ar_hazard *hazard);

AR_BEGIN_DECLARATIONS

/*
 * Makes sure that the calling thread has `count` hazards, those in use included in none of them, so that as
 * many calls of ar_hazard_get() do not abort. Returns 0, or ENOMEM.
 */
AR_API int ar_hazard_reserve(size_t count);

/*
 * Has an object reclaimed by reclaim(object) when no hazard protects it. Never waits, and takes no memory.
 *
 * Contract: no thread can reach the object any more, other than those that protect it, and it is retired
 * once. `retired` is the object's. Nobody but reclaim() uses the object from now on.
 *
 * At 64 objects that are not reclaimed, and two more for each hazard, the caller looks which of them are
 * protected (a heavy fence, microseconds), and reclaims the others. So each thread that does so has at most
 * that many at hand, and half of them can be reclaimed each time. reclaim() may be called in any thread that
 * retires, for objects of others as well, with no lock of this library held. It may retire more; those are
 * reclaimed when it has returned.
 */
AR_API void ar_hazard_retire(void *object, ar_retired *retired, void (*reclaim)(void *object));

/*
 * The same, for a place where reclaim() must not be called or the time is short: a later call of
 * ar_hazard_retire() or ar_hazard_collect() does the rest. Async-signal-safe.
 */
AR_API void ar_hazard_retire_later(void *object, ar_retired *retired, void (*reclaim)(void *object));

/*
 * Reclaims everything that is retired and not protected, by any thread, but for what other threads are about
 * to reclaim. For the end of a program, or when memory is short. Inside a reclaim() it does nothing.
 */
AR_API void ar_hazard_collect(void);

AR_END_DECLARATIONS

/* --- How it works ----------------------------------------------------------------------------------- */

struct ar_hazard {
	ar_atomic_ptr(void) protects_;
	struct ar_hazard *next_; /* of those that its thread does not use */
};

typedef struct ar_hazard_guard {
	ar_hazard *hazard_;
	bool done_;
} ar_hazard_guard;

AR_BEGIN_DECLARATIONS
/* The caller's that are not in use. Of thread_local C++ would look each time whether it is set up. */
AR_API extern __thread struct ar_hazard *ar_hazard_unused_;
/* When there are none: src/hazard.c. */
AR_API AR_COLD ar_hazard *ar_hazard_get_new_(void);
AR_END_DECLARATIONS

static inline ar_hazard *ar_hazard_get(void)
{
	ar_hazard *h = ar_hazard_unused_;

	if (AR_UNLIKELY_(!h))
		return ar_hazard_get_new_();
	ar_hazard_unused_ = h->next_;
	return h;
}

static inline void ar_hazard_reset(ar_hazard *hazard)
{
	/*
	 * release: pairs with the acquire in collect(); else the object may be freed before we are done with
	 * it
	 */
	ar_store_release(&hazard->protects_, (void *)0);
}

static inline void ar_hazard_put(ar_hazard *hazard)
{
	ar_hazard_reset(hazard);
	hazard->next_ = ar_hazard_unused_;
	ar_hazard_unused_ = hazard;
}

/* What is loaded from the source after this is protected, if it is `object` once more. */
static inline void ar_hazard_announce_(ar_hazard *hazard, const void *object)
{
	/*
	 * release: pairs with the acquire in collect(); else what the hazard protected before may be freed
	 * before we are done with it
	 */
	ar_store_release(&hazard->protects_, (void *)(uintptr_t)object);
	/*
	 * light: pairs with the heavy fence in collect(); else that may miss the announcement, and our next
	 * load that the object is out of reach
	 */
	ar_fence_light();
}

static inline void ar_hazard_guard_end(ar_hazard_guard *guard)
{
	ar_hazard_put(guard->hazard_);
}

/* The block is left by its end, break or continue. */
static inline void ar_hazard_guard_done_(ar_hazard_guard *guard)
{
	guard->done_ = true;
	AR_UNLESS_CLEANUP_(ar_hazard_guard_end(guard));
}

#endif
