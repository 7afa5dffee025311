/*
 * <acqrel/arc.h>: shared ownership. The last owner to let go frees the value, whichever thread that is.
 *
 *	struct config *c = ar_arc_new(struct config, config_drop, {.port = 80});    // NULL: no memory
 *
 *	ar_thread_spawn(&t, serve, ar_arc_clone(c));    // the thread owns it as well …
 *	ar_arc_drop(c);                                 // … and each owner lets go once
 *
 * An arc is a pointer to its value, with the type of that, and is used like any other: c->port. What makes it
 * an arc lies in front of the value. Owners share it for reading; to write, be the only one (ar_arc_get_mut),
 * or put a lock or atomics into it.
 *
 * A weak handle keeps the memory but not the value: it has to be upgraded before use, which fails once the
 * last owner has gone. It is what points back up in a tree, or remembers in a cache.
 *
 *	struct node { struct node *child; ar_weak parent; };
 *
 *	child->parent = ar_arc_downgrade(node);
 *	struct node *up = ar_weak_upgrade(struct node, child->parent);  // NULL: gone
 *
 * The handles, in one word
 * owners     n         n owners; each may make it n + 1, as may who has a weak handle, and takes 1 off in the
 * (the low             end
 * half)      0         no owner; who has a weak handle may still make it 1, and who made it 0 tries to make
 *                      it GONE
 *            GONE + n  the value is gone, or (ar_arc_new_cyclic) not there yet; n have upgraded nevertheless,
 *                      and are about to take it back
 * weak       n + 1     n weak handles, and one of all owners together, which is dropped after the value
 * (the high  n         n weak handles, and no value
 * half)      0         who made it 0 frees the memory
 *
 * So cloning, dropping, downgrading and upgrading are one atomic operation each; a failed upgrade is two. (In
 * Bos, Rust Atomics and Locks, chapter 6, there are two words, and the last two are loops.) One load shows an
 * owner that there is no other owner; then it may write to the value, or drop it without another atomic
 * operation.
 *
 * Between 0 and GONE somebody may upgrade, drop, and bring the owners to 0 again. So several threads may
 * think that they were the last, of which one gets to GONE. The others have to look at the word to know, when
 * the one may have freed it: so for each of them, who made 1 of 0 adds a weak handle, which that one drops
 * when it knows.
 *
 * Either counter aborts the program at 2^30, which only leaked handles reach.
 *
 * Costs 32 bytes in front of the value, or its alignment if that is more, and needs libacqrel.
 */
#ifndef ACQREL_ARC_H
#define ACQREL_ARC_H

#include <acqrel/allocator.h>
#include <acqrel/api.h>
#include <acqrel/atomic.h>
#include <acqrel/misuse.h>

#include <string.h>

#ifdef __cplusplus
#define AR_ALIGNOF_(T)   alignof(T)
#define AR_THREAD_LOCAL_ thread_local
#else
#define AR_ALIGNOF_(T)   _Alignof(T)
#define AR_THREAD_LOCAL_ _Thread_local
#endif

/*
 * A handle that does not keep the value. Zero-filled: never upgrades. Copies are made by ar_weak_clone only.
 */
typedef struct ar_weak {
	void *value_;
} ar_weak;

/*
 * T *ar_arc_new(T, drop, initialiser…): a new value with one owner, or NULL if there is no memory. When the
 * last owner lets go, drop(T *value, as a void *) is called, if it is not NULL, to free what the value owns;
 * not the value itself.
 */
#define ar_arc_new(T, drop, ...) ar_arc_new_in(T, NULL, drop, __VA_ARGS__)

/* The same, with the memory from an allocator: <acqrel/allocator.h>. It must outlive the last handle. */
#define ar_arc_new_in(T, allocator, drop, ...)                                                   \
	__extension__({                                                                          \
		T ar_value_ = __VA_ARGS__;                                                       \
		void *ar_arc_ = ar_arc_new_(AR_SIZEOF_(T), AR_ALIGNOF_(T), (drop), (allocator)); \
		if (ar_arc_)                                                                     \
			memcpy(ar_arc_, &ar_value_, sizeof(T));                                  \
		(T *)ar_arc_;                                                                    \
	})

/*
 * T *ar_arc_new_cyclic(T, drop, init, arg): a value that has weak handles to itself, or whose parts have.
 * bool init(void *value, ar_weak self, void *arg) fills in the value, which is zero-filled before. The handle
 * `self` is init's to keep, clone or drop; upgrading it fails until ar_arc_new_cyclic has returned. If init
 * returns false, it has dropped what it made, drop is not called, and the result is NULL, as it is without
 * memory (then init is not called).
 */
#define ar_arc_new_cyclic(T, drop, init, arg) \
	((T *)ar_arc_new_cyclic_(sizeof(T), AR_ALIGNOF_(T), (drop), NULL, (init), (arg)))

/* One more owner of what p points to, which is also the result. p must not be NULL. */
#define ar_arc_clone(p) ((__typeof__(p))ar_arc_clone_(p))

/*
 * One owner less. The last one drops the value, having seen all that the others did with it. p may be NULL;
 * it must not be used any more.
 */
#define ar_arc_drop(p) ar_arc_drop_(p)

/*
 * T *ar_arc_get_mut(p): p, if the caller is the only owner and there are no weak handles, so that the value
 * may be written; else NULL. The result is good until the caller clones or downgrades p.
 */
#define ar_arc_get_mut(p)                                    \
	__extension__({                                      \
		__typeof__(p) ar_arc_ = (p);                 \
		ar_arc_is_unique_(ar_arc_) ? ar_arc_ : NULL; \
	})

/*
 * T *ar_arc_make_mut(T **p, copy): makes *p the only handle to a value that can be written, by a copy if
 * there are others, and returns it. bool copy(void *to, const void *from) fills the zero-filled `to`, or
 * returns false if it cannot; NULL copies the bytes. If a copy cannot be made the result is NULL and *p is as
 * it was. Where the caller was the only owner the value is moved instead, and weak handles to it end.
 */
#define ar_arc_make_mut(p, copy)                                                              \
	__extension__({                                                                       \
		__typeof__(p) ar_place_ = (p);                                                \
		__typeof__(*ar_place_) ar_own_ =                                              \
			(__typeof__(*ar_place_))ar_arc_make_mut_((void *)*ar_place_, (copy)); \
		if (ar_own_)                                                                  \
			*ar_place_ = ar_own_;                                                 \
		ar_own_;                                                                      \
	})

/*
 * bool ar_arc_try_unwrap(p, T *out): if the caller is the only owner, moves the value to *out, without
 * calling drop, and lets go of p; weak handles upgrade no more. Else returns false, and nothing has happened.
 */
#define ar_arc_try_unwrap(p, out)                                     \
	__extension__({                                               \
		__typeof__(p) ar_arc_ = (p);                          \
		__typeof__(*ar_arc_) *ar_out_ = (out);                \
		ar_arc_try_unwrap_((void *)ar_arc_, (void *)ar_out_); \
	})

/* A weak handle to what p points to. */
#define ar_arc_downgrade(p) ar_arc_downgrade_(p)

/* T *ar_weak_upgrade(T, w): the value, and the caller is one more owner of it; NULL if it is gone. */
#define ar_weak_upgrade(T, w) ((T *)ar_weak_upgrade_(w))

/* One more weak handle to the same; and one less. A zero-filled one may be cloned and dropped as well. */
static inline ar_weak ar_weak_clone(ar_weak w);
static inline void ar_weak_drop(ar_weak w);

/*
 * How many owners and how many weak handles there are; for looking at, since other threads may change it at
 * once. Whether two arcs are the same value is p == q.
 */
static inline size_t ar_arc_count(const void *p);
static inline size_t ar_arc_weak_count(const void *p);

/* --- How it works ----------------------------------------------------------------------------------- */

#define AR_ARC_OWNER_ UINT64_C(1)
#define AR_ARC_GONE_  (UINT64_C(1) << 31)
#define AR_ARC_WEAK_  (UINT64_C(1) << 32)
#define AR_ARC_ALONE_ (AR_ARC_OWNER_ + AR_ARC_WEAK_)
#define AR_ARC_MOST_  (UINT32_C(1) << 30)

/* Ends where the value begins. */
typedef struct ar_arc_header {
	ar_atomic_u64 handles;
	void (*drop)(void *value);
	const ar_allocator *allocator;
	size_t size_and_alignment; /* the latter as its logarithm, in the lowest six bits */
} ar_arc_header;

/*
 * Whether the last arc that this thread let go of had other owners. Then the next one is likely to have some,
 * too; else it may pay to look before the subtraction, which takes as long as all the rest of dropping and
 * can be left out if there is no other owner. Looking each time would cost those who share an arc: both the
 * look and the subtraction may have to wait for another processor.
 *
 * It is not done where a thread's variable costs a function call (in code for shared libraries, and on some
 * systems), nor under the checker, where looks make many more executions with the same results; tests that
 * want those define this as 1.
 */
#ifndef AR_ARC_LOOKS_
#if defined(__ELF__) && !defined(__OpenBSD__) && (!defined(__PIC__) || defined(__PIE__)) && \
	!defined(ACQREL_CHECKING)
#define AR_ARC_LOOKS_ 1
#else
#define AR_ARC_LOOKS_ 0
#endif
#endif
#if AR_ARC_LOOKS_
static AR_THREAD_LOCAL_ bool ar_arc_had_others_;
#endif

AR_BEGIN_DECLARATIONS
AR_API void *ar_arc_new_(size_t size, size_t alignment, void (*drop)(void *), const ar_allocator *allocator);
AR_API void *ar_arc_new_cyclic_(size_t size, size_t alignment, void (*drop)(void *),
                                const ar_allocator *allocator,
                                bool (*init)(void *value, ar_weak self, void *arg), void *arg);
AR_API void ar_arc_drop_alone_(void *value);
AR_API void ar_arc_drop_last_(void *value, uint64_t handles);
AR_API void ar_arc_free_(void *value);
AR_API AR_COLD void ar_arc_overflow_(void);
AR_API void *ar_arc_make_mut_(void *value, bool (*copy)(void *to, const void *from));
AR_API bool ar_arc_try_unwrap_(void *value, void *out);
AR_API AR_COLD void *ar_weak_upgrade_late_(void *value, uint32_t owners);
AR_END_DECLARATIONS

static inline ar_arc_header *ar_arc_header_(const void *value)
{
	return (ar_arc_header *)(uintptr_t)value - 1;
}

static inline uint32_t ar_arc_owners_(uint64_t handles)
{
	return (uint32_t)handles;
}

static inline uint32_t ar_arc_weak_ones_(uint64_t handles)
{
	return (uint32_t)(handles >> 32);
}

static inline void *ar_arc_clone_(const void *value)
{
	/* relaxed: who clones owns one already, so the value cannot go, and nothing is published */
	uint64_t before = ar_fetch_add_relaxed(&ar_arc_header_(value)->handles, AR_ARC_OWNER_);

	if (AR_UNLIKELY_(ar_arc_owners_(before) >= AR_ARC_MOST_))
		ar_arc_overflow_();
	return (void *)(uintptr_t)value;
}

/* For an owner. Where it finds no other owner, none can come: a handle is made from a handle. */
static inline bool ar_arc_is_unique_(const void *value)
{
	/*
	 * acquire: pairs with the releases in ar_arc_drop() and ar_weak_drop() of those who are gone, else we
	 * may write, or free, while they read
	 */
	return ar_load_acquire(&ar_arc_header_(value)->handles) == AR_ARC_ALONE_;
}

static inline void ar_arc_drop_(const void *value)
{
	if (!value)
		return;
#if AR_ARC_LOOKS_
	if (!ar_arc_had_others_) {
		if (ar_arc_is_unique_(value)) {
			ar_arc_drop_alone_((void *)(uintptr_t)value);
			return;
		}
		ar_arc_had_others_ = true;
	}
#endif
	/* release: pairs with the acquires of the last owner, else that may free what we are still using */
	uint64_t before = ar_fetch_sub_release(&ar_arc_header_(value)->handles, AR_ARC_OWNER_);
	if (ar_arc_owners_(before) != 1)
		return;
#if AR_ARC_LOOKS_
	ar_arc_had_others_ = false;
#endif
	ar_arc_drop_last_((void *)(uintptr_t)value, before - AR_ARC_OWNER_);
}

static inline ar_weak ar_arc_downgrade_(const void *value)
{
	/* relaxed: who makes one has a handle already, so the memory cannot go, and nothing is published */
	uint64_t before = ar_fetch_add_relaxed(&ar_arc_header_(value)->handles, AR_ARC_WEAK_);
	ar_weak w = {(void *)(uintptr_t)value};

	if (AR_UNLIKELY_(ar_arc_weak_ones_(before) >= AR_ARC_MOST_))
		ar_arc_overflow_();
	return w;
}

static inline ar_weak ar_weak_clone(ar_weak w)
{
	return w.value_ ? ar_arc_downgrade_(w.value_) : w;
}

static inline void ar_weak_drop(ar_weak w)
{
	if (!w.value_)
		return;
	ar_arc_header *h = ar_arc_header_(w.value_);
	/*
	 * release: pairs with the acquire fence below, else the last handle may free what we are still using
	 */
	if (ar_arc_weak_ones_(ar_fetch_sub_release(&h->handles, AR_ARC_WEAK_)) != 1)
		return;
	/* acquire: pairs with the releases of all others, who have used the memory that is freed now */
	ar_fence_for_acquire(&h->handles);
	ar_arc_free_(w.value_);
}

static inline void *ar_weak_upgrade_(ar_weak w)
{
	if (!w.value_)
		return NULL;
	/*
	 * acquire: pairs with the release in ar_arc_new_cyclic(), else we may miss the value; other values
	 * were there before the handle was
	 */
	uint64_t before = ar_fetch_add_acquire(&ar_arc_header_(w.value_)->handles, AR_ARC_OWNER_);
	uint32_t owners = ar_arc_owners_(before);

	if (AR_UNLIKELY_(owners == 0 || owners >= AR_ARC_MOST_))
		return ar_weak_upgrade_late_(w.value_, owners);
	return w.value_;
}

static inline size_t ar_arc_count(const void *p)
{
	/* relaxed: a number to look at */
	return ar_arc_owners_(ar_load_relaxed(&ar_arc_header_(p)->handles) & ~AR_ARC_GONE_);
}

static inline size_t ar_arc_weak_count(const void *p)
{
	/* relaxed: a number to look at; without those that all owners together hold */
	return ar_arc_weak_ones_(ar_load_relaxed(&ar_arc_header_(p)->handles)) - 1;
}

#endif
