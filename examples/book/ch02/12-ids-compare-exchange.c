/*
 * The limit is looked at before the counter is changed, and the counter is changed only if it is still what was looked at.
 *
 * Comes out: each number once, whatever the limit and the number of threads.
 *
 * Rust Atomics and Locks, chapter 2, compare-and-exchange: ID allocation without overflow.
 */
#include "ids.h"

static int allocate_id(void)
{
	/* relaxed: the number is all there is */
	uint8_t id = ar_load_relaxed(&next_id);

	do {
		if (id >= LIMIT)
			return -1;
		/* relaxed: as above */
	} while (!ar_cas_weak_relaxed_relaxed(&next_id, &id, (uint8_t)(id + 1)));
	return id;
}
