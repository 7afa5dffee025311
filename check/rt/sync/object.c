/* What all objects that threads block on have in common: see object.h. */
#include "rt/sync/object.h"

#include "engine/reserve.h"
#include "rt/error/violation.h"
#include "rt/memory/heap.h"
#include "rt/memory/location_map.h"
#include "rt/memory/plain.h"
#include "rt/memory/read_only.h"
#include "rt/memory/shadow.h"
#include "rt/memory/stack_lifetime.h"
#include "rt/run/fiber.h"
#include "rt/run/scheduler.h"
#include "rt/sync/ended.h"

static struct transition stay_asleep(uint64_t old, uint64_t operand, uint32_t variant)
{
	(void)operand, (void)variant;
	return old ? READS_ONLY : BLOCKS;
}

static struct transition wake_up(uint64_t old, uint64_t operand, uint32_t variant)
{
	(void)old, (void)operand, (void)variant;
	return BECOMES(1);
}

const struct transition_function object_wakes = {.apply = wake_up};
const struct transition_function object_sleeps = {.apply = stay_asleep, .call = ACQ_CALL_WOKEN};

const struct event *object_perform(const struct object_call *c)
{
	/* A lock that was tried without success orders nothing: polls.c relies on that. */
	bool unordered = c->order == UNORDERED || part_takes((enum transition_part)c->function->part);
	struct request q = {
		.op = OP_OBJECT,
		.order = c->order,
		.order_failure = unordered                  ? UNORDERED
	                         : order_acquires(c->order) ? ACQUIRE
	                                                    : RELAXED,
		.size = c->size,
		.address = c->address,
		.operand = c->operand,
		.expected = (uintptr_t)c->function,
		.pc = c->pc,
		.frame = c->frame,
	};

	return operation_perform(&q);
}

bool object_blocks(const struct object_call *c, uintptr_t program_sp)
{
	struct fiber *f = rt.current;

	f->program_sp = program_sp;
	if (object_perform(c)->blocked)
		return true;
	f->program_sp = 0;
	return false;
}

/*
 * Who waits only for a time is not stuck when no thread comes: there is another execution, in which the time
 * is over. This one is of no further use.
 */
_Noreturn void object_park(const struct object_call *c, uint8_t state, uint16_t owner, enum elided p)
{
	struct fiber *f = rt.current;

	schedule_check_wait(f, c->pc);
	f->state = p == UNTIL_LATER ? FIBER_ASSUMING : state;
	f->stuck_address = c->address;
	f->stuck_pc = c->pc;
	f->waits_for = owner;
	if (c->frame)
		f->program_sp = (uintptr_t)(c->frame + 1);
	schedule_others(f);
	__builtin_unreachable();
}

/* --- Beginning and end -------------------------------------------------------------------------------- */

#define DESTROYED UINT32_MAX /* as libc marks mutexes */

bool object_in_any_use(uint64_t state)
{
	return state != 0;
}

/* For something else than a lock, of which its own state tells that it is taken. */
static bool is_about_to_wait(const struct fiber *f)
{
	if (f->state != FIBER_HELD_UP || f->held_up->operation.op != OP_OBJECT)
		return false;
	const struct transition_function *function =
		(const struct transition_function *)(uintptr_t)f->held_up->operation.expected;
	return function->part != PART_LOCKS && function->part != PART_SHARES;
}

static bool somebody_waits(uint64_t address)
{
	for (uint32_t i = 0; i < rt_fiber_count; i++)
		if ((rt_fibers[i].state == FIBER_WAITING || is_about_to_wait(&rt_fibers[i])) &&
		    rt_fibers[i].stuck_address == address)
			return true;
	return false;
}

/*
 * Threads come in another order when an execution is run again: then it is misuse only where it was before.
 */
static bool may_be_misuse(const struct fiber *f)
{
	const struct violation *v = &rt_violation;

	return !rt_runs_again() ||
	       (v->verdict == ACQ_MISUSE && v->thread == f->thread && v->epoch == f->done);
}

/*
 * Of bytes that hold no object nothing is known. Nor is it certain what state one is in whose last change is
 * a race.
 */
static void overwrite(const struct object_kind *k, const char *function, uint64_t address, uint64_t pc)
{
	uint32_t l = location_at(address, k->state_size);
	bool judge = may_be_misuse(rt.current);
	bool waited_on = judge && !k->tells_waiting && somebody_waits(address);
	uint64_t state = 0;

	if (!waited_on)
		plain_access(address, k->size, true, pc); /* brings the object's bytes up to date */
	if (l)
		rt_copy(&state, (const void *)address, k->state_size);
	if (waited_on || (judge && l && k->in_use(state)))
		violation_simple(ACQ_MISUSE, pc, "%s of %s %s", function, k->name, k->used);
}

void object_begin(const struct object_kind *k, const char *function, uint64_t address, uint64_t state,
                  uint64_t pc)
{
	overwrite(k, function, address, pc);
	memory_save(address, k->size);
	rt_fill((void *)address, 0, k->size);
	rt_copy((void *)address, &state, k->state_size);
}

void object_end(const struct object_kind *k, const char *function, uint64_t address, uint64_t pc)
{
	ended_note(k, function, address);
	overwrite(k, function, address, pc);
	if (k->mark)
		*(uint32_t *)(address + k->mark) = DESTROYED;
}

/* Not 0, which is what a new object has there. */
static uint32_t stamp_of(uint64_t address)
{
	return (uint32_t)(address >> 2) * 0x9e3779b1u | 1;
}

/*
 * POSIX: the result of referring to a copy of an object is undefined. That an object which was never used is
 * copied, as a constant or with the struct that it is in, is common, and harmless.
 */
static void check_original(const struct object_kind *k, uint64_t address, uint64_t pc)
{
	uint32_t *stamp = (uint32_t *)(address + k->stamp);

	if (LIKELY(*stamp == stamp_of(address)))
		return;
	if (!*stamp) {
		read_only_check(address, k->size, true, pc);
		memory_save((uint64_t)stamp, sizeof *stamp);
		*stamp = stamp_of(address);
		return;
	}
	struct violation v = {
		.verdict = ACQ_MISUSE,
		.kind = ACQ_STEP_PLAIN_READ,
		.order = ACQ_NO_ORDER,
		.address = address,
		.size = k->size,
		.pc = pc,
	};
	violation_message(&v,
	                  "use of a copy of %s: only the one that was initialized, at its address, is one",
	                  k->name);
	violation_raise(&v);
}

void object_check_alive(const struct object_kind *k, uint64_t address, uint64_t pc)
{
	if (UNLIKELY(fiber_is_stack(address)))
		stack_check(address, k->size, true, pc);
	if (LIKELY(*(const uint32_t *)(address + k->mark) != DESTROYED)) {
		if (k->stamp)
			check_original(k, address, pc);
		return;
	}
	if (heap_is(address))
		heap_check(address, k->size, true, pc); /* that it is freed says more */
	struct violation v = {
		.verdict = ACQ_MISUSE,
		.kind = ACQ_STEP_PLAIN_READ,
		.order = ACQ_NO_ORDER,
		.address = address,
		.size = k->size,
		.pc = pc,
	};
	ended_find(address, &v);
	violation_message(&v, "use of %s that was destroyed", k->name);
	violation_raise(&v);
}

/* --- Words of members ----------------------------------------------------------------------------------- */

static uint64_t words; /* by member number */
static size_t words_size;

void object_init(void)
{
	words = (uint64_t)engine_reserve((size_t)1 << 33, &words_size);
	ended_init();
}

uint64_t object_word(uint64_t member)
{
	if (member >= words_size / 8)
		engine_out_of_memory("waiting threads");
	return words + member * 8;
}

uint64_t object_word_number(uint64_t word)
{
	return (word - words) / 8;
}

bool object_is_word(uint64_t address)
{
	return address - words < words_size;
}

uint64_t object_newest(uint64_t address, uint8_t state_size, uint64_t pc)
{
	uint32_t l = location_of(address, state_size, true, pc);

	return graph_event(rt_graph(), rt_graph()->locations[l].mo_last)->value_written;
}
