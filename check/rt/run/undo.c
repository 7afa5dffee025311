#include "rt/run/undo.h"

#include "engine/reserve.h"
#include "rt/rt.h"

struct entry { /* lies behind its data */
	void *address;
	uint32_t *serial; /* NULL: none */
	uint32_t size, old_serial;
};

struct snapshot {
	size_t position;  /* in the log */
	size_t first_raw; /* of its first entry that will be made again even though it is there */
};

/*
 * What stays in the log when a snapshot is returned to is limited: it is copied back each time, and what only
 * one of many runs has changed is not worth that.
 */
#define MAX_KEPT ((size_t)8 << 10)

static char *entries;
static size_t used, room;
static struct snapshot *snapshots;
static size_t max_snapshots;

uint32_t undo_snapshots;

void undo_init(void)
{
	size_t got;

	entries = engine_reserve((size_t)1 << 38, &room);
	snapshots = engine_reserve(sizeof *snapshots << 28, &got);
	max_snapshots = got / sizeof *snapshots;
	undo_take_snapshot();
}

typedef uint64_t pair __attribute__((vector_size(16), aligned(4), may_alias));
typedef uint64_t word __attribute__((aligned(4), may_alias));
typedef uint32_t half __attribute__((aligned(4), may_alias));

/* Everything here is small, and nearly everything consists of words. */
static inline void copy(char *to, const char *from, size_t n)
{
	for (; n >= 64; n -= 64, to += 64, from += 64) {
		const pair *f = (const pair *)from;
		pair a = f[0], b = f[1], c = f[2], d = f[3], *t = (pair *)to;
		t[0] = a, t[1] = b, t[2] = c, t[3] = d;
	}
	for (; n >= 16; n -= 16, to += 16, from += 16)
		*(pair *)to = *(const pair *)from;
	if (n >= 8) {
		*(word *)to = *(const word *)from;
		n -= 8, to += 8, from += 8;
	}
	if (n >= 4) {
		*(half *)to = *(const half *)from;
		n -= 4, to += 4, from += 4;
	}
	while (n--)
		*to++ = *from++;
}

static inline void append(void *p, size_t n, uint32_t *serial)
{
	size_t padded = (n + 7) & ~(size_t)7;

	if (room - used < padded + sizeof(struct entry) || n > UINT32_MAX)
		engine_out_of_memory("undoing the checked program's changes");
	copy(entries + used, p, n);
	*(struct entry *)(entries + used + padded) =
		(struct entry){p, serial, (uint32_t)n, serial ? *serial : 0};
	used += padded + sizeof(struct entry);
}

void undo_save(void *p, size_t n)
{
	struct snapshot *s = &snapshots[undo_snapshots - 1];

	if (used < s->first_raw)
		s->first_raw = used;
	append(p, n, NULL);
}

void undo_save_object(void *p, size_t n, uint32_t *serial)
{
	append(p, n, serial);
	*serial = undo_snapshots;
}

void undo_save_part(void *p, size_t n)
{
	append(p, n, NULL);
}

uint32_t undo_take_snapshot(void)
{
	if (undo_snapshots == max_snapshots)
		engine_out_of_memory("snapshots of the checked program");
	snapshots[undo_snapshots++] = (struct snapshot){used, SIZE_MAX};
	return undo_snapshots - 1;
}

void undo_to(uint32_t snapshot)
{
	struct snapshot *s = &snapshots[snapshot];
	size_t keep = snapshot + 1 < undo_snapshots ? s[1].position : used, end = used;

	if (keep > s->first_raw)
		keep = s->first_raw;
	if (keep > s->position + MAX_KEPT)
		keep = s->position + MAX_KEPT;
	undo_snapshots = snapshot + 1;
	while (end > s->position) {
		struct entry *e = (struct entry *)(entries + end - sizeof(struct entry));
		bool stays = end <= keep;
		end -= sizeof *e + ((e->size + 7u) & ~7u);
		copy(e->address, entries + end, e->size);
		if (e->serial)
			*e->serial = stays ? undo_snapshots : e->old_serial;
		if (!stays)
			used = end;
	}
	s->first_raw = SIZE_MAX;
}
