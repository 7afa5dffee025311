/*
 * The program's atomic operations. entry.S leads here from the names the compilers call, with the
 * program's registers as last argument. In a native run the operation is simply done, at least as
 * strongly as asked.
 */
#include "rt/abi/membarrier.h"
#include "rt/loops/counting.h"
#include "rt/memory/plain.h"
#include "rt/memory/uninitialized.h"
#include "rt/run/choice.h"
#include "rt/run/operation.h"
#include "rt/run/override.h"

static uint8_t order_of(int order)
{
	return (uint8_t)(order & 0xff); /* compilers may add hints above */
}

static uint64_t modify(uint8_t op, uint64_t address, uint8_t size, uint64_t operand, int order,
                       const struct hook_frame *frame)
{
	struct request q = {
		.op = op,
		.order = order_of(order),
		.size = size,
		.address = address,
		.operand = operand,
		.pc = frame->pc,
		.frame = frame,
		.fetches = true,
	};

	return override_perform(&q)->value_read;
}

/* The event: an EV_RMW if the exchange was made. */
static const struct event *compare_exchange(uint64_t address, uint8_t size, uint64_t expected,
                                            uint64_t desired, int order, int order_failure, bool weak,
                                            const struct hook_frame *frame)
{
	struct request q = {
		.op = OP_CAS,
		.order = order_of(order),
		.order_failure = order_of(order_failure),
		.size = size,
		.address = address,
		.operand = desired,
		.expected = expected,
		.pc = frame->pc,
		.frame = frame,
		.weak = weak,
	};

	return override_perform(&q);
}

#define UNUSED2 UNUSED uint64_t u1, UNUSED uint64_t u2
#define UNUSED3 UNUSED2, UNUSED uint64_t u3

#define DEFINE_FETCH(bits, name, operation, native)                                             \
	uint64_t atomic##bits##_##name(uint##bits##_t *p, uint##bits##_t v, int order, UNUSED2, \
	                               const struct hook_frame *frame)                          \
	{                                                                                       \
		if (!rt_in_program())                                                           \
			return native(p, v, __ATOMIC_SEQ_CST);                                  \
		return modify(operation, (uint64_t)p, bits / 8, v, order, frame);               \
	}

#define DEFINE_CAS(bits, name, weak)                                                                        \
	uint64_t atomic##bits##_##name(uint##bits##_t *p, uint##bits##_t *expected, uint##bits##_t desired, \
	                               int order, int order_failure, const struct hook_frame *frame)        \
	{                                                                                                   \
		if (!rt_in_program())                                                                       \
			/* seq_cst: a native run, not weaker than what the program asks for */              \
			return __atomic_compare_exchange_n(p, expected, desired, 0, __ATOMIC_SEQ_CST,       \
			                                   __ATOMIC_SEQ_CST);                               \
		plain_access((uint64_t)expected, bits / 8, false, frame->pc);                               \
		const struct event *e = compare_exchange((uint64_t)p, bits / 8, *expected, desired, order,  \
		                                         order_failure, weak, frame);                       \
		if (e->kind == EV_RMW)                                                                      \
			return 1;                                                                           \
		uint##bits##_t old = (uint##bits##_t)e->value_read;                                         \
		uint32_t effects = rt.current->effects;                                                     \
		plain_access((uint64_t)expected, bits / 8, true, frame->pc);                                \
		if (old == *expected) /* a spurious failure writes what is there */                         \
			rt.current->effects = effects;                                                      \
		*expected = old;                                                                            \
		return 0;                                                                                   \
	}

#define DEFINE(bits)                                                                                        \
	uint64_t atomic##bits##_load(uint##bits##_t *p, int order, UNUSED3, const struct hook_frame *frame) \
	{                                                                                                   \
		if (!rt_in_program())                                                                       \
			/* seq_cst: a native run, not weaker than what the program asks for */              \
			return __atomic_load_n(p, __ATOMIC_SEQ_CST);                                        \
		return modify(OP_LOAD, (uint64_t)p, bits / 8, 0, order, frame);                             \
	}                                                                                                   \
	uint64_t atomic##bits##_store(uint##bits##_t *p, uint##bits##_t v, int order, UNUSED2,              \
	                              const struct hook_frame *frame)                                       \
	{                                                                                                   \
		if (rt_in_program())                                                                        \
			modify(OP_STORE, (uint64_t)p, bits / 8, v, order, frame);                           \
		else                                                                                        \
			/* seq_cst: a native run, not weaker than what the program asks for */              \
			__atomic_store_n(p, v, __ATOMIC_SEQ_CST);                                           \
		return 0;                                                                                   \
	}                                                                                                   \
	DEFINE_FETCH(bits, exchange, OP_EXCHANGE, __atomic_exchange_n)                                      \
	DEFINE_FETCH(bits, add, OP_ADD, __atomic_fetch_add)                                                 \
	DEFINE_FETCH(bits, sub, OP_SUB, __atomic_fetch_sub)                                                 \
	DEFINE_FETCH(bits, and, OP_AND, __atomic_fetch_and)                                                 \
	DEFINE_FETCH(bits, or, OP_OR, __atomic_fetch_or)                                                    \
	DEFINE_FETCH(bits, xor, OP_XOR, __atomic_fetch_xor)                                                 \
	DEFINE_FETCH(bits, nand, OP_NAND, __atomic_fetch_nand)                                              \
	DEFINE_CAS(bits, cas, false)                                                                        \
	DEFINE_CAS(bits, cas_weak, true)                                                                    \
	uint64_t atomic##bits##_cas_value(uint##bits##_t *p, uint##bits##_t expected,                       \
	                                  uint##bits##_t desired, int order, int order_failure,             \
	                                  const struct hook_frame *frame)                                   \
	{                                                                                                   \
		if (rt_in_program()) {                                                                      \
			const struct event *e =                                                             \
				compare_exchange((uint64_t)p, bits / 8, expected, desired, order,           \
			                         order_failure, choice_takes_weak(), frame);                \
			choice_tell_failed(event_failed_spuriously(e));                                     \
			return e->value_read;                                                               \
		}                                                                                           \
		/* seq_cst: a native run, not weaker than what the program asks for */                      \
		__atomic_compare_exchange_n(p, &expected, desired, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);  \
		return expected;                                                                            \
	}

DEFINE(8)
DEFINE(16)
DEFINE(32)
DEFINE(64)

EXPORT void __tsan_atomic_thread_fence(int order)
{
	if (!rt_in_program())
		/* seq_cst: a native run, at least as strong as what was asked for */
		__atomic_thread_fence(__ATOMIC_SEQ_CST);
	else if (order_of(order) != RELAXED)
		operation_fence(override_fence(order_of(order), RETURN_ADDRESS, __builtin_frame_address(0)),
		                RETURN_ADDRESS);
}

EXPORT void __tsan_atomic_signal_fence(int order)
{
	/* What is weaker orders a thread with its own signal handlers only. */
	if (rt_in_program() && order_of(order) == SEQ_CST)
		membarrier_light(RETURN_ADDRESS);
}
