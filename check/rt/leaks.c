/*
 * Leaks: blocks that are still allocated when the program is over and that no pointer leads to any more.
 * As in other leak detectors every aligned word that looks like a pointer counts as one.
 */
#include "rt.h"

#include "../engine/memory.h"

static struct block **todo;
static uint32_t todo_count, todo_max;

static void reach(uint64_t pointer)
{
	struct block *b = heap_block(pointer);

	if (!b || b->freed || b->reached || (pointer != b->address && pointer >= b->address + b->size))
		return;
	b->reached = true;
	if (todo_count < todo_max)
		todo[todo_count++] = b;
}

static void reach_from(uint64_t start, uint64_t end)
{
	for (uint64_t a = (start + 7) & ~(uint64_t)7; a + 8 <= end; a += 8) {
		uint64_t p = *(uint64_t *)a;
		if (heap_is(p))
			reach(p);
	}
}

void heap_check_leaks(void)
{
	size_t got;

	if (!rt.counters.living_blocks || rt.outcome->request.no_leaks)
		return;
	if (!todo) {
		todo = engine_reserve(sizeof *todo << 27, &got);
		todo_max = (uint32_t)(got / sizeof *todo);
	}
	shadow_materialize_all();
	heap_forget_reached();
	rt_for_each_root(reach_from);
	while (todo_count) {
		struct block *b = todo[--todo_count];
		reach_from(b->address, b->address + b->size);
	}
	const struct block *lost = heap_first_unreached();
	if (!lost)
		return;
	struct violation v = {
		.verdict = ACQ_LEAK,
		.kind = ACQ_STEP_ALLOC,
		.order = ACQ_NO_ORDER,
		.address = lost->address,
		.size = lost->size,
		.pc = lost->alloc_pc,
		.has_previous = true,
		.previous_thread = lost->thread,
		.previous_epoch = lost->alloc_epoch,
	};
	violation_of_execution(&v);
}
