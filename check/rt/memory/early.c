#include "rt/memory/early.h"

#include "engine/reserve.h"
#include "rt/abi/real.h"
#include "rt/memory/symbols.h"

#include <errno.h>
#include <link.h>
#include <unistd.h>

#define CHUNK           ((size_t)64 << 20) /* of address space, or as much as a larger block needs */
#define MAX_CHUNKS      256
#define USUAL_ALIGNMENT 16
#define MAGIC           0x6561726c79626c6bu /* "earlyblk" */

struct head { /* right before each block */
	uint64_t magic;
	size_t size;
};

static struct chunk {
	char *start, *top, *end;
} chunks[MAX_CHUNKS];

static uint32_t chunk_count;

/*
 * --- Who asks ---------------------------------------------------------------------------------------------
 */

#define MAX_LIBC 64

static struct {
	uint64_t start, end;
} libc[MAX_LIBC]; /* the code of libc's libraries */

static uint32_t libc_count;

static int note_libc(struct dl_phdr_info *m, size_t size, void *unused)
{
	(void)size, (void)unused;
	if (!symbols_is_libc(m->dlpi_name))
		return 0;
	for (int i = 0; i < m->dlpi_phnum && libc_count < MAX_LIBC; i++) {
		const ElfW(Phdr) *p = &m->dlpi_phdr[i];
		if (p->p_type == PT_LOAD && p->p_flags & PF_X) {
			libc[libc_count].start = m->dlpi_addr + p->p_vaddr;
			libc[libc_count++].end = m->dlpi_addr + p->p_vaddr + p->p_memsz;
		}
	}
	return 0;
}

static bool is_libc(uint64_t pc)
{
	for (uint32_t i = 0; i < libc_count; i++)
		if (pc >= libc[i].start && pc < libc[i].end)
			return true;
	return false;
}

/* Whether this process is going to be explored: there may be constructors before the runtime begins. */
static bool is_wanted(void)
{
	static enum { UNKNOWN, ASKING, NO, YES } answer;

	if (answer == UNKNOWN && environ) {
		answer = ASKING; /* what allocates meanwhile is libc */
		dl_iterate_phdr(note_libc, NULL);
		answer = start_is_explored() ? YES : NO;
	}
	return answer == YES;
}

bool early_calls(uint64_t pc)
{
	return !rt.current && !rt.outcome && is_wanted() && !is_libc(pc);
}

/*
 * --- Blocks
 * -------------------------------------------------------------------------------------------------
 */

static struct chunk *chunk_with_room(size_t size)
{
	struct chunk *c = chunk_count ? &chunks[chunk_count - 1] : NULL;
	size_t got;

	if (c && (size_t)(c->end - c->top) >= size)
		return c;
	if (chunk_count == MAX_CHUNKS)
		engine_out_of_memory("what is allocated before main");
	c = &chunks[chunk_count++];
	c->start = c->top = engine_reserve(size > CHUNK ? size : CHUNK, &got);
	c->end = c->start + got;
	if (got < size)
		engine_out_of_memory("what is allocated before main");
	return c;
}

/* Nothing is given back: what constructors free is little. */
static void *allocate(size_t size, size_t align)
{
	if (align < USUAL_ALIGNMENT)
		align = USUAL_ALIGNMENT;
	if (size > PTRDIFF_MAX - 2 * align) {
		errno = ENOMEM;
		return NULL;
	}
	struct chunk *c = chunk_with_room(size + align + sizeof(struct head));
	char *p = (char *)(((uint64_t)c->top + sizeof(struct head) + align - 1) & ~(uint64_t)(align - 1));
	*((struct head *)p - 1) = (struct head){MAGIC, size};
	c->top = p + size;
	return p;
}

void *early_or_libc_allocate(size_t size, size_t align, uint64_t pc)
{
	if (early_calls(pc))
		return allocate(size, align);
	return align > USUAL_ALIGNMENT ? real_heap()->align(align, size) : real_heap()->allocate(size);
}

void *early_or_libc_clear(size_t n, size_t size, uint64_t pc)
{
	size_t total;

	if (!early_calls(pc))
		return real_heap()->clear(n, size);
	if (__builtin_mul_overflow(n, size, &total)) {
		errno = ENOMEM;
		return NULL;
	}
	return allocate(total, USUAL_ALIGNMENT); /* it is fresh */
}

void *early_or_libc_grow(void *p, size_t size, uint64_t pc)
{
	if (p ? !early_is((uint64_t)p) : !early_calls(pc))
		return real_heap()->grow(p, size);
	size_t old = p ? early_size((uint64_t)p) : 0;
	void *q = allocate(size, USUAL_ALIGNMENT);
	if (q)
		rt_copy(q, p, old < size ? old : size);
	return q;
}

bool early_is(uint64_t address)
{
	for (uint32_t i = 0; i < chunk_count; i++)
		if (address >= (uint64_t)chunks[i].start && address < (uint64_t)chunks[i].end)
			return true;
	return false;
}

size_t early_size(uint64_t address)
{
	const struct head *h = (const struct head *)address - 1;

	if (address % USUAL_ALIGNMENT || !early_is(address) || !early_is((uint64_t)h) || h->magic != MAGIC)
		return 0;
	return h->size;
}

void early_each(void (*visit)(uint64_t start, uint64_t end))
{
	for (uint32_t i = 0; i < chunk_count; i++)
		visit((uint64_t)chunks[i].start, (uint64_t)chunks[i].top);
}
