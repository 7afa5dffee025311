/*
 * WRONG: the counter goes on even when there are no more numbers, and only then is the limit looked at. Every refused
 * call takes it a step further, and after enough of them it wraps around. In Rust the assertion panics and the process
 * lives on; it is the same.
 *
 * Comes out: the checker finds a number given out after the wrap, with four calls when two numbers are left to overflow.
 *
 * Rust Atomics and Locks, chapter 2, ID allocation.
 */
#include "ids.h"

static int allocate_id(void)
{
	/* relaxed: the number is all there is; WRONG: it is changed before the limit is looked at */
	int id = ar_fetch_add_relaxed(&next_id, 1);

	return id < LIMIT ? id : -1;
}
