/*
 * WRONG: ABA. A compare-exchange that finds the value that was there before does not know that nothing has happened in
 * between. Here a free list of two blocks: one thread looks at the first block and its successor and is held up; the other
 * takes both and puts the first one back. The first is first again, the exchange succeeds, and the successor, which is
 * in use, becomes free. With -DCOUNTED the head has a counter beside it that never goes back.
 *
 * Comes out: the checker finds a block that has two owners; with -DCOUNTED it finds nothing.
 *
 * Rust Atomics and Locks, chapter 2, compare-and-exchange operations (the ABA problem).
 */
#include <acqrel/atomic.h>
#include <acqrel/thread.h>

#include <assert.h>

enum { NONE = 255 };

static ar_atomic_u8 next[2] = {AR_ATOMIC_INIT(1), AR_ATOMIC_INIT(NONE)};
static ar_atomic_int owners[2];
static ar_atomic_u32 head; /* the first free block, and above its eight bits the counter */

#ifdef COUNTED
#define NEXT_HEAD(old, block) (((old) & ~255u) + 256 + (block))
#else
#define NEXT_HEAD(old, block) ((uint32_t)(block))
#endif

static uint8_t take(void)
{
	/* acquire: pairs with the release in give(); else we may miss the block's successor */
	uint32_t old = ar_load_acquire(&head);
	uint8_t successor;

	do {
		if ((old & 255) == NONE)
			return NONE;
		/* relaxed: it counts only if the head is still the same */
		successor = ar_load_relaxed(&next[old & 255]);
		/* acq_rel, acquire: as above, and hands on what the givers have written */
	} while (!ar_cas_strong_acq_rel_acquire(&head, &old, NEXT_HEAD(old, successor)));
	/* relaxed: only counts */
	int before = ar_fetch_add_relaxed(&owners[old & 255], 1);
	assert(before == 0);
	return (uint8_t)(old & 255);
}

static void give(uint8_t block)
{
	/* relaxed: only counts */
	ar_fetch_sub_relaxed(&owners[block], 1);
	/* relaxed: the exchange publishes the successor */
	uint32_t old = ar_load_relaxed(&head);
	do {
		/* relaxed: as above */
		ar_store_relaxed(&next[block], (uint8_t)old);
		/* release, and relaxed if it fails: pairs with the acquire in take(); else it may miss the successor */
	} while (!ar_cas_strong_release_relaxed(&head, &old, NEXT_HEAD(old, block)));
}

static void *take_one(void *arg)
{
	take();
	return arg;
}

static void *take_two_give_one(void *arg)
{
	uint8_t first = take(), second = take();

	if (first != NONE)
		give(first);
	/* The second is kept: no other thread may get it. */
	if (second != NONE)
		take();
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, take_one, NULL);
		ar_scope_spawn(&s, take_two_give_one, NULL);
	}
	return 0;
}
