/*
 * Words that a thread waits on until they have, or no longer have, one value: what the headers of abi/include
 * make of std::latch and std::barrier. To wait is one step, a read that acquires and blocks.
 */
#include "rt/sync/object.h"

static struct transition differs(uint64_t old, uint64_t value, uint32_t variant)
{
	(void)variant;
	return old == value ? BLOCKS : READS_ONLY;
}

static struct transition equals(uint64_t old, uint64_t value, uint32_t variant)
{
	(void)variant;
	return old == value ? READS_ONLY : BLOCKS;
}

static const struct transition_function waits_to_differ = {.apply = differs, .call = ACQ_CALL_WORD};
static const struct transition_function waits_to_equal = {.apply = equals, .call = ACQ_CALL_WORD};

static void wait_on_word(const struct transition_function *function, uint64_t word, uint8_t size,
                         uint64_t value, uint64_t pc)
{
	struct object_call c = {.address = word, .pc = pc};
	struct request q = {
		.op = OP_OBJECT,
		.order = ACQUIRE,
		.order_failure = ACQUIRE,
		.size = size,
		.address = word,
		.operand = value,
		.expected = (uintptr_t)function,
		.pc = pc,
		.on_atomic = true,
	};

	if (!operation_perform(&q)->blocked)
		return;
	rt.current->program_sp = (uintptr_t)__builtin_dwarf_cfa();
	object_park(&c, FIBER_SLEEPING, NO_THREAD, FOR_EVER);
}

/* False: the program runs by itself. */
EXPORT bool acqrel_wait_while(const void *word, uint8_t size, uint64_t value)
{
	if (rt_in_program())
		wait_on_word(&waits_to_differ, (uint64_t)word, size, value, RETURN_ADDRESS);
	return rt_in_program();
}

EXPORT bool acqrel_wait_until(const void *word, uint8_t size, uint64_t value)
{
	if (rt_in_program())
		wait_on_word(&waits_to_equal, (uint64_t)word, size, value, RETURN_ADDRESS);
	return rt_in_program();
}
