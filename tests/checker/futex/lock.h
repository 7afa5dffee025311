/*
 * A futex mutex: Ulrich Drepper, "Futexes Are Tricky", 2004 (revised 2011), the second of its mutexes. 0 is free, 1 is
 * locked, 2 is locked and somebody may sleep.
 */
#include "futex.h"

#include <stdatomic.h>

#ifdef LOCK_RELAXED
#define LOCK_ORDER memory_order_relaxed
#else
#define LOCK_ORDER memory_order_acquire
#endif
#ifdef UNLOCK_RELAXED
#define UNLOCK_ORDER memory_order_relaxed
#else
#define UNLOCK_ORDER memory_order_release
#endif
#ifdef FORGETS_WAITERS
#define AFTER_SLEEP 1
#else
#define AFTER_SLEEP 2
#endif

static void lock(atomic_uint *word)
{
	unsigned found = 0;

	/* acquire, relaxed: pairs with unlock(); else we may miss what the last owner did */
	if (atomic_compare_exchange_strong_explicit(word, &found, 1, LOCK_ORDER, memory_order_relaxed))
		return;
#ifdef FORGETS_WAITERS
	for (;;) {
		/* relaxed: only says that we are about to sleep */
		if (found == 1 && !atomic_compare_exchange_strong_explicit(
					  word, &found, 2, memory_order_relaxed, memory_order_relaxed))
			found += !found;
		else
			futex_wait(word, 2);
		found = 0;
		/* acquire, relaxed: as above */
		if (atomic_compare_exchange_strong_explicit(word, &found, AFTER_SLEEP, LOCK_ORDER,
		                                            memory_order_relaxed))
			return;
	}
#else
	/* acquire: as above, if it was free */
	while (atomic_exchange_explicit(word, AFTER_SLEEP, LOCK_ORDER) != 0)
		futex_wait(word, 2);
#endif
}

static void unlock(atomic_uint *word)
{
	/* release: pairs with lock(); else the next owner may miss what we did */
	if (atomic_exchange_explicit(word, 0, UNLOCK_ORDER) != 2)
		return;
#ifndef NO_WAKE
	futex_wake(word, 1);
#endif
}
