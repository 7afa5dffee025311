/*
 * The same loop, ready-made: ar_fetch_update calls a function that computes the next value or says that there is none.
 *
 * Comes out: each number once.
 *
 * Rust Atomics and Locks, chapter 2, fetch_update.
 */
#include "ids.h"

static bool next(uint8_t old, uint8_t *new_value, int limit)
{
	*new_value = (uint8_t)(old + 1);
	return old < limit;
}

static int allocate_id(void)
{
	uint8_t id;

	/* relaxed: the number is all there is */
	return ar_fetch_update_relaxed_relaxed(&next_id, &id, next, LIMIT) ? id : -1;
}
