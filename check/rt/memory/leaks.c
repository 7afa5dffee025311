/*
 * Leaks: blocks that are still allocated when the program is over and that no pointer leads to any more.
 * As in other leak detectors every aligned word that looks like a pointer counts as one. Of blocks that hold
 * each other, such as the nodes of a list, the report shows the first.
 */
#include "rt/memory/leaks.h"

#include "engine/reserve.h"
#include "rt/error/violation.h"
#include "rt/memory/heap.h"
#include "rt/memory/location_map.h"
#include "rt/memory/roots.h"
#include "rt/rt.h"
#include "rt/sync/object.h"

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

static void reach_kept(uint64_t owner, uint64_t memory)
{
	const struct block *b = heap_is(owner) ? heap_block(owner) : NULL;

	if (!heap_is(owner) || (b && b->reached))
		reach(memory);
}

/* --- What is lost ----------------------------------------------------------------------------------- */

#define MOST_SHOWN 8

static uint64_t shown[MOST_SHOWN];
static uint64_t shown_pcs[MOST_SHOWN]; /* of one place that loses many blocks the report shows one */
static uint32_t shown_count;
static uint64_t lost_blocks, lost_bytes;
static const struct block *first_lost, *first_shown;

static void forget(struct block *b)
{
	b->reached = b->held = false;
}

static void count_lost(struct block *b)
{
	if (b->reached)
		return;
	if (!lost_blocks++)
		first_lost = b;
	lost_bytes += b->size;
}

static void mark_held(struct block *b)
{
	if (b->reached)
		return;
	for (uint64_t a = (b->address + 7) & ~(uint64_t)7; a + 8 <= b->address + b->size; a += 8) {
		struct block *other = heap_block(*(uint64_t *)a);
		if (other && other != b && !other->reached)
			other->held = true;
	}
}

static void show(const struct block *b)
{
	for (uint32_t i = 0; i < shown_count; i++)
		if (shown_pcs[i] == b->alloc_pc)
			return;
	if (shown_count == MOST_SHOWN)
		return;
	if (!shown_count)
		first_shown = b;
	shown_pcs[shown_count] = b->alloc_pc;
	shown[shown_count++] = b->address;
}

static void show_if_lost(struct block *b)
{
	if (!b->reached && !b->held)
		show(b);
}

bool leak_is_shown(uint64_t address)
{
	for (uint32_t i = 0; i < shown_count; i++)
		if (shown[i] == address)
			return true;
	return false;
}

static void describe(struct violation *v)
{
	heap_each_living(mark_held);
	heap_each_living(show_if_lost);
	if (!shown_count)
		show(first_lost); /* a ring */
	*v = (struct violation){
		.verdict = ACQ_LEAK,
		.kind = ACQ_STEP_ALLOC,
		.order = ACQ_NO_ORDER,
		.address = first_shown->address,
		.size = first_shown->size,
		.pc = first_shown->alloc_pc,
		.has_previous = true,
		.previous_thread = first_shown->thread,
		.previous_epoch = first_shown->alloc_epoch,
	};
	if (lost_blocks > 1)
		violation_message(v, "%llu heap blocks, %llu bytes in all", (unsigned long long)lost_blocks,
		                  (unsigned long long)lost_bytes);
}

bool leak_found(struct violation *v)
{
	size_t got;

	if (!rt.counters.living_blocks || rt.outcome->request.no_leaks)
		return false;
	if (!todo) {
		todo = engine_reserve(sizeof *todo << 27, &got);
		todo_max = (uint32_t)(got / sizeof *todo);
	}
	location_materialize_all();
	heap_each_living(forget);
	rt_for_each_root(reach_from);
	do {
		while (todo_count) {
			struct block *b = todo[--todo_count];
			reach_from(b->address, b->address + b->size);
		}
		model_each_kept(reach_kept);
	} while (todo_count);
	lost_blocks = lost_bytes = 0;
	heap_each_living(count_lost);
	if (lost_blocks)
		describe(v);
	return lost_blocks;
}
