/*
 * The counter is put back after a call that is refused. In between it is too large, by one for each thread that is just
 * being refused: right as long as there are fewer threads than numbers beyond the limit.
 *
 * Comes out: each number once. With -DLIMIT=255, one number and two threads: it wraps, and the checker says so.
 *
 * Rust Atomics and Locks, chapter 2, ID allocation.
 */
#include "ids.h"

static int allocate_id(void)
{
	/* relaxed: the number is all there is */
	int id = ar_fetch_add_relaxed(&next_id, 1);

	if (id < LIMIT)
		return id;
	/* relaxed: as above */
	ar_fetch_sub_relaxed(&next_id, 1);
	return -1;
}
