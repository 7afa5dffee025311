/* Which block an address is in, and whether the program may access it. */
#include "rt/memory/heap_blocks.h"

#include "rt/error/violation.h"
#include "rt/memory/heap.h"
#include "rt/threads/foreign_calls.h"

struct arena heap_arenas[MAX_ARENAS];
uint64_t heap_end = ARENA_BASE;

static struct arena *arena_of(uint64_t address)
{
	return &heap_arenas[(address - ARENA_BASE) / ARENA_SIZE];
}

/* The last block that begins at or before the address, or NULL. */
static struct block *block_before(struct arena *a, uint64_t address)
{
	if (!a->count || address < a->blocks[0].address)
		return NULL;
	struct block *last = &a->blocks[a->last];
	if (a->last < a->count && last->address <= address &&
	    (a->last + 1 == a->count || last[1].address > address))
		return last;
	uint32_t low = 0, high = a->count;
	while (high - low > 1) {
		uint32_t mid = low + (high - low) / 2;
		if (a->blocks[mid].address <= address)
			low = mid;
		else
			high = mid;
	}
	a->last = low;
	return &a->blocks[low];
}

struct block *heap_block(uint64_t address)
{
	return heap_is(address) ? block_before(arena_of(address), address) : NULL;
}

/* Where the other thread's step comes first, unless a library that both have called has ordered the two. */
static _Noreturn void raise_unless_ordered(struct violation *v, uint16_t other, const char *looks_like)
{
	const char *library = foreign_calls_between(rt.current, &rt_fibers[other]);

	if (library)
		foreign_calls_excuse(v, library, looks_like);
	violation_raise(v);
}

static _Noreturn void raise_freed(const struct block *b, struct violation *v)
{
	struct fiber *f = rt.current;

	v->verdict = ACQ_USE_AFTER_FREE;
	v->has_previous = v->previous_write = v->previous_is_free = true;
	v->previous_thread = b->free_thread;
	v->previous_epoch = b->free_epoch;
	v->ordered = fiber_has_seen(f, b->free_thread, b->free_epoch);
	if (!v->ordered)
		raise_unless_ordered(v, b->free_thread, "a use after free");
	violation_raise(v);
}

/* The block that an address outside all blocks is most likely meant to be in, for the report. */
static struct block *nearest_block(uint64_t address)
{
	struct arena *a = arena_of(address);
	struct block *before = block_before(a, address);
	struct block *after = before ? before + 1 : a->blocks;

	if (after >= a->blocks + a->count)
		return before;
	if (!before || after->address - address < address - (before->address + before->size))
		return after;
	return before;
}

/* Says how far outside the block (NULL: any block) the access lies. */
static void tell_where(struct violation *v, const struct block *b, const char *what)
{
	const char *plural = v->size == 1 ? "" : "s";
	unsigned long long size = v->size, before, behind;

	if (!b) {
		violation_message(v, "%s of %llu byte%s outside any heap block", what, size, plural);
		return;
	}
	before = b->address - v->address;
	behind = v->address - b->address - b->size;
	if (v->address < b->address)
		violation_message(v, "%s of %llu byte%s, %llu before a heap block of %zu bytes", what, size,
		                  plural, before, b->size);
	else if (v->address < b->address + b->size)
		violation_message(v, "%s of %llu bytes across the end of a heap block of %zu bytes", what,
		                  size, b->size);
	else if (!behind)
		violation_message(v, "%s of %llu byte%s right behind the end of a heap block of %zu bytes",
		                  what, size, plural, b->size);
	else
		violation_message(v, "%s of %llu byte%s, %llu behind the end of a heap block of %zu bytes",
		                  what, size, plural, behind, b->size);
}

/* b: the block that begins last at or before the address, or NULL. */
static _Noreturn __attribute__((cold, noinline)) void raise_outside(const struct block *b, uint64_t address,
                                                                    size_t size, bool write, uint64_t pc)
{
	struct violation v = {
		.kind = write ? ACQ_STEP_PLAIN_WRITE : ACQ_STEP_PLAIN_READ,
		.order = ACQ_NO_ORDER,
		.address = address,
		.size = size,
		.pc = pc,
	};

	if (b && b->freed && address < b->address + b->size)
		raise_freed(b, &v);
	v.verdict = ACQ_OUT_OF_BOUNDS;
	struct block *nearest = nearest_block(address);
	if (nearest)
		v.block = nearest->address;
	tell_where(&v, nearest, write ? "write" : "read");
	violation_raise(&v);
}

void heap_check(uint64_t address, size_t size, bool write, uint64_t pc)
{
	const struct block *b = block_before(arena_of(address), address);

	if (UNLIKELY(!b || address + size > b->address + b->size || b->freed))
		raise_outside(b, address, size, write, pc);
}

void heap_check_birth(uint64_t address, size_t size, uint8_t kind, const struct event *atomic, uint64_t pc)
{
	const struct block *b = heap_block(address);

	if (LIKELY(!b || fiber_has_seen(rt.current, b->thread, b->alloc_epoch)) || rt_runs_again())
		return;
	struct violation v = {
		.verdict = ACQ_DATA_RACE,
		.kind = kind,
		.order = atomic ? atomic->order : ACQ_NO_ORDER,
		.address = address,
		.size = size,
		.pc = pc,
		.atomic = atomic,
		.access_is_free = kind == ACQ_STEP_FREE,
		.has_previous = true,
		.previous_write = true,
		.previous_is_malloc = true,
		.previous_thread = b->thread,
		.previous_epoch = b->alloc_epoch,
	};
	violation_message(
		&v, "the block may be used before it is allocated: nothing orders the access after malloc");
	raise_unless_ordered(&v, b->thread, "a data race");
}

/* --- For the search for leaks ------------------------------------------------------------------------- */

void heap_each_living(void (*f)(struct block *))
{
	for (uint32_t i = 0; i < MAX_ARENAS && ARENA_BASE + i * ARENA_SIZE < heap_end; i++)
		for (uint32_t k = 0; k < heap_arenas[i].count; k++)
			if (!heap_arenas[i].blocks[k].freed)
				f(&heap_arenas[i].blocks[k]);
}
