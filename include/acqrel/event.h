/*
 * <acqrel/event.h>: something that has happened or has not, for any number of threads to wait for.
 *
 *	static ar_event loaded;                 // zero-filled: not set
 *
 *	ar_event_set(&loaded);                  // one thread: from now on, and until a reset, no thread waits
 *
 *	ar_event_wait(&loaded);                 // any others
 *
 * For what stays true once it is: loaded, cancelled, shutting down. Setting lets all waiters go, and also
 * those who come later; resetting makes those who come then wait again. For something that one thread takes
 * away from the others, see <acqrel/semaphore.h>; for a number of things to happen, <acqrel/latch.h>.
 *
 * The word     meaning                                   who may change it
 * bit 0        it is set                                 set() sets it, reset() clears it
 * bit 1        threads may sleep                         a thread that is about to sleep sets it; set()
 *                                                        clears it, and then wakes them all
 * bits 2 to 31 how often set() was called, the last      set() adds one
 *              30 bits of that
 *
 * The number lets go all threads that waited when the event was set, even if it has been reset before they
 * woke up. (One that gets no processor while it is set exactly 2^30 times, or a multiple, and reset, waits
 * on.)
 *
 * What a thread did before setting happens before whatever is done after a wait, or a true is_set, that comes
 * of it. Resetting acquires what was done before the last set as well: then to look once more whether there
 * is something to do, and to wait if not, misses nothing.
 *
 * An event may be moved or its memory reused while no thread can be using it; there is nothing to destroy. A
 * thread that has waited may free it if no other thread is going to use it: set() does not touch it any more
 * once it is set.
 */
#ifndef ACQREL_EVENT_H
#define ACQREL_EVENT_H

#include <acqrel/api.h>
#include <acqrel/atomic.h>
#include <acqrel/model.h>
#include <acqrel/time.h>

typedef struct ar_event {
	ar_atomic_u32 word;
} ar_event;

/* is_set: 0 or 1. */
/* clang-format off */
#define AR_EVENT_INIT(is_set) { AR_ATOMIC_INIT(is_set) }
/* clang-format on */

/*
 * Sets the event and wakes all who wait for it. Setting one that is set is allowed, and publishes what was
 * done.
 */
static inline void ar_event_set(ar_event *event);

/* Makes it an event that has not happened. Resetting one that is not set is allowed. */
static inline void ar_event_reset(ar_event *event);

/* Whether it is set. Never waits. */
static inline bool ar_event_is_set(const ar_event *event);

/* Waits until it is set. */
static inline void ar_event_wait(ar_event *event);

/*
 * The same, until `deadline` at most; returns whether it was set. One that is set is noticed whatever the
 * time.
 */
static inline bool ar_event_wait_until(ar_event *event, ar_time deadline);

/* --- How it works ----------------------------------------------------------------------------------- */

AR_BEGIN_DECLARATIONS
/* The rest of wait, when it is not set, and of set, when threads may sleep: src/event.c. */
AR_API AR_COLD bool ar_event_wait_slowly(ar_event *event, ar_time deadline);
AR_API AR_COLD void ar_event_wake(ar_event *event);
/* In a program that is checked on the word of their specifications: <acqrel/model.h>. */
AR_API AR_COLD bool ar_event_is_set_modelled_(const ar_event *event);
AR_API AR_COLD void ar_event_set_modelled_(ar_event *event);
AR_API AR_COLD void ar_event_reset_modelled_(ar_event *event);
AR_API AR_COLD bool ar_event_wait_modelled_(ar_event *event, ar_time deadline);
AR_END_DECLARATIONS

static inline bool ar_event_is_set(const ar_event *event)
{
	if (ar_modelled("ar_event"))
		return ar_event_is_set_modelled_(event);
	/* acquire: pairs with the release in set(); else we may not see what it announces */
	return ar_load_acquire(&event->word) & 1;
}

static inline void ar_event_set(ar_event *event)
{
	if (ar_modelled("ar_event")) {
		ar_event_set_modelled_(event);
		return;
	}
	/* relaxed: the exchange confirms it */
	uint32_t found = ar_load_relaxed(&event->word);

	/*
	 * release, relaxed if it fails: pairs with the acquires of wait and reset; else they may miss what we
	 * did
	 */
	while (!ar_cas_weak_release_relaxed(&event->word, &found, ((found & ~UINT32_C(3)) + 4) | 1))
		;
	if (AR_UNLIKELY_(found & 2))
		ar_event_wake(event);
}

static inline void ar_event_reset(ar_event *event)
{
	if (ar_modelled("ar_event")) {
		ar_event_reset_modelled_(event);
		return;
	}
	/*
	 * acquire: pairs with the release in set(); else what that announced may be missed, now that it is
	 * forgotten
	 */
	ar_fetch_and_acquire(&event->word, ~UINT32_C(1));
}

static inline bool ar_event_wait_until(ar_event *event, ar_time deadline)
{
	if (ar_modelled("ar_event"))
		return ar_event_wait_modelled_(event, deadline);
	return AR_LIKELY_(ar_event_is_set(event)) || ar_event_wait_slowly(event, deadline);
}

static inline void ar_event_wait(ar_event *event)
{
	ar_event_wait_until(event, AR_NEVER);
}

#endif
