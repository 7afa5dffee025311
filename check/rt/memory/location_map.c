/*
 * Where the locations of the graph lie in memory.
 *
 * Atomic accesses live in the graph and do not touch memory. A location of the graph covers some bytes
 * from its first atomic access until a plain write ends it (the bytes' next atomic access begins another
 * one, whose initial value is what was written). A plain read first brings memory up to date.
 *
 * Bytes may be used again at another size: the first access of the new size begins another location and
 * retires the old one, if it comes after all accesses of that. If not, they are a unit: see units.c.
 */
#include "rt/memory/location_map.h"

#include "engine/reserve.h"
#include "rt/error/notes.h"
#include "rt/error/violation.h"
#include "rt/memory/ended_frames.h"
#include "rt/memory/heap.h"
#include "rt/memory/null_page.h"
#include "rt/memory/read_only.h"
#include "rt/memory/shadow.h"
#include "rt/memory/stack_lifetime.h"
#include "rt/memory/units.h"
#include "rt/memory/wide.h"
#include "rt/memory/zones.h"
#include "rt/run/fiber.h"

struct place {
	uint32_t location;
	uint32_t next; /* of the same eight bytes */
	bool retired;
	uint32_t serial; /* of the undo log */
};

static struct place *places;
static uint32_t places_max;

bool location_on_stack;

static void add_to_cell(struct cell *c, uint32_t location)
{
	if (rt.counters.places_used == places_max)
		engine_out_of_memory("atomic locations");
	shadow_save(c);
	places[rt.counters.places_used] =
		(struct place){.location = location, .next = c->places, .serial = undo_snapshots};
	c->places = rt.counters.places_used++;
}

/* Those of 16 bytes lie in two cells. */
static void location_add(const struct location *l, uint32_t location)
{
	if (UNLIKELY(fiber_is_stack(l->address))) {
		location_on_stack = true;
		frames_note(l->address);
	}
	for (uint64_t a = l->address & ~(uint64_t)7; a < l->address + l->size; a += 8)
		add_to_cell(shadow_cell(a), location);
}

void location_init(void)
{
	size_t got;

	places = engine_reserve((size_t)1 << 31, &got);
	places_max = (uint32_t)(got / sizeof *places);
	rt.counters.places_used = 1;
	rt.end_frames = frames_end_below;
	/*
	 * What is written to a unit is always looked at (noted.h): the first location is none, but a place.
	 */
	for (size_t i = 0; i < units_count; i++)
		for (uint64_t a = units_known[i].address & ~(uint64_t)7;
		     a < units_known[i].address + units_known[i].size; a += 8)
			add_to_cell(shadow_cell(a), 0);
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

/*
 * A local variable that never leaves its function is no memory that could be shared, so compilers do not
 * tell of plain accesses to it, while they do tell of its atomic ones. Atomics on stacks are therefore kept
 * in memory too: bytes that are not what was written last show that a plain write has come in between. So are
 * all in programs that write memory without telling us.
 */
bool location_is_kept_in_memory(const struct location *l)
{
	return fiber_is_stack(l->address) || rt.uninstrumented;
}

/*
 * Which bytes of a location with parts atomic accesses are to. The rest is none of theirs here: a unit is
 * found by its address, where other functions have other variables.
 */
static uint16_t bytes_accessed(const struct location *l)
{
	const struct graph *g = rt_graph();
	uint16_t bytes = 0;

	for (event_id w = l->mo_last; w; w = graph_event(g, w)->mo_prev) {
		const struct event *e = graph_event(g, w);
		if (e->kind != EV_INIT && event_has_happened(e))
			bytes |= e->bytes;
		for (event_id r = e->readers; r; r = graph_event(g, r)->reader_next)
			if (event_has_happened(graph_event(g, r)))
				bytes |= graph_event(g, r)->bytes;
	}
	return bytes;
}

/* Of a location that is kept in memory. */
static void materialize_parts(const struct location *l)
{
	uint16_t bytes = bytes_accessed(l);
	uint8_t newest[16];

	wide_store(newest, newest_happened(l)->value_written, l->size);
	memory_save(l->address, l->size);
	for (unsigned i = 0; i < l->size; i++)
		if (bytes >> i & 1)
			((uint8_t *)l->address)[i] = newest[i];
}

static void materialize(const struct location *l)
{
	const struct event *w = newest_happened(l);

	if (l->unset && w->kind == EV_INIT)
		return; /* as it was, whatever that is */
	if (UNLIKELY(l->parts) && location_is_kept_in_memory(l)) {
		materialize_parts(l);
		return;
	}
	if (wide_load((void *)l->address, l->size) == w->value_written)
		return; /* a const object, too */
	memory_save(l->address, l->size);
	wide_store((void *)l->address, w->value_written, l->size);
}

static bool parts_differ(const struct location *l)
{
	uint16_t bytes = bytes_accessed(l);
	uint8_t newest[16];

	wide_store(newest, newest_happened(l)->value_written, l->size);
	for (unsigned i = 0; i < l->size; i++)
		if (bytes >> i & 1 && ((uint8_t *)l->address)[i] != newest[i])
			return true;
	return false;
}

static bool written_behind_our_back(const struct location *l)
{
	const struct event *w = newest_happened(l);

	if (UNLIKELY(l->parts))
		return location_is_kept_in_memory(l) && parts_differ(l);
	return location_is_kept_in_memory(l) && wide_load((void *)l->address, l->size) != w->value_written;
}

/*
 * Before plain accesses. What is kept in memory is there already, unless the program has put something else
 * there.
 */
static void bring_to_memory(const struct location *l)
{
	if (!location_is_kept_in_memory(l))
		materialize(l);
}

void location_materialize_all(void)
{
	for (uint32_t p = 1; p < rt.counters.places_used; p++)
		if (places[p].location && !places[p].retired)
			bring_to_memory(&rt_graph()->locations[places[p].location]);
}

static bool unseen(const struct fiber *f, const struct event *e)
{
	return e->kind != EV_INIT && event_has_happened(e) && !fiber_has_seen(f, e->thread, e->index);
}

/* An atomic access of these bytes of the location that is not ordered before what f does now, or NULL. */
static const struct event *unordered_atomic(const struct fiber *f, const struct location *l, uint16_t bytes,
                                            bool write)
{
	const struct graph *g = rt_graph();

	for (event_id w = l->mo_last; w; w = graph_event(g, w)->mo_prev) {
		const struct event *e = graph_event(g, w);
		if (e->bytes & bytes && unseen(f, e))
			return e;
		if (!write)
			continue;
		for (event_id r = e->readers; r; r = graph_event(g, r)->reader_next)
			if (graph_event(g, r)->bytes & bytes && unseen(f, graph_event(g, r)))
				return graph_event(g, r);
	}
	return NULL;
}

static void location_save(struct place *p)
{
	if (!undo_is_saved(p->serial))
		undo_save_object(p, offsetof(struct place, serial), &p->serial);
}

static void drop_from_cell(struct cell *c, uint32_t location)
{
	struct place *previous = NULL, *p = &places[c->places];

	while (p->location != location) {
		previous = p;
		p = &places[p->next];
	}
	shadow_save(c);
	location_save(p);
	if (previous)
		location_save(previous);
	p->location = 0;
	*(previous ? &previous->next : &c->places) = p->next;
}

static void drop_place(uint32_t location)
{
	const struct location *l = &rt_graph()->locations[location];

	for (uint64_t a = l->address & ~(uint64_t)7; a < l->address + l->size; a += 8)
		drop_from_cell(shadow_cell(a), location);
}

/* Which place of a location of stacks lies in a cell below an address, or NULL. */
static const struct place *place_below(const struct cell *c, uint64_t address)
{
	for (uint32_t p = c->places; p; p = places[p].next)
		if (places[p].location && rt_graph()->locations[places[p].location].address < address)
			return &places[p];
	return NULL;
}

void location_end_between(uint64_t from, uint64_t to)
{
	for (uint64_t a = from & ~(uint64_t)7; a < to; a += 8)
		for (const struct place *p; (p = place_below(shadow_cell(a), to));)
			drop_place(p->location);
}

/* Which of the location's bytes lie between two addresses. */
static uint16_t bytes_between(const struct location *l, uint64_t from, uint64_t to)
{
	unsigned first = from > l->address ? (unsigned)(from - l->address) : 0;
	unsigned last = to < l->address + l->size ? (unsigned)(to - l->address) : l->size;

	return l->parts ? (uint16_t)(((1u << last) - 1) & ~((1u << first) - 1)) : ALL_BYTES;
}

static void mark_retired(uint32_t location)
{
	const struct location *l = &rt_graph()->locations[location];

	for (uint64_t a = l->address & ~(uint64_t)7; a < l->address + l->size; a += 8)
		for (uint32_t i = shadow_cell(a)->places; i; i = places[i].next)
			if (places[i].location == location) {
				location_save(&places[i]);
				places[i].retired = true;
			}
}

/*
 * Ends a location whose bytes are used at another size from now on. An earlier one of the same bytes is not
 * needed any more: what does not come after all accesses of that does not come after the first of this.
 */
static void retire(const struct place *p)
{
	const struct location *l = &rt_graph()->locations[p->location];

	bring_to_memory(l);
	mark_retired(p->location);
	for (uint32_t i = shadow_cell(l->address)->places, next; i; i = next) {
		const struct location *other = &rt_graph()->locations[places[i].location];
		next = places[i].next;
		if (other != l && places[i].retired && other->address == l->address && other->size == l->size)
			drop_place(places[i].location);
	}
}

/*
 * A plain write ends a location. If it is of a part of it, what is known of who has accessed the rest is
 * kept, as when the bytes are used at another size. All accesses come before the write, or it would be a
 * race: an access of the same size after it is another location's. In a unit the write is an event: see
 * units.c.
 */
static void end_part(const struct fiber *f, struct place *p, uint64_t pc)
{
	const struct location *l = &rt_graph()->locations[p->location];

	if (!l->parts)
		retire(p);
	else if (fiber_is_alone(f))
		drop_place(p->location);
	else if (!units_written_next && !rt_runs_again())
		violation_unsupported(pc,
		                      "a plain write beside atomic accesses of other bytes, of which others "
		                      "are %u bytes wide and access both",
		                      l->size);
}

/* --- Met by plain accesses ---------------------------------------------------------------------------- */

const struct event *location_meet(const struct fiber *f, struct cell *c, uint64_t address, size_t size,
                                  bool write, uint64_t pc)
{
	frames_settle(rt.current);
	for (uint32_t i = c->places, next; i; i = next) {
		struct place *p = &places[i];
		const struct location *l = &rt_graph()->locations[p->location];
		next = p->next;
		if (l->address + l->size <= address || address + size <= l->address)
			continue;
		bool whole = address <= l->address && l->address + l->size <= address + size;
		const struct event *e =
			unordered_atomic(f, l, bytes_between(l, address, address + size), write);
		if (e && !rt_runs_again())
			return e;
		if (!p->retired)
			bring_to_memory(l);
		if (write && whole)
			drop_place(p->location);
		else if (write && !p->retired)
			end_part(f, p, pc);
	}
	return NULL;
}

uint32_t location_at(uint64_t address, uint8_t size)
{
	const struct acq_unit *u = unit_of(address, size);

	if (UNLIKELY(u))
		address = u->address, size = (uint8_t)u->size;
	for (uint32_t i = shadow_cell(address)->places; i; i = places[i].next) {
		const struct location *l = &rt_graph()->locations[places[i].location];
		if (l->address == address && l->size == size && !places[i].retired)
			return places[i].location;
	}
	return 0;
}

/* Of some bytes of a location those in a cell. */
static uint8_t in_cell(const struct location *l, uint32_t bytes, uint64_t a)
{
	bytes &= (1u << l->size) - 1;
	return (uint8_t)(l->address < a ? bytes >> (a - l->address) : bytes << (l->address - a));
}

/* Which of eight bytes atomic writes to parts have set. */
static uint8_t parts_written(const struct location *l, uint64_t a)
{
	const struct graph *g = rt_graph();
	uint32_t bytes = 0;

	for (event_id w = l->mo_last; graph_event(g, w)->kind != EV_INIT; w = graph_event(g, w)->mo_prev)
		if (event_has_happened(graph_event(g, w)))
			bytes |= graph_event(g, w)->bytes;
	return in_cell(l, bytes, a);
}

uint8_t location_written(const struct cell *c, uint64_t a)
{
	uint8_t mask = shadow_written(c);

	for (uint32_t p = c->places; p; p = places[p].next) {
		const struct location *l = &rt_graph()->locations[places[p].location];
		if (!places[p].location)
			continue;
		if (l->parts)
			mask |= parts_written(l, a);
		else if (!l->unset || newest_happened(l)->kind != EV_INIT)
			mask |= byte_mask(a, l->address, l->address + l->size);
	}
	return mask;
}

/* --- What spin loops ask ------------------------------------------------------------------------------ */

uint8_t location_known(uint64_t a, uint64_t *which)
{
	uint8_t mask = 0;

	*which = 0;
	frames_settle(rt.current);
	for (uint32_t p = shadow_cell(a)->places; p; p = places[p].next) {
		const struct location *l = &rt_graph()->locations[places[p].location];
		if (!places[p].location || places[p].retired || newest_happened(l)->kind == EV_INIT ||
		    written_behind_our_back(l))
			continue;
		*which ^= (uint64_t)places[p].location << 8 * (l->address & 7);
		mask |= UNLIKELY(l->parts) ? in_cell(l, bytes_accessed(l), a)
		                           : byte_mask(a, l->address, l->address + l->size);
	}
	return mask;
}

/* --- Atomic accesses -------------------------------------------------------------------------------- */

void location_written_atomically(uint32_t location)
{
	const struct location *l = &rt_graph()->locations[location];

	if (location_is_kept_in_memory(l))
		materialize(l);
}

/* Accesses at one size that do not come after all those at another are of one unit. */
static void check_sizes(const struct location *old, uint64_t address, uint8_t size, uint64_t pc)
{
	bool wider = address <= old->address && old->address + old->size <= address + size;

	if (!unordered_atomic(rt.current, old, ALL_BYTES, true))
		return;
	if (rt_graph()->c11_sequences)
		violation_unsupported(pc,
		                      "atomic accesses of %u and of %u bytes to the same memory, with "
		                      "release sequences of C11",
		                      old->size, size);
	units_found(wider ? address : old->address, wider ? size : old->size);
}

/*
 * A plain write that the compiler has not told of has come in between, to a variable that never leaves its
 * function. If that is part of what others access atomically, as a unit, we are wrong about one of the two.
 */
static void check_behind(const struct location *l, uint64_t pc)
{
	if (l->parts && !rt_runs_again() && unordered_atomic(rt.current, l, ALL_BYTES, true))
		violation_unsupported(pc,
		                      "a plain write that is not seen beside atomic accesses of other bytes, "
		                      "of which others are %u bytes wide and access both",
		                      l->size);
}

static uint32_t find_in_cell(struct cell *c, uint64_t address, uint8_t size, uint64_t pc)
{
	uint32_t found = 0;

	for (uint32_t i = c->places, next; i; i = next) {
		struct place *p = &places[i];
		const struct location *l = &rt_graph()->locations[p->location];
		next = p->next;
		if (l->address + l->size <= address || address + size <= l->address)
			continue; /* so is what marks a unit */
		bool same = !p->retired && l->address == address && l->size == size;
		if (same && !written_behind_our_back(l)) {
			found = p->location;
		} else if (same) {
			check_behind(l, pc);
			drop_place(p->location);
		} else {
			check_sizes(l, address, size, pc);
			if (!p->retired)
				retire(p);
		}
	}
	return found;
}

/* The location of these bytes, if they have one. Those at other sizes are retired. */
static uint32_t find_place(uint64_t address, uint8_t size, uint64_t pc)
{
	uint32_t found = 0;

	for (uint64_t a = address & ~(uint64_t)7; a < address + size; a += 8)
		found = find_in_cell(shadow_cell(a), address, size, pc);
	return found;
}

static bool never_written(uint64_t address, uint8_t size)
{
	if (!heap_is(address))
		return false;
	const struct block *b = heap_block(address);
	if (b && b->cleared)
		return false;
	for (uint64_t a = address & ~(uint64_t)7; a < address + size; a += 8)
		if (location_written(shadow_cell(a), a) & byte_mask(a, address, address + size))
			return false;
	return true;
}

/* Of a unit it is not looked at which parts have been written when others are read. */
static void check_unit(uint64_t address, uint8_t size)
{
	const struct block *b = heap_is(address) ? heap_block(address) : NULL;

	if (!b || b->cleared)
		return;
	for (uint64_t a = address & ~(uint64_t)7; a < address + size; a += 8)
		if (~location_written(shadow_cell(a), a) & byte_mask(a, address, address + size))
			outcome_add_bound(
				"atomics of different sizes in memory that was not initialized before: "
				"whether all that is read of it was written was not checked");
}

uint32_t location_of(uint64_t address, uint8_t size, bool write, uint64_t pc)
{
	null_page_check(address, size, write, pc);
	if (address & (size - 1u))
		violation_unsupported(pc, "a misaligned atomic access of %u bytes", size);
	if (heap_is(address))
		heap_check(address, size, write, pc);
	else if (UNLIKELY(fiber_is_stack(address)))
		stack_check(address, size, write, pc);
	else {
		zones_check(address, size, write, pc);
		if (write)
			read_only_check(address, size, true, pc);
	}
	const struct acq_unit *u = unit_of(address, size);
	if (UNLIKELY(u))
		address = u->address, size = (uint8_t)u->size;
	uint32_t l = find_place(address, size, pc);
	if (l)
		return l;
	if (UNLIKELY(u))
		check_unit(address, size);
	l = graph_add_location(rt_graph(), address, size, wide_load((void *)address, size));
	rt_graph()->locations[l].owner = shadow_cell(address);
	rt_graph()->locations[l].unset = never_written(address, size);
	rt_graph()->locations[l].parts = u;
	location_add(&rt_graph()->locations[l], l);
	return l;
}

uint16_t location_part(uint32_t location, uint64_t address, uint8_t size)
{
	const struct location *l = &rt_graph()->locations[location];

	return LIKELY(!l->parts) || size == l->size ? 0 : bytes_between(l, address, address + size);
}

void location_adopt_all(void)
{
	struct graph *g = rt_graph();

	for (uint32_t l = 1; l < g->next_location; l++)
		g->locations[l].owner = shadow_cell(g->locations[l].address);
}

void location_replay(uint32_t location, uint64_t pc)
{
	const struct location *l = &rt_graph()->locations[location];
	const struct cell *c = l->owner;

	for (uint32_t i = c->places; i; i = places[i].next)
		if (places[i].location == location)
			return;
	find_place(l->address, l->size, pc); /* drops or retires what was there before */
	location_add(l, location);
}
