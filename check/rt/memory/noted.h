/*
 * Plain accesses that have been looked at already. An access needs nothing more if its thread has made one
 * like it to the same bytes since its last event:
 *
 *   - Its epoch is the same, so shadow memory would hold the same after it. A write stands for a read as
 *     well: what races with the read races with the write. Another thread's access since then would have
 *     raced with it, because nothing after the thread's last event is known to others; and if that race was
 *     no error, the cell names the other thread.
 *   - What the bytes are, a red zone, constant, never written, was looked at then. Whether the block is still
 *     there is looked at again. A stack of another thread is not taken here.
 *   - What the bytes held before a write has been saved since the last snapshot.
 *
 * Atomics in the cell, and cells whose bytes differ, are not taken here. It must use no vector registers: see
 * plain_hook.S.
 */
#ifndef ACQREL_RT_NOTED_H
#define ACQREL_RT_NOTED_H

#include "rt/memory/heap_blocks.h"
#include "rt/memory/location_map.h"
#include "rt/memory/shadow.h"
#include "rt/run/fiber.h"

static inline bool noted_on_own_stack(const struct fiber *f, uint64_t address)
{
	return address - (uint64_t)f->stack_low < (uint64_t)(f->stack_high - f->stack_low);
}

/* Whether the bytes are in the block that was looked up last in the arena, which was not freed. */
static inline bool noted_in_block(uint64_t address, uint64_t size)
{
	const struct arena *a = &heap_arenas[(address - ARENA_BASE) / ARENA_SIZE];
	const struct block *b = &a->blocks[a->last];

	return a->last < a->count && address >= b->address && address + size <= b->address + b->size &&
	       !b->freed;
}

static inline bool noted_cell(const struct fiber *f, const struct cell *c, uint8_t mask, bool write,
                              bool needs_saving, bool heap)
{
	if (c->places || c->split)
		return false;
	bool written = !(mask & ~c->wmask);
	bool by_write = written && c->wthread == f->thread && c->wepoch == f->done;
	bool by_read = !(mask & ~c->rmask) && c->rthread == f->thread && c->repoch == f->done;
	if (!write)
		return by_write || (by_read && (written || !heap));
	return by_write && !(c->rmask & mask && c->rthread != f->thread) &&
	       (!needs_saving || undo_is_saved(c->saved));
}

/* Whether the access is one like that; the running fiber, which is explored, is f. */
static inline bool noted(const struct fiber *f, uint64_t address, uint64_t size, bool write)
{
	bool own = noted_on_own_stack(f, address), heap = heap_is(address);
	const struct cell *c = NULL;
	uint64_t end = address + size;

	if (address < 4096)
		return false;
	for (uint64_t a = address & ~(uint64_t)7; a < end; a += 8, c++) {
		uint8_t mask = a >= address && end - a >= 8 ? 0xff : byte_mask(a, address, end);
		if (!c || !(a & 0xfff)) /* the first one of a page */
			c = shadow_known_cell(a);
		if (!c || !noted_cell(f, c, mask, write, !own, heap))
			return false;
	}
	return heap ? noted_in_block(address, size) : own || !fiber_is_stack(address);
}

/* The same of most accesses with the fewest registers: within eight bytes, and not on the heap. */
static inline bool noted_is_simple(uint64_t address, uint64_t size, bool own)
{
	return (address & 7) + size <= 8 &&
	       (own || !(heap_is(address) || fiber_is_stack(address) || address < 4096));
}

static inline bool noted_simple(const struct fiber *f, uint64_t address, uint64_t size, bool write, bool own)
{
	const struct cell *c = shadow_known_cell(address);
	uint8_t mask = (uint8_t)(0xffu >> (8 - size) << (address & 7));

	return c && noted_cell(f, c, mask, write, !own, false);
}

#endif
