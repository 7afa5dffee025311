/* What all objects that threads block on have in common: see object.h. */
#include "object.h"

#include "../engine/memory.h"

const struct event *object_perform(const struct object_call *c)
{
	struct request q = {
		.op = OP_OBJECT,
		.order = c->order,
		.order_failure = order_acquires(c->order) ? ACQUIRE : RELAXED,
		.size = c->size,
		.address = c->address,
		.operand = c->operand,
		.expected = (uintptr_t)c->rule,
		.pc = c->pc,
		.frame = c->frame,
	};

	return operation_perform(&q);
}

/*
 * Who waits only for a time is not stuck when nobody comes: there is another execution, in which the time is over. This
 * one is of no further use.
 */
_Noreturn void object_park(const struct object_call *c, uint8_t state, uint16_t owner, enum patience p)
{
	struct fiber *f = rt.current;

	f->state = p == UNTIL_LATER ? FIBER_ASSUMING : state;
	f->stuck_address = c->address;
	f->stuck_pc = c->pc;
	f->waits_for = owner;
	schedule_others(f);
	__builtin_unreachable();
}

void object_begin(uint64_t address, size_t size, uint8_t state_size, uint64_t state, uint64_t pc)
{
	plain_access(address, size, true, pc);
	memory_save(address, size);
	rt_fill((void *)address, 0, size);
	rt_copy((void *)address, &state, state_size);
}

uint64_t object_end(uint64_t address, size_t size, uint8_t state_size, uint64_t pc)
{
	uint64_t state = 0;

	plain_access(address, size, true, pc); /* brings the object's bytes up to date */
	rt_copy(&state, (const void *)address, state_size);
	return state;
}

static uint64_t words; /* by member number */
static size_t words_size;

void object_init(void)
{
	words = (uint64_t)engine_reserve((size_t)1 << 33, &words_size);
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

uint64_t object_newest(uint64_t address, uint8_t state_size, uint64_t pc)
{
	uint32_t l = shadow_location(address, state_size, true, pc);

	return graph_event(rt_graph(), rt_graph()->locations[l].mo_last)->value_written;
}
