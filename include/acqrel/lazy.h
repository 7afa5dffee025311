/*
 * <acqrel/lazy.h>: a value that is made when it is first needed.
 *
 *	static ar_lazy(struct table) squares;                   // zero-filled: not made yet
 *
 *	static void fill(struct table *t) { … }
 *
 *	const struct table *t = ar_lazy_get(&squares, fill);    // the first caller fills it, others wait
 *
 * or as a pointer to what is made elsewhere, which no thread ever waits for:
 *
 *	static ar_lazy_ptr(struct key) key;                     // NULL: not made yet
 *
 *	struct key *k = ar_lazy_ptr_get(&key, make_key, free_key);
 *
 * ar_lazy is for what must be made once, or is dear; it needs no allocation. Threads that come while it is
 * being made sleep. Its states are those of <acqrel/once.h>.
 *
 * ar_lazy_ptr is for what may be made twice: threads that come at the same time all make one, the first that
 * is ready wins, and the others give theirs back at once and use the winner's. No thread waits for another,
 * so it may be used where waiting is not allowed, and a thread that stops half-way holds up none. Its states:
 *
 * The pointer  meaning         who may change it, to what
 * NULL         nothing yet     any thread that has made one, to that
 * other        this is it      no thread
 */
#ifndef ACQREL_LAZY_H
#define ACQREL_LAZY_H

#include <acqrel/once.h>

/* A T that is made when it is first needed, to be declared as a variable or member. */
#define ar_lazy(T)             \
	struct {               \
		ar_once once_; \
		T value_;      \
	}

/*
 * T *ar_lazy_get(lazy, void (*make)(T *)): the value of *lazy. The first call calls make with the address of
 * the value, which is zero-filled unless it was initialised otherwise; all that make does happens before any
 * call returns. make must return, and must not ask for the same value (then: aborts with a sentence).
 */
#define ar_lazy_get(lazy, make)                                                    \
	__extension__({                                                            \
		AR_AUTO_ ar_lazy_ = (lazy);                                        \
		ar_once_run ar_run_;                                               \
		if (ar_once_is_to_begin_(&ar_lazy_->once_) &&                      \
		    ar_once_begin(&ar_lazy_->once_, &ar_run_, #lazy, AR_CALLER)) { \
			(make)(&ar_lazy_->value_);                                 \
			ar_once_end(&ar_lazy_->once_, &ar_run_, true);             \
		}                                                                  \
		&ar_lazy_->value_;                                                 \
	})

/* A pointer to a T that is made when it is first needed. */
#define ar_lazy_ptr(T)                   \
	struct {                         \
		ar_atomic_ptr(T) value_; \
	}

/*
 * T *ar_lazy_ptr_get(lazy, T *(*make)(void), void (*give_back)(T *)): the pointer in *lazy. While there is
 * none, the caller makes one; if another thread has been faster, give_back gets the superfluous one, which no
 * other thread has seen. If make returns NULL, so does this, and the next call tries again. What make has
 * done to the one that stays happens before any call that returns it.
 */
#define ar_lazy_ptr_get(lazy, make, give_back)                                                          \
	__extension__({                                                                                 \
		AR_AUTO_ ar_lazy_ = (lazy);                                                             \
		/* acquire: pairs with the release below; else we may not see what make() wrote */      \
		AR_AUTO_ ar_value_ = ar_load_acquire(&ar_lazy_->value_);                                \
		if (AR_UNLIKELY_(!ar_value_)) {                                                         \
			AR_AUTO_ ar_made_ = (make)();                                                   \
			bool ar_kept_ = true;                                                           \
			if (ar_made_)                                                                   \
				/* release, relaxed if it fails: publishes what make() wrote */         \
				ar_kept_ = ar_cas_strong_release_relaxed(&ar_lazy_->value_, &ar_value_, \
				                                         ar_made_);                     \
			if (ar_kept_) {                                                                 \
				ar_value_ = ar_made_;                                                   \
			} else {                                                                        \
				(give_back)(ar_made_);                                                  \
				/* acquire: as above, of what the winner's make() wrote */              \
				ar_value_ = ar_load_acquire(&ar_lazy_->value_);                         \
			}                                                                               \
		}                                                                                       \
		ar_value_;                                                                              \
	})

#endif
