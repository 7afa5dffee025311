/*
 * <acqrel/model.h>: objects of libraries, whose calls are not explored but taken as the steps that they are
 * specified to be. The functions are the program's: the engine calls them with the runtime's eyes closed.
 */
#include "engine/reserve.h"
#include "rt/abi/interpose.h"
#include "rt/error/notes.h"
#include "rt/error/violation.h"
#include "rt/memory/heap.h"
#include "rt/memory/symbols.h"
#include "rt/memory/wide.h"
#include "rt/run/choice.h"
#include "rt/run/fiber.h"
#include "rt/run/scheduler.h"
#include "rt/run/undo.h"
#include "rt/sync/object.h"

_Static_assert(offsetof(struct transition_function, call) == 16 && sizeof(struct transition_function) == 24,
               "see ar_model_call");
_Static_assert(sizeof(struct transition) == 16, "see ar_model_result");
_Static_assert(ACQ_CALL_LIBRARY == 40 && ACQ_CALL_BROADCAST == 5, "see ar_model_word");
_Static_assert(ACQUIRE == 2 && ACQ_REL == 4 && PART_UNLOCKS == 4, "see ar_model_order and ar_model_part");

enum limit_kind { LIMIT_NONE, LIMIT_IN_TIME, LIMIT_TOO_LATE, LIMIT_PASSED };

/*
 * Whether a constant of the program's was told lately. If not, it is looked for among what is in the outcome,
 * so that nothing is there twice.
 */
static bool is_told(const char *text)
{
	static const char *told[64];
	static size_t next;

	for (size_t i = 0; i < sizeof told / sizeof told[0]; i++)
		if (told[i] == text)
			return true;
	told[next++ % (sizeof told / sizeof told[0])] = text;
	return false;
}

EXPORT int ar_modelled(const char *name)
{
	if (!rt_in_program() || rt.outcome->request.model & ACQ_EXPLORE_LIBRARIES)
		return 0;
	if (!is_told(name))
		outcome_say_specified(name, false);
	return 1;
}

EXPORT int ar_modelled_always(const char *name)
{
	if (!rt_in_program())
		return 0;
	if (!is_told(name))
		outcome_say_specified(name, true);
	return 1;
}

EXPORT void ar_model_say(const char *sentence)
{
	if (!is_told(sentence))
		outcome_note("%s", sentence);
}

EXPORT void ar_model_next_thread_runs(uint64_t function)
{
	rt.current->creates = function;
}

/* --- Steps --------------------------------------------------------------------------------------------- */

static uint8_t order_or_none(uint8_t order)
{
	return order ? order : UNORDERED;
}

static const struct event *perform(uint64_t address, const struct transition_function *t, uint64_t argument,
                                   uint64_t pc, const struct hook_frame *frame)
{
	struct request q = {
		.op = OP_OBJECT,
		.order = order_or_none(t->changing),
		.order_failure =
			part_takes((enum transition_part)t->part) ? UNORDERED : order_or_none(t->looking),
		.size = t->size,
		.address = address,
		.operand = argument,
		.expected = (uintptr_t)t,
		.pc = pc,
		.frame = frame,
	};

	return operation_perform(&q);
}

static enum fiber_state state_of(const struct transition_function *t)
{
	return t->part == PART_LOCKS                ? FIBER_LOCKING
	       : t->call == ACQ_CALL_LIBRARY_SLEEPS ? FIBER_SLEEPING
	                                            : FIBER_WAITING;
}

static uint64_t step(uint64_t address, const struct transition_function *t, uint64_t argument, uint64_t limit,
                     const struct hook_frame *frame)
{
	const struct event *e = perform(address, t, argument, frame->pc, frame);

	if (e->blocked) {
		struct object_call c = {.address = address, .pc = frame->pc, .frame = frame};
		object_park(&c, state_of(t), NO_THREAD, limit == LIMIT_NONE ? FOR_EVER : UNTIL_LATER);
	}
	return e->value_read;
}

INTERPOSE_WITH_REGISTERS(ar_model_step, model_step);
INTERPOSE_WITH_REGISTERS(ar_model_step_within, model_step_within);

__attribute__((used)) uint64_t model_step(uint64_t address, const struct transition_function *t,
                                          uint64_t argument, uint64_t u3, uint64_t u4,
                                          const struct hook_frame *frame)
{
	(void)u3, (void)u4;
	return step(address, t, argument, LIMIT_NONE, frame);
}

__attribute__((used)) uint64_t model_step_within(uint64_t address, const struct transition_function *t,
                                                 uint64_t argument, uint64_t limit, uint64_t u4,
                                                 const struct hook_frame *frame)
{
	(void)u4;
	return step(address, t, argument, limit & UINT32_MAX, frame);
}

EXPORT unsigned ar_model_variant(void)
{
	return fiber_last_event(rt.current)->variant;
}

/* --- Time ---------------------------------------------------------------------------------------------- */

static struct timespec time_of(uint64_t deadline)
{
	return (struct timespec){(time_t)(deadline / 1000000000), (long)(deadline % 1000000000)};
}

static enum limit_kind limit_of(uint64_t deadline, uint64_t pc)
{
	struct timespec t = time_of(deadline);

	if (deadline == UINT64_MAX)
		return LIMIT_NONE;
	if (time_has_come(CLOCK_MONOTONIC, &t))
		return LIMIT_PASSED;
	return choice_times_out(pc) ? LIMIT_TOO_LATE : LIMIT_IN_TIME;
}

EXPORT int ar_model_limit(uint64_t deadline)
{
	return limit_of(deadline, RETURN_ADDRESS);
}

EXPORT void ar_model_time_is(uint64_t deadline)
{
	struct timespec t = time_of(deadline);

	if (!time_has_come(CLOCK_MONOTONIC, &t))
		time_go_to(CLOCK_MONOTONIC, &t);
}

/* --- Locks --------------------------------------------------------------------------------------------- */

static const struct event *perform_lock(uint64_t address, uint8_t size, uint8_t op, uint64_t pc,
                                        const struct hook_frame *frame)
{
	struct request q = {
		.op = op,
		.order = op == OP_UNLOCK ? RELEASE : ACQUIRE,
		.order_failure = UNORDERED,
		.size = size,
		.address = address,
		.operand = op == OP_UNLOCK ? 0 : rt.current->thread + 1u,
		.pc = pc,
		.frame = frame,
	};

	return operation_perform(&q);
}

static void lock_within(uint64_t address, uint8_t size, enum elided p, const struct hook_frame *frame)
{
	const struct event *e = perform_lock(address, size, OP_LOCK, frame->pc, frame);
	struct object_call c = {.address = address, .pc = frame->pc, .frame = frame};

	if (e->blocked)
		object_park(&c, FIBER_LOCKING, (uint16_t)(e->value_read - 1), p);
}

INTERPOSE_WITH_REGISTERS(ar_model_lock_, model_lock);
INTERPOSE_WITH_REGISTERS(ar_model_try_lock_, model_try_lock);
INTERPOSE_WITH_REGISTERS(ar_model_lock_until_, model_lock_until);

__attribute__((used)) int model_lock(uint64_t address, uint64_t size, uint64_t u2, uint64_t u3, uint64_t u4,
                                     const struct hook_frame *frame)
{
	(void)u2, (void)u3, (void)u4;
	lock_within(address, (uint8_t)size, FOR_EVER, frame);
	return 0;
}

static bool lock_if_free(uint64_t address, uint8_t size, const struct hook_frame *frame)
{
	return perform_lock(address, size, OP_TRYLOCK, frame->pc, frame)->kind == EV_RMW;
}

__attribute__((used)) int model_try_lock(uint64_t address, uint64_t size, uint64_t u2, uint64_t u3,
                                         uint64_t u4, const struct hook_frame *frame)
{
	(void)u2, (void)u3, (void)u4;
	return lock_if_free(address, (uint8_t)size, frame);
}

static struct transition find_owned(uint64_t old, uint64_t operand, uint32_t variant)
{
	(void)operand, (void)variant;
	return old ? READS_ONLY : BLOCKS;
}

static const struct transition_function owned = {
	.apply = find_owned, .call = ACQ_CALL_LOCK_IN_VAIN, .part = PART_LOCKS};

/* As pthread_mutex_clocklock: a time that is over before the lock can be had is waited for in vain. */
__attribute__((used)) int model_lock_until(uint64_t address, uint64_t size, uint64_t deadline, uint64_t u3,
                                           uint64_t u4, const struct hook_frame *frame)
{
	struct timespec t = time_of(deadline);
	struct object_call c = {&owned, address, 0, frame->pc, UNORDERED, (uint8_t)size, NULL};

	(void)u3, (void)u4;
	enum limit_kind limit = limit_of(deadline, frame->pc);
	if (limit == LIMIT_PASSED)
		return lock_if_free(address, (uint8_t)size, frame);
	if (limit != LIMIT_TOO_LATE) {
		lock_within(address, (uint8_t)size, limit == LIMIT_NONE ? FOR_EVER : UNTIL_LATER, frame);
		return true;
	}
	if (object_perform(&c)->blocked)
		object_park(&c, FIBER_ASSUMING, NO_THREAD, UNTIL_LATER);
	time_go_to(CLOCK_MONOTONIC, &t);
	return false;
}

enum owner { OWN, NOBODY, ANOTHER };

/* Before the next step, which was made only if it was the caller's. */
static enum owner owner_of(uint64_t address, uint8_t size, uint64_t pc)
{
	struct fiber *f = rt.current;

	if (schedule_next_event(f, pc))
		return OWN;
	uint64_t owner = object_newest(address, size, pc);
	return !owner ? NOBODY : owner == f->thread + 1u ? OWN : ANOTHER;
}

EXPORT int ar_model_owner_of_(uint64_t address, uint64_t size)
{
	return owner_of(address, (uint8_t)size, RETURN_ADDRESS);
}

/* Not if it went on before: what a call complains about has ended the execution. */
EXPORT bool ar_model_owns_(uint64_t address, uint64_t size)
{
	struct fiber *f = rt.current;

	return !schedule_next_event(f, RETURN_ADDRESS) &&
	       object_newest(address, (uint8_t)size, RETURN_ADDRESS) == f->thread + 1u;
}

EXPORT int ar_model_unlock_(uint64_t address, uint64_t size)
{
	enum owner owner = owner_of(address, (uint8_t)size, RETURN_ADDRESS);

	if (owner == OWN)
		perform_lock(address, (uint8_t)size, OP_UNLOCK, RETURN_ADDRESS, NULL);
	return owner;
}

EXPORT bool ar_model_wakes_up(void)
{
	return choice_wakes_up(RETURN_ADDRESS);
}

/* --- Sleeping ------------------------------------------------------------------------------------------ */

EXPORT uint64_t ar_model_ticket(void)
{
	return waiter_number(rt.current->thread, rt.current->words++);
}

static struct note {
	uint64_t value, owner; /* owner: of heap memory at `value`, else 0 */
} * notes;                     /* by ticket */
static size_t most_notes;

static struct note *note_of(uint64_t ticket)
{
	size_t got;

	if (!notes) {
		notes = engine_reserve(sizeof *notes << 30, &got);
		most_notes = got / sizeof *notes;
	}
	if (ticket >= most_notes)
		engine_out_of_memory("waiting threads");
	return &notes[ticket];
}

EXPORT void ar_model_note(uint64_t ticket, uint64_t note)
{
	undo_save(note_of(ticket), sizeof *notes);
	*note_of(ticket) = (struct note){note, 0};
}

EXPORT void ar_model_keep(uint64_t ticket, uint64_t owner, uint64_t memory)
{
	undo_save(note_of(ticket), sizeof *notes);
	*note_of(ticket) = (struct note){memory, owner};
}

EXPORT uint64_t ar_model_noted(uint64_t ticket)
{
	return note_of(ticket)->value;
}

void model_each_kept(void (*kept)(uint64_t owner, uint64_t memory))
{
	if (!notes)
		return;
	for (uint32_t t = 0; t < rt_fiber_count; t++)
		for (uint32_t i = 0; i < rt_fibers[t].words; i++) {
			const struct note *n = note_of(waiter_number((uint16_t)t, i));
			if (n->owner)
				kept(n->owner, n->value);
		}
}

EXPORT void ar_model_wake(uint64_t ticket)
{
	struct object_call c = {&object_wakes, object_word(ticket), 0, RETURN_ADDRESS, UNORDERED, 8, NULL};

	object_perform(&c);
}

INTERPOSE_WITH_REGISTERS(ar_model_sleep, model_sleep);

__attribute__((used)) int model_sleep(uint64_t address, uint64_t ticket, uint64_t limit, uint64_t u3,
                                      uint64_t u4, const struct hook_frame *frame)
{
	struct object_call c = {&object_sleeps, object_word(ticket), address, frame->pc, UNORDERED, 8, NULL};

	(void)u3, (void)u4;
	if (!object_perform(&c)->blocked)
		return 0;
	c.address = address;
	c.frame = frame;
	object_park(&c, FIBER_SLEEPING, NO_THREAD,
	            (limit & UINT32_MAX) == LIMIT_NONE ? FOR_EVER : UNTIL_LATER);
}

EXPORT void *ar_model_own(uint64_t ticket)
{
	return (void *)object_word(ticket);
}

EXPORT uint64_t ar_model_list_with(uint64_t list, uint64_t ticket)
{
	return waiters_behind(list, ticket);
}

EXPORT uint64_t ar_model_list_without(uint64_t list, uint64_t ticket)
{
	return waiters_but(list, ticket);
}

EXPORT uint64_t ar_model_list_at(uint64_t list, unsigned i)
{
	return i < waiters_count(list) ? waiters_at(list, i) : 0;
}

EXPORT unsigned ar_model_list_length(uint64_t list)
{
	return waiters_count(list);
}

EXPORT uint64_t ar_model_pair(uint64_t first, uint64_t second)
{
	return first | second ? wide_number((wide)first << 64 | second) : 0;
}

EXPORT uint64_t ar_model_first(uint64_t pair)
{
	return pair ? (uint64_t)(wide_value(pair) >> 64) : 0;
}

EXPORT uint64_t ar_model_second(uint64_t pair)
{
	return pair ? (uint64_t)wide_value(pair) : 0;
}

EXPORT void ar_model_stands_for(const char *name)
{
	symbols_stand_for(name);
}

EXPORT bool ar_model_is_system(const char *path)
{
	return symbols_is_system(path) || symbols_is_stood_for(path);
}

/* --- What a library has for itself, and lacks ----------------------------------------------------------- */

EXPORT void *ar_model_allocate(size_t size, size_t align)
{
	void *p = heap_allocate(size, align, RETURN_ADDRESS);

	if (!p)
		engine_out_of_memory("what a specified library has for itself");
	heap_cleared(p);
	return p;
}

EXPORT void ar_model_free(void *memory)
{
	heap_give_back((uint64_t)memory, FROM_MALLOC, UNKNOWN_SIZE, RETURN_ADDRESS);
}

EXPORT _Noreturn void ar_model_unsupported(const char *what)
{
	violation_unsupported(RETURN_ADDRESS, "%s", what);
}

/* Called by acqrel_specified_enter (abi/specified.S). */
__attribute__((used)) _Noreturn void specified_lacks(const char *name, uint64_t pc)
{
	violation_unsupported(pc,
	                      "%s(): the specification of its library, which is taken in its place, does not "
	                      "have this function",
	                      name);
}
