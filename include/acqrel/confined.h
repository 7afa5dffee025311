/*
 * <acqrel/confined.h>: a value that belongs to one thread, and a program that ends if another one uses it.
 *
 *	static ar_confined(struct renderer) renderer;
 *
 *	struct renderer *r = ar_confined_get(&renderer);  // the thread that comes first owns it from now on
 *
 * For what must not be shared although every function can reach it: a window, a parser with a cache, a handle
 * of a library that is not thread-safe. Each access is checked, in all builds: a relaxed load and a
 * comparison.
 *
 *	acqrel: the confined value `&renderer` was used by draw() at window.c:31, but it belongs to thread 1,
 *	and this is thread 4.
 *
 * The owner    who may change it, to what
 * 0            (free) any thread, to its own number (ar_thread_id), by an operation that acquires
 * a number     that thread, to 0, by a store that releases
 *
 * Its owner may give it away; the next thread that uses it owns it then, and sees all that the last one has
 * done to it. A thread that ends takes what it owns with it: give it away before.
 */
#ifndef ACQREL_CONFINED_H
#define ACQREL_CONFINED_H

#include <acqrel/api.h>
#include <acqrel/atomic.h>
#include <acqrel/misuse.h>
#include <acqrel/thread.h>

/* A T that belongs to a thread, to be declared as a variable or member. Zero-filled: free, all zero. */
#define ar_confined(T)                \
	struct {                      \
		ar_atomic_u64 owner_; \
		T value_;             \
	}

/* Its initialiser: AR_CONFINED_INIT(1) or, for a T with members, AR_CONFINED_INIT({ 1, 2 }). */
/* clang-format off */
#define AR_CONFINED_INIT(...) { AR_ATOMIC_INIT(0), __VA_ARGS__ }
/* clang-format on */

/*
 * T *ar_confined_get(c): the value, which belongs to the caller, or is free and so to the caller from now
 * on. If it belongs to another thread, the program is aborted. The pointer is not checked any more: do not
 * hand it to other threads. `c` is evaluated twice.
 */
#define ar_confined_get(c) (ar_confined_check_(&(c)->owner_, #c, "was used", AR_CALLER), &(c)->value_)

/* ar_confined_give(c): frees the value for other threads. It must belong to the caller, or be free. */
#define ar_confined_give(c) ar_confined_give_(&(c)->owner_, #c, AR_CALLER)

/* Whether it is the caller's, or free. */
#define ar_confined_can_get(c) ar_confined_can_get_(&(c)->owner_)

/* --- How it works ----------------------------------------------------------------------------------- */

__attribute__((cold, noinline, noreturn, unused)) static void
ar_confined_refuse_(uint64_t owner, uint64_t caller, const char *name, const char *was, const char *function,
                    const char *place)
{
	char but[100];

	snprintf(but, sizeof but, "but it belongs to thread %llu, and this is thread %llu",
	         (unsigned long long)owner, (unsigned long long)caller);
	ar_misuse("the confined value", name, was, function, place, but);
}

static inline void ar_confined_check_(ar_atomic_u64 *owner, const char *name, const char *was,
                                      const char *function, const char *place)
{
	uint64_t caller = ar_thread_id(ar_thread_current());
	/*
	 * relaxed: our own number was written by ourselves; any other leads to the exchange below, or to the
	 * end
	 */
	uint64_t found = ar_load_relaxed(owner);

	if (AR_LIKELY_(found == caller))
		return;
	found = 0;
	/*
	 * acquire, and relaxed if it fails: pairs with the release in give(); else we may not see what the
	 * last owner has done. A failure ends the program.
	 */
	if (!ar_cas_strong_acquire_relaxed(owner, &found, caller))
		ar_confined_refuse_(found, caller, name, was, function, place);
}

static inline void ar_confined_give_(ar_atomic_u64 *owner, const char *name, const char *function,
                                     const char *place)
{
	ar_confined_check_(owner, name, "was given away", function, place);
	/* release: pairs with the acquire in check(); else the next owner may not see what we have done */
	ar_store_release(owner, 0);
}

static inline bool ar_confined_can_get_(ar_atomic_u64 *owner)
{
	/* relaxed: nothing is acquired by looking */
	uint64_t found = ar_load_relaxed(owner);

	return found == 0 || found == ar_thread_id(ar_thread_current());
}

#endif
