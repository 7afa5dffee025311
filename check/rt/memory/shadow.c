/*
 * Shadow memory: for every 8 bytes the program touches, who last wrote and who read them since, as
 * epochs (a thread and how many events it had done), and which graph locations lie there.
 *
 * A cell describes its eight bytes as if they were one as long as it can: the bytes of wmask were last
 * written by one epoch, the bytes of rmask read by one. When accesses differ from byte to byte it is
 * split into eight byte records; when several threads read unordered, a record keeps one read per thread.
 * Nothing is ever forgotten, so of two conflicting accesses the second always finds the first.
 */
#include "rt/memory/shadow.h"

#include "engine/reserve.h"

#include <sys/mman.h>

struct page_entry shadow_cache[SHADOW_CACHE_SIZE];
static struct page_entry *table;
static size_t table_size, table_used;
static char *pages, *pages_end;

static struct byte_record *records; /* eight per split cell */
static uint32_t records_max;

struct read_vector {       /* for a record that several threads have read unordered */
	uint32_t serial;   /* of the undo log */
	uint32_t room;     /* threads below this one have an entry */
	uint32_t epochs[]; /* one more than the epoch, 0: has not read */
};

static uint32_t *vectors; /* the struct read_vectors, one after the other */
static uint32_t vectors_max;

static void *new_table(size_t n)
{
	size_t got;

	return engine_reserve(n * sizeof(struct page_entry), &got);
}

void shadow_init(void)
{
	size_t got;

	table_size = 1 << 16;
	table = new_table(table_size);
	records = engine_reserve((size_t)1 << 37, &got);
	rt.counters.records_used = rt.counters.vectors_used = 1;
	records_max = got / sizeof *records > UINT32_MAX ? UINT32_MAX : (uint32_t)(got / sizeof *records);
	vectors = engine_reserve((size_t)1 << 34, &got);
	vectors_max = (uint32_t)(got / sizeof *vectors - 1);
}

static struct page_entry *table_slot(uint64_t number)
{
	size_t i = (number * 0x9e3779b97f4a7c15u) >> 32 & (table_size - 1);

	while (table[i].number && table[i].number != number)
		i = (i + 1) & (table_size - 1);
	return &table[i];
}

static void grow_table(void)
{
	struct page_entry *old = table;
	size_t old_size = table_size;

	table_size *= 2;
	table = new_table(table_size);
	for (size_t i = 0; i < old_size; i++)
		if (old[i].number)
			*table_slot(old[i].number) = old[i];
	munmap(old, old_size * sizeof *old);
}

static struct shadow_page *new_page(void)
{
	size_t got;

	if (pages == pages_end) {
		pages = engine_reserve(sizeof(struct shadow_page) * 4096, &got);
		pages_end = pages + got / sizeof(struct shadow_page) * sizeof(struct shadow_page);
	}
	struct shadow_page *p = (struct shadow_page *)pages;
	pages += sizeof *p;
	return p;
}

static struct shadow_page *find_page(uint64_t number)
{
	struct page_entry *e = table_slot(number);

	if (!e->number) {
		if (++table_used * 2 > table_size) {
			grow_table();
			e = table_slot(number);
		}
		e->number = number;
		e->page = new_page();
	}
	shadow_cache[number % SHADOW_CACHE_SIZE] = *e;
	return e->page;
}

struct cell *shadow_cell(uint64_t address)
{
	struct cell *c = shadow_known_cell(address);

	return LIKELY(c != NULL) ? c : &find_page(address >> 12)->cells[(address >> 3) % SHADOW_PAGE_CELLS];
}

void shadow_save(struct cell *c)
{
	if (undo_is_saved(c->serial))
		return;
	if (UNLIKELY(c->split))
		undo_save_part(&records[c->split], 8 * sizeof *records);
	undo_save_object(&c->places, sizeof *c - offsetof(struct cell, places), &c->serial);
}

void shadow_save_bytes(struct cell *c, uint64_t address)
{
	if (undo_is_saved(c->saved))
		return;
	/* The running fiber's own stack is saved as a whole. */
	const struct fiber *f = rt.current;
	if (f && address >= (uint64_t)f->stack_low && address < (uint64_t)f->stack_high)
		return;
	undo_save_object((void *)(address & ~(uint64_t)7), 8, &c->saved);
}

void memory_save(uint64_t address, size_t size)
{
	for (uint64_t a = address & ~(uint64_t)7; a < address + size; a += 8)
		shadow_save_bytes(shadow_cell(a), a);
}

/* --- What an access may conflict with --------------------------------------------------------------- */

static bool seen(const struct fiber *f, uint16_t thread, uint32_t epoch)
{
	return thread == f->thread || fiber_has_seen(f, thread, epoch);
}

static bool conflict(struct conflict *out, uint16_t thread, uint32_t epoch, bool write)
{
	*out = (struct conflict){thread, epoch, write};
	return true;
}

static struct read_vector *vector_at(uint32_t vector)
{
	return (struct read_vector *)(vectors + vector);
}

static bool vector_conflict(const struct fiber *f, uint32_t vector, struct conflict *out)
{
	const struct read_vector *v = vector_at(vector);

	for (uint32_t t = 0; t < v->room; t++)
		if (v->epochs[t] && !seen(f, (uint16_t)t, v->epochs[t] - 1))
			return conflict(out, (uint16_t)t, v->epochs[t] - 1, false);
	return false;
}

static bool record_conflict(const struct fiber *f, const struct byte_record *b, bool write,
                            struct conflict *out)
{
	if (b->written && !seen(f, b->wthread, b->wepoch))
		return conflict(out, b->wthread, b->wepoch, true);
	if (!write || !b->read)
		return false;
	if (b->vector)
		return vector_conflict(f, b->vector, out);
	return !seen(f, b->rthread, b->repoch) && conflict(out, b->rthread, b->repoch, false);
}

bool shadow_conflict(const struct fiber *f, const struct cell *c, uint8_t mask, bool write,
                     struct conflict *out)
{
	if (c->split) {
		for (int i = 0; i < 8; i++)
			if (mask >> i & 1 && record_conflict(f, &records[c->split + (uint32_t)i], write, out))
				return true;
		return false;
	}
	if (c->wmask & mask && !seen(f, c->wthread, c->wepoch))
		return conflict(out, c->wthread, c->wepoch, true);
	return write && c->rmask & mask && !seen(f, c->rthread, c->repoch) &&
	       conflict(out, c->rthread, c->repoch, false);
}

uint8_t shadow_written(const struct cell *c)
{
	uint8_t mask = 0;

	if (!c->split)
		return c->wmask;
	for (int i = 0; i < 8; i++)
		mask |= (uint8_t)(records[c->split + (uint32_t)i].written << i);
	return mask;
}

bool shadow_others_wrote(const struct cell *c, uint8_t mask, uint16_t thread)
{
	if (!c->split)
		return c->wmask & mask && c->wthread != thread;
	for (unsigned i = 0; i < 8; i++) {
		const struct byte_record *b = &records[c->split + i];
		if (mask >> i & 1 && b->written && b->wthread != thread)
			return true;
	}
	return false;
}

/* --- Noting an access ------------------------------------------------------------------------------- */

static void split(struct cell *c)
{
	if (rt.counters.records_used + 8 > records_max)
		engine_out_of_memory("the checked program's memory accesses");
	c->split = rt.counters.records_used;
	rt.counters.records_used += 8;
	for (int i = 0; i < 8; i++)
		records[c->split + (uint32_t)i] = (struct byte_record){
			.wepoch = c->wepoch,
			.repoch = c->repoch,
			.wthread = c->wthread,
			.rthread = c->rthread,
			.written = c->wmask >> i & 1,
			.read = c->rmask >> i & 1,
		};
}

static struct read_vector *new_vector(uint32_t room)
{
	uint32_t words = room + (uint32_t)(sizeof(struct read_vector) / sizeof *vectors);

	if (vectors_max - rt.counters.vectors_used <= words)
		engine_out_of_memory("the checked program's concurrent reads");
	struct read_vector *v = vector_at(rt.counters.vectors_used);
	rt.counters.vectors_used += words;
	v->serial = undo_snapshots; /* before the last snapshot there was nothing to save */
	v->room = room;
	return v;
}

static void add_reader(struct byte_record *b, uint16_t thread, uint32_t epoch)
{
	struct read_vector *v = vector_at(b->vector);
	uint32_t n = b->vector ? v->room : 0, need = (thread > b->rthread ? thread : b->rthread) + 1u;

	if (need > n) {
		struct read_vector *larger = new_vector(rt_fiber_count > need ? rt_fiber_count : need);
		for (uint32_t t = 0; t < larger->room; t++)
			larger->epochs[t] = t < n ? v->epochs[t] : 0;
		if (!b->vector)
			larger->epochs[b->rthread] = b->repoch + 1;
		b->vector = (uint32_t)((uint32_t *)larger - vectors);
		v = larger;
	}
	if (!undo_is_saved(v->serial))
		undo_save_object(v->epochs, v->room * sizeof *v->epochs, &v->serial);
	v->epochs[thread] = epoch + 1;
}

static void note_record(const struct fiber *f, struct byte_record *b, bool write)
{
	if (write) {
		*b = (struct byte_record){.written = true, .wthread = f->thread, .wepoch = f->done};
		return;
	}
	if (b->read && (b->vector || !seen(f, b->rthread, b->repoch))) {
		add_reader(b, f->thread, f->done);
		return;
	}
	b->read = true;
	b->rthread = f->thread;
	b->repoch = f->done;
}

/* Tries to note the access without splitting the cell. */
static bool note_whole(const struct fiber *f, struct cell *c, uint8_t mask, bool write)
{
	if (write) {
		bool covers = !((c->wmask | c->rmask) & ~mask);
		bool same = c->wthread == f->thread && c->wepoch == f->done;
		if (!covers && c->wmask & ~mask && !same)
			return false;
		c->wmask = covers || !same ? mask : c->wmask | mask;
		c->rmask &= (uint8_t)~mask;
		c->wthread = f->thread;
		c->wepoch = f->done;
		return true;
	}
	bool same = c->rthread == f->thread && c->repoch == f->done;
	if (c->rmask && !same && (c->rmask & ~mask || !seen(f, c->rthread, c->repoch)))
		return false;
	c->rmask = c->rmask && same ? c->rmask | mask : mask;
	c->rthread = f->thread;
	c->repoch = f->done;
	return true;
}

void shadow_note(const struct fiber *f, struct cell *c, uint8_t mask, bool write)
{
	shadow_save(c);
	if (!c->split) {
		if (note_whole(f, c, mask, write))
			return;
		split(c);
	}
	for (int i = 0; i < 8; i++)
		if (mask >> i & 1)
			note_record(f, &records[c->split + (uint32_t)i], write);
}
