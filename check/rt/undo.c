#include "undo.h"

#include "rt.h"

#include "../engine/memory.h"

struct entry { /* lies behind its data */
	void *address;
	size_t size;
};

static char *entries;
static size_t used, room;

uint32_t undo_serial = 1;

void undo_init(void)
{
	entries = engine_reserve((size_t)1 << 38, &room);
}

void undo_save(void *p, size_t n)
{
	size_t padded = (n + 7) & ~(size_t)7;

	if (room - used < padded + sizeof(struct entry))
		engine_out_of_memory("undoing the checked program's changes");
	__builtin_memcpy(entries + used, p, n);
	*(struct entry *)(entries + used + padded) = (struct entry){p, n};
	used += padded + sizeof(struct entry);
}

size_t undo_position(void)
{
	return used;
}

void undo_to(size_t position)
{
	while (used > position) {
		struct entry *e = (struct entry *)(entries + used - sizeof(struct entry));
		used -= sizeof *e + ((e->size + 7) & ~(size_t)7);
		if (e->size == 8)
			*(uint64_t *)e->address = *(uint64_t *)(entries + used);
		else
			__builtin_memcpy(e->address, entries + used, e->size);
	}
	undo_serial++;
}
