/*
 * Atomic accesses that the program tells of before it makes them by itself. Memory is as atomics leave it,
 * and a store has its event, only when the fiber comes here again: before its next event or plain access, and
 * before others have their turn.
 */
#include "rt/abi/announced.h"

#include "rt/memory/shadow.h"
#include "rt/memory/wide.h"
#include "rt/run/operation.h"

static void finish(struct fiber *f)
{
	struct announced_access a = f->announced;
	uint8_t size = (uint8_t)a.size;
	uint64_t value = a.writes ? wide_load((const void *)a.address, size) : 0;

	f->announced.size = 0;
	rt_copy((void *)a.address, a.before, size);
	if (!a.writes)
		return;
	struct request q = {
		.op = OP_STORE,
		.order = a.order,
		.size = size,
		.address = a.address,
		.operand = value,
		.pc = a.pc,
	};
	operation_perform(&q);
}

void announced_expect(uint64_t address, uint32_t size, bool writes, uint8_t order, uint64_t pc)
{
	struct announced_access *a = &rt.current->announced;

	memory_save(address, size);
	rt.finish_access = finish;
	*a = (struct announced_access){
		.address = address,
		.pc = pc,
		.size = size,
		.writes = writes,
		.order = order,
	};
	rt_copy(a->before, (const void *)address, size);
}

void announced_let_find(uint64_t address, uint32_t size, uint64_t value, uint64_t pc)
{
	announced_expect(address, size, false, RELAXED, pc);
	wide_store((void *)address, value, (uint8_t)size);
}
