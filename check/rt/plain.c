/*
 * Plain memory: what the program does without atomics, checked for races, and its meeting with atomics.
 *
 * Atomic accesses live in the graph and do not touch memory. A location of the graph covers some bytes
 * from its first atomic access until a plain write ends it (the bytes' next atomic access begins another
 * one, whose initial value is what was written). A plain read first brings memory up to date.
 *
 * RC11 says nothing about atomic accesses of different sizes to the same bytes. What is supported is bytes that are used
 * again at another size: the first access of the new size begins another location and retires the old one. Every access
 * of the new one has to come after all accesses of those retired.
 */
#include "shadow.h"
#include "unset.h"

#include "../engine/memory.h"

/* --- The undo log ----------------------------------------------------------------------------------- */

static void save_bytes(struct cell *c, uint64_t address)
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
		save_bytes(shadow_cell(a), a);
}

/* --- Locations of the graph in memory ---------------------------------------------------------------- */

struct place {
	uint32_t location;
	uint32_t next; /* of the same eight bytes */
	bool retired;
	uint32_t serial; /* of the undo log */
};

static struct place *places;
static uint32_t places_max;

void plain_init(void)
{
	size_t got;

	places = engine_reserve((size_t)1 << 31, &got);
	places_max = (uint32_t)(got / sizeof *places);
	rt.counters.places_used = 1;
}

static void place_add(struct cell *c, uint32_t location)
{
	if (rt.counters.places_used == places_max)
		engine_out_of_memory("atomic locations");
	shadow_save(c);
	places[rt.counters.places_used] = (struct place){.location = location, .next = c->places, .serial = undo_snapshots};
	c->places = rt.counters.places_used++;
}

/* The newest write of the location that has happened in this execution. */
static const struct event *newest_happened(const struct location *l)
{
	const struct graph *g = rt_graph();
	const struct event *w = graph_event(g, l->mo_last);

	while (!event_has_happened(w))
		w = graph_event(g, w->mo_prev);
	return w;
}

static void materialize(const struct location *l)
{
	const struct event *w = newest_happened(l);

	if (l->unset && w->kind == EV_INIT)
		return; /* as it was, whatever that is */
	memory_save(l->address, l->size);
	rt_copy((void *)l->address, &w->value_written, l->size);
}

void shadow_materialize_all(void)
{
	for (uint32_t p = 1; p < rt.counters.places_used; p++)
		if (places[p].location && !places[p].retired)
			materialize(&rt_graph()->locations[places[p].location]);
}

static bool unseen(const struct fiber *f, const struct event *e)
{
	return e->kind != EV_INIT && event_has_happened(e) && !fiber_has_seen(f, e->thread, e->index);
}

/* An atomic access of the location that is not ordered before what f does now, or NULL. */
static const struct event *unordered_atomic(const struct fiber *f, const struct location *l, bool write)
{
	const struct graph *g = rt_graph();

	for (event_id w = l->mo_last; w; w = graph_event(g, w)->mo_prev) {
		const struct event *e = graph_event(g, w);
		if (unseen(f, e))
			return e;
		if (!write)
			continue;
		for (event_id r = e->readers; r; r = graph_event(g, r)->reader_next)
			if (unseen(f, graph_event(g, r)))
				return graph_event(g, r);
	}
	return NULL;
}

static void place_save(struct place *p)
{
	if (!undo_is_saved(p->serial))
		undo_save_object(p, offsetof(struct place, serial), &p->serial);
}

/* Drops the place that comes after previous, or is the cell's first. */
static void drop_place(struct cell *c, struct place *previous)
{
	uint32_t *link = previous ? &previous->next : &c->places;
	struct place *p = &places[*link];

	shadow_save(c);
	place_save(p);
	if (previous)
		place_save(previous);
	p->location = 0;
	*link = p->next;
}

/* What is being checked. */
struct access {
	uint64_t address, size, pc;
	uint8_t kind; /* enum acq_step_kind */
	uint8_t order;
	bool write, atomic;
};

static _Noreturn void raise_race(const struct access *a, const struct conflict *other, bool with_atomic)
{
	struct violation v = {
		.verdict = a->kind == ACQ_STEP_FREE ? ACQ_USE_AFTER_FREE : ACQ_DATA_RACE,
		.kind = a->kind,
		.order = a->order,
		.address = a->address,
		.size = a->size,
		.pc = a->pc,
		.atomic = a->atomic,
		.access_is_free = a->kind == ACQ_STEP_FREE,
		.has_previous = true,
		.previous_atomic = with_atomic,
		.previous_write = other->write,
		.previous_thread = other->thread,
		.previous_epoch = other->epoch,
	};
	violation_raise(&v);
}

static void check_places(struct fiber *f, struct cell *c, const struct access *a)
{
	struct place *previous = NULL, *p;

	for (uint32_t i = c->places; i; i = p->next) {
		p = &places[i];
		const struct location *l = &rt_graph()->locations[p->location];
		if (l->address + l->size <= a->address || a->address + a->size <= l->address) {
			previous = p;
			continue;
		}
		const struct event *e = unordered_atomic(f, l, a->write);
		if (e && !rt.again) {
			struct conflict other = {e->thread, e->index, event_writes(e)};
			raise_race(a, &other, true);
		}
		if (!p->retired)
			materialize(l);
		if (a->write)
			drop_place(c, previous);
		else
			previous = p;
	}
}

/* --- Accesses --------------------------------------------------------------------------------------- */

static uint8_t byte_mask(uint64_t cell, uint64_t from, uint64_t to)
{
	unsigned first = from > cell ? (unsigned)(from - cell) : 0;
	unsigned last = to < cell + 8 ? (unsigned)(to - cell) : 8;

	return (uint8_t)((0xffu << first) & (0xffu >> (8 - last)));
}

static void check_cell(struct fiber *f, struct cell *c, uint8_t mask, const struct access *a)
{
	struct conflict other;

	if (UNLIKELY(shadow_conflict(f, c, mask, a->write, &other)) && !rt.again)
		raise_race(a, &other, false);
}

static void check_null(uint64_t address, size_t size, bool write, uint64_t pc)
{
	if (LIKELY(address >= 4096))
		return;
	struct violation v = {
		.verdict = ACQ_CRASH,
		.kind = write ? ACQ_STEP_PLAIN_WRITE : ACQ_STEP_PLAIN_READ,
		.order = ACQ_NO_ORDER,
		.address = address,
		.size = size,
		.pc = pc,
		.signal = 11,
	};
	violation_raise(&v);
}

/* Bytes of these eight that a plain or an atomic write has set. */
static uint8_t written(const struct cell *c, uint64_t a)
{
	uint8_t mask = shadow_written(c);

	for (uint32_t p = c->places; p; p = places[p].next) {
		const struct location *l = &rt_graph()->locations[places[p].location];
		if (!l->unset || newest_happened(l)->kind != EV_INIT)
			mask |= byte_mask(a, l->address, l->address + l->size);
	}
	return mask;
}

/* Notes a read of heap memory if these bytes were never written. */
static void check_written(const struct cell *c, uint64_t a, uint8_t mask, uint64_t pc)
{
	const struct block *b = heap_block(a);

	if (rt.again || (b && b->cleared))
		return;
	mask &= (uint8_t)~written(c, a);
	while (mask) {
		unsigned first = (unsigned)__builtin_ctz(mask), n = (unsigned)__builtin_ctz(~(mask >> first));
		unset_note(a + first, n, pc, NULL);
		mask &= (uint8_t) ~(((1u << n) - 1) << first);
	}
}

void plain_access(uint64_t address, size_t size, bool write, uint64_t pc)
{
	struct fiber *f = rt.current;

	if (!size)
		return;
	check_null(address, size, write, pc);
	if (write && !(address >= (uint64_t)f->stack_low && address < (uint64_t)f->stack_high))
		f->effects++;
	if (UNLIKELY(rt.again)) {
		if (rt.recording)
			record_plain(f, address, size, write, pc);
		twin_note(pc, address, size << 1 | write);
	}
	struct access access = {
		.address = address,
		.size = size,
		.pc = pc,
		.kind = write ? ACQ_STEP_PLAIN_WRITE : ACQ_STEP_PLAIN_READ,
		.order = ACQ_NO_ORDER,
		.write = write,
	};
	bool heap = heap_is(address);
	if (heap)
		heap_check(address, size, write, pc);
	for (uint64_t a = address & ~(uint64_t)7; a < address + size; a += 8) {
		struct cell *c = shadow_cell(a);
		uint8_t mask = byte_mask(a, address, address + size);
		check_cell(f, c, mask, &access);
		if (UNLIKELY(c->places))
			check_places(f, c, &access);
		if (write)
			save_bytes(c, a);
		else if (heap && UNLIKELY(mask & ~c->wmask))
			check_written(c, a, mask, pc);
		shadow_note(f, c, mask, write);
	}
	if (heap)
		heap_check_birth(address, size, write, pc);
}

void shadow_free_block(uint64_t address, size_t size, uint64_t pc)
{
	struct fiber *f = rt.current;
	struct access access = {
		.address = address,
		.size = size,
		.pc = pc,
		.kind = ACQ_STEP_FREE,
		.order = ACQ_NO_ORDER,
		.write = true,
	};

	for (uint64_t a = address & ~(uint64_t)7; a < address + size; a += 8) {
		struct cell *c = shadow_cell(a);
		check_cell(f, c, byte_mask(a, address, address + size), &access);
		if (c->places)
			check_places(f, c, &access);
	}
}

/* --- Atomic accesses -------------------------------------------------------------------------------- */

/*
 * A local variable that never leaves its function is no memory that could be shared, so compilers do not
 * tell of plain accesses to it, while they do tell of its atomic ones. Atomics on stacks are therefore kept
 * in memory too: bytes that are not what was written last show that a plain write has come in between.
 */
static bool written_behind_our_back(const struct location *l)
{
	const struct event *w = newest_happened(l);

	return fiber_is_stack(l->address) && rt_compare(&w->value_written, (void *)l->address, l->size);
}

void shadow_atomic_written(uint32_t location)
{
	const struct location *l = &rt_graph()->locations[location];

	if (fiber_is_stack(l->address))
		materialize(l);
}

static void check_sizes(const struct location *old, uint8_t size, uint64_t pc)
{
	const struct event *e = unordered_atomic(rt.current, old, true);
	struct violation v = {
		.verdict = ACQ_UNSUPPORTED,
		.kind = ACQ_STEP_PLAIN_READ,
		.order = ACQ_NO_ORDER,
		.pc = pc,
		.has_previous = true,
		.previous_atomic = true,
	};

	if (!e)
		return;
	v.previous_thread = e->thread;
	v.previous_epoch = e->index;
	violation_message(&v, "unordered atomic accesses of %u and of %u bytes to the same memory", old->size,
	                  size);
	violation_raise(&v);
}

/* Ends a location whose bytes are used at another size from now on. True: it is not in the cell any more. */
static bool retire(struct cell *c, struct place *previous, struct place *p)
{
	const struct location *l = &rt_graph()->locations[p->location];

	materialize(l);
	if (fiber_is_stack(l->address)) { /* or left over from a function that has returned */
		drop_place(c, previous);
		return true;
	}
	place_save(p);
	p->retired = true;
	return false;
}

static uint32_t find_place(struct cell *c, uint64_t address, uint8_t size, uint64_t pc)
{
	struct place *previous = NULL, *p;
	uint32_t found = 0;

	for (uint32_t i = c->places; i; i = p->next) {
		p = &places[i];
		const struct location *l = &rt_graph()->locations[p->location];
		bool gone = false;
		if (l->address < address + size && address < l->address + l->size) {
			bool same = !p->retired && l->address == address && l->size == size;
			if (same && !written_behind_our_back(l)) {
				found = p->location;
			} else if (same) {
				drop_place(c, previous);
				gone = true;
			} else {
				check_sizes(l, size, pc);
				gone = !p->retired && retire(c, previous, p);
			}
		}
		if (!gone)
			previous = p;
	}
	return found;
}

static bool never_written(const struct cell *c, uint64_t address, uint8_t size)
{
	if (!heap_is(address))
		return false;
	const struct block *b = heap_block(address);
	uint64_t a = address & ~(uint64_t)7;
	return !(b && b->cleared) && !(written(c, a) & byte_mask(a, address, address + size));
}

uint32_t shadow_location(uint64_t address, uint8_t size, bool write, uint64_t pc)
{
	check_null(address, size, write, pc);
	if (address & (size - 1u))
		violation_unsupported(pc, "a misaligned atomic access of %u bytes", size);
	if (heap_is(address))
		heap_check(address, size, write, pc);
	struct cell *c = shadow_cell(address);
	uint32_t l = find_place(c, address, size, pc);
	if (l)
		return l;
	uint64_t initial = 0;
	rt_copy(&initial, (void *)address, size);
	l = graph_add_location(rt_graph(), address, size, initial);
	rt_graph()->locations[l].owner = c;
	rt_graph()->locations[l].unset = never_written(c, address, size);
	place_add(c, l);
	return l;
}

void shadow_replay_location(uint32_t location, uint64_t pc)
{
	const struct location *l = &rt_graph()->locations[location];
	struct cell *c = l->owner;

	for (uint32_t i = c->places; i; i = places[i].next)
		if (places[i].location == location)
			return;
	find_place(c, l->address, l->size, pc); /* drops or retires what was there before */
	place_add(c, location);
}

void shadow_check_atomic(uint32_t location, const struct event *e)
{
	const struct location *l = &rt_graph()->locations[location];
	struct cell *c = l->owner;

	if (UNLIKELY(c->wmask | c->rmask | c->split)) {
		struct access access = {
			.address = l->address,
			.size = l->size,
			.pc = e->pc,
			.kind = e->kind == EV_READ  ? ACQ_STEP_LOAD
		                : e->kind == EV_RMW ? ACQ_STEP_RMW
		                                    : ACQ_STEP_STORE,
			.order = e->order,
			.write = event_writes(e),
			.atomic = true,
		};
		check_cell(rt.current, c,
		           byte_mask(l->address & ~(uint64_t)7, l->address, l->address + l->size), &access);
	}
	if (heap_is(l->address))
		heap_check_birth(l->address, l->size, event_writes(e), e->pc);
}
