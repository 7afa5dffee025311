/*
 * Plain memory: what the program does without atomics, checked for races. Where it meets atomics:
 * location_map.c.
 */
#include "rt/memory/plain.h"

#include "rt/error/line_lock.h"
#include "rt/error/violation.h"
#include "rt/loops/idle.h"
#include "rt/memory/benign.h"
#include "rt/memory/heap.h"
#include "rt/memory/location_map.h"
#include "rt/memory/noted.h"
#include "rt/memory/null_page.h"
#include "rt/memory/read_only.h"
#include "rt/memory/stack_lifetime.h"
#include "rt/memory/uninitialized.h"
#include "rt/memory/units.h"
#include "rt/memory/zones.h"
#include "rt/run/fiber.h"
#include "rt/run/observer.h"
#include "rt/run/scheduler.h"
#include "rt/sync/ended.h"
#include "rt/threads/foreign_calls.h"

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
	bool has_event = a->atomic || with_atomic;
	if (has_event)
		ended_judge_race(
			&v,
			a->atomic ? fiber_last_event(rt.current)
				  : graph_event(rt_graph(),
		                                graph_thread_event(rt_graph(), other->thread, other->epoch)),
			a->atomic ? other->thread : rt.current->thread);
	const char *library = foreign_calls_between(rt.current, &rt_fibers[other->thread]);
	if (UNLIKELY(library))
		foreign_calls_excuse(&v, library, "a data race");
	violation_raise(&v);
}

/* --- Accesses --------------------------------------------------------------------------------------- */

static void check_places(struct fiber *f, struct cell *c, const struct access *a)
{
	const struct event *e = location_meet(f, c, a->address, a->size, a->write, a->pc);

	if (!e)
		return;
	struct conflict other = {e->thread, e->index, event_writes(e)};
	raise_race(a, &other, true);
}

static void check_cell(struct fiber *f, const struct cell *c, uint8_t mask, const struct access *a)
{
	struct conflict other;

	if (LIKELY(!shadow_conflict(f, c, mask, a->write, &other)) || rt_runs_again())
		return;
	if (a->atomic || a->kind == ACQ_STEP_FREE ||
	    !benign_allows_race(a->address, a->size, a->write, &other))
		raise_race(a, &other, false);
}

size_t plain_run(uint64_t address, size_t n, bool *written)
{
	const struct block *b = heap_block(address);
	size_t run = 0;

	*written = true;
	if (!b || b->cleared)
		return n;
	while (run < n) {
		uint64_t a = address + run;
		bool here = location_written(shadow_cell(a), a & ~(uint64_t)7) >> (a & 7) & 1;
		if (!run)
			*written = here;
		else if (here != *written)
			break;
		run++;
	}
	return run;
}

/* Notes a read of heap memory if these bytes were never written. */
static void check_written(const struct cell *c, uint64_t a, uint8_t mask, uint64_t pc)
{
	const struct block *b = heap_block(a);

	if (rt_runs_again() || (b && b->cleared))
		return;
	mask &= (uint8_t)~location_written(c, a);
	while (mask) {
		unsigned first = (unsigned)__builtin_ctz(mask), n = (unsigned)__builtin_ctz(~(mask >> first));
		uninitialized_note(a + first, n, pc, NULL);
		mask &= (uint8_t) ~(((1u << n) - 1) << first);
	}
}

/* The program's registers at the access that is being made, where they are known. */
static const struct hook_frame *access_frame;

static const struct hook_frame *take_frame(void)
{
	const struct hook_frame *frame = access_frame;

	access_frame = NULL; /* others may run before the access is made */
	return frame;
}

void plain_access(uint64_t address, size_t size, bool write, uint64_t pc)
{
	struct fiber *f = rt.current;

	if (!size)
		return;
	if (!rt.below)
		schedule_settle(f);
	if (UNLIKELY(rt.lines) && !rt.below)
		rt.lines->access(address, write, pc, take_frame());
	if (UNLIKELY(++f->plain > RUNS_ON) && !rt.below)
		schedule_run_on(f, pc);
	bool own = noted_on_own_stack(f, address);
	f->touched |= own ? TOUCHED_OWN : TOUCHED_OTHER;
	if (write && !own)
		f->effects++;
	if (LIKELY(!rt_runs_again()) && noted(f, address, size, write))
		return;
	null_page_check(address, size, write, pc);
	if (UNLIKELY(rt_runs_again())) {
		if (f->plain > RUNS_ON_AGAIN && !rt.below)
			schedule_run_on(f, pc);
		rt.observer->access(f, address, size, write, pc);
		observe_step(pc, address, size << 1 | write);
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
	else if (UNLIKELY(!own && fiber_is_stack(address))) {
		stack_check(address, size, write, pc);
		idle_note_stack(fiber_of_stack(address)->thread);
	} else if (!own) {
		zones_check(address, size, write, pc);
		if (write)
			read_only_check(address, size, false, pc);
	}
	for (uint64_t a = address & ~(uint64_t)7; a < address + size; a += 8) {
		struct cell *c = shadow_cell(a);
		uint8_t mask = byte_mask(a, address, address + size);
		check_cell(f, c, mask, &access);
		if (UNLIKELY(c->places))
			check_places(f, c, &access);
		if (write)
			shadow_save_bytes(c, a);
		else if (heap && UNLIKELY(mask & ~c->wmask))
			check_written(c, a, mask, pc);
		shadow_note(f, c, mask, write);
	}
	if (heap)
		heap_check_birth(address, size, access.kind, NULL, pc);
}

void plain_access_from(uint64_t address, size_t size, bool write, const struct hook_frame *frame)
{
	access_frame = frame;
	plain_access(address, size, write, frame->pc);
	access_frame = NULL;
}

void plain_free_block(uint64_t address, size_t size, uint64_t pc)
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

	schedule_settle(f);
	for (uint64_t a = address & ~(uint64_t)7; a < address + size; a += 8) {
		struct cell *c = shadow_cell(a);
		check_cell(f, c, byte_mask(a, address, address + size), &access);
		if (c->places)
			check_places(f, c, &access);
	}
}

/* --- Atomic accesses -------------------------------------------------------------------------------- */

static uint8_t atomic_kind(const struct event *e)
{
	return e->kind == EV_READ ? ACQ_STEP_LOAD : e->kind == EV_RMW ? ACQ_STEP_RMW : ACQ_STEP_STORE;
}

static inline void check_event_cell(uint64_t address, uint8_t size, const struct cell *c, uint64_t a,
                                    const struct event *e)
{
	if (LIKELY(!(c->wmask | c->rmask | c->split)))
		return;
	struct access access = {
		.address = address,
		.size = size,
		.pc = e->pc,
		.kind = atomic_kind(e),
		.order = e->order,
		.write = event_writes(e),
		.atomic = true,
	};
	check_cell(rt.current, c, byte_mask(a, address, address + size), &access);
}

void plain_check_atomic(uint32_t location, const struct event *e)
{
	const struct location *l = &rt_graph()->locations[location];

	uint64_t address = event_address(e);

	check_event_cell(address, e->size, LIKELY(address < l->address + 8) ? l->owner : shadow_cell(address),
	                 address & ~(uint64_t)7, e);
	if (UNLIKELY(e->size > 8))
		check_event_cell(address, e->size, shadow_cell(address + 8), address + 8, e);
	if (heap_is(address))
		heap_check_birth(address, e->size, atomic_kind(e), e, e->pc);
}
