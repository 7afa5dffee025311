/*
 * The program's heap. Each thread allocates from an arena of its own, upwards, and what is freed is not
 * used again in the same execution: so a thread's k-th allocation has the same address in every
 * execution, an old pointer never points into something new, and a block's neighbours are guard bytes.
 * An execution's end rewinds the arenas.
 */
#include "rt/memory/heap.h"

#include "engine/reserve.h"
#include "rt/error/violation.h"
#include "rt/memory/heap_blocks.h"
#include "rt/memory/opaque.h"
#include "rt/memory/plain.h"
#include "rt/memory/uninitialized.h"
#include "rt/rt.h"
#include "rt/run/observer.h"
#include "rt/run/os.h"
#include "rt/run/undo.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#define LEAST_ARENA ((uint64_t)4 << 20)
/*
 * Bytes between two blocks: as many as the larger one has, so that the element before the first or behind the
 * last is in none, but not fewer and not more than these.
 */
#define LEAST_GUARD ((uint64_t)64)
#define MOST_GUARD  ((uint64_t)65536)
#define FIRST_BLOCK ((uint64_t)1 << 20) /* bytes of an arena before its first block, for what is below it */

static struct arena *arena_get(uint32_t thread, uint64_t pc)
{
	size_t got;

	if (thread >= MAX_ARENAS)
		violation_unsupported(pc, "memory allocation in more than %d threads", MAX_ARENAS);
	struct arena *a = &heap_arenas[thread];
	if (a->base)
		return a;
	uint64_t base = ARENA_BASE + thread * ARENA_SIZE;
	if ((uint64_t)engine_reserve_at((void *)base, ARENA_SIZE, &got) != base || got < LEAST_ARENA)
		engine_out_of_memory("the checked program's heap");
	a->base = base;
	a->size = got;
	a->top = base + FIRST_BLOCK;
	a->blocks = engine_reserve(sizeof(struct block) << 26, &got);
	a->max = (uint32_t)(got / sizeof(struct block));
	if (heap_end < base + ARENA_SIZE)
		heap_end = base + ARENA_SIZE;
	return a;
}

static uint64_t guard(const struct arena *a, uint64_t size)
{
	if (a->count && size < a->blocks[a->count - 1].size)
		size = a->blocks[a->count - 1].size;
	return size < LEAST_GUARD ? LEAST_GUARD : size < MOST_GUARD ? size : MOST_GUARD;
}

void *heap_allocate(size_t size, size_t align, uint64_t pc)
{
	struct fiber *f = rt.current;
	struct arena *a = arena_get(f->thread, pc);
	bool for_library = opaque_is_library(pc);

	if (align < 16)
		align = 16;
	uint64_t address = (a->top + guard(a, size) + align - 1) & ~(uint64_t)(align - 1);
	if (size > ARENA_SIZE || address + size + MOST_GUARD > a->base + a->size || a->count == a->max) {
		errno = ENOMEM;
		return NULL;
	}
	if (!undo_is_saved(a->serial)) {
		undo_save_part(&a->top, sizeof a->top);
		undo_save_object(&a->count, sizeof a->count, &a->serial);
	}
	a->top = address + size;
	if (a->top > a->highest)
		a->highest = a->top;
	a->blocks[a->count++] = (struct block){
		.address = address,
		.size = size,
		.thread = f->thread,
		.alloc_epoch = f->done,
		.alloc_pc = pc,
		.snapshot = undo_snapshots - 1,
		.cleared = rt.uninstrumented || for_library,
		.opaque = for_library,
		.serial = undo_snapshots, /* before the last snapshot there was nothing to save */
	};
	if (for_library)
		opaque_add(address, size);
	rt.counters.living_blocks++;
	f->effects++;
	if (UNLIKELY(rt_runs_again())) {
		observe_step(pc, size, align);
		uninitialized_fill(address, size);
		rt.observer->heap(f, false, address, size, pc);
	}
	return (void *)address;
}

void heap_cleared(const void *p)
{
	if (p)
		heap_block((uint64_t)p)->cleared = true;
}

void heap_set_origin(uint64_t address, enum origin origin, bool wrapped)
{
	struct block *b = heap_block(address);

	if (!undo_is_saved(b->serial))
		undo_save_object(b, offsetof(struct block, serial), &b->serial);
	b->origin = origin;
	b->wrapped = wrapped;
}

/* --- free --------------------------------------------------------------------------------------------- */

void heap_free(uint64_t address, uint64_t pc)
{
	struct fiber *f = rt.current;
	struct block *b = heap_block(address);
	struct violation v = {
		.verdict = ACQ_INVALID_FREE,
		.kind = ACQ_STEP_FREE,
		.order = ACQ_NO_ORDER,
		.address = address,
		.size = 1,
		.pc = pc,
		.access_is_free = true,
	};

	observe_step(pc, address, 0);
	if (!b || b->address != address) {
		if (b)
			v.block = b->address;
		violation_message(&v, "%s",
		                  b && address < b->address + b->size
		                          ? "the pointer lies inside a heap block, not at its start"
		                          : "the pointer is not the start of any heap block");
		violation_raise(&v);
	}
	if (b->freed) {
		v.verdict = ACQ_DOUBLE_FREE;
		v.has_previous = v.previous_is_free = true;
		v.previous_thread = b->free_thread;
		v.previous_epoch = b->free_epoch;
		v.ordered = fiber_has_seen(f, b->free_thread, b->free_epoch);
		violation_raise(&v);
	}
	if (UNLIKELY(rt_runs_again()))
		rt.observer->heap(f, true, b->address, b->size, pc);
	plain_free_block(b->address, b->size, pc);
	heap_check_birth(b->address, b->size ? b->size : 1, ACQ_STEP_FREE, NULL, pc);
	if (!undo_is_saved(b->serial))
		undo_save_object(b, offsetof(struct block, serial), &b->serial);
	if (b->opaque)
		opaque_remove(b->address);
	b->freed = true;
	b->free_thread = f->thread;
	b->free_epoch = f->done;
	f->effects++;
	rt.counters.living_blocks--;
}

#define LARGE ((uint64_t)1 << 20) /* from here on the kernel clears faster, by forgetting */

void heap_clear(void)
{
	for (uint32_t i = 0; i < MAX_ARENAS && ARENA_BASE + i * ARENA_SIZE < heap_end; i++) {
		struct arena *a = &heap_arenas[i];
		uint64_t from = a->base + FIRST_BLOCK;
		if (a->highest <= from)
			continue;
		if (a->highest - from >= LARGE)
			os_syscall(SYS_madvise, (long)from, (long)(a->highest - from), MADV_DONTNEED, 0, 0,
			           0);
		else
			rt_fill((void *)from, 0, a->highest - from);
		a->highest = 0;
	}
}
