/*
 * WRONG: numbers from a counter that wraps around. After the last one it begins again, and gives out a number twice.
 *
 * Comes out: the checker finds a number that is too large, and then would find one that was given before.
 *
 * Rust Atomics and Locks, chapter 2, ID allocation.
 */
#include "ids.h"

static int allocate_id(void)
{
	/* relaxed: the number is all there is; WRONG: nothing says when there are no more */
	return ar_fetch_add_relaxed(&next_id, 1);
}
