/*
 * Atomic operations on 16 bytes, and those that compilers leave to libatomic. entry.S leads here with the
 * program's registers in hook_registers: the arguments take all the places where the pointer to them could be
 * passed. In a native run they exclude each other with a lock, as they do in libatomic.
 */
#include "rt/error/violation.h"
#include "rt/memory/plain.h"
#include "rt/memory/uninitialized.h"
#include "rt/memory/wide.h"
#include "rt/run/operation.h"
#include "rt/run/override.h"

__attribute__((used)) const struct hook_frame *hook_registers;

static int native_lock;

static void lock(void)
{
	/* acquire: pairs with the release in unlock(); else we may miss what the last owner wrote */
	while (__atomic_exchange_n(&native_lock, 1, __ATOMIC_ACQUIRE))
		;
}

static void unlock(void)
{
	/* release: pairs with the acquire in lock(); else the next owner may miss what we wrote */
	__atomic_store_n(&native_lock, 0, __ATOMIC_RELEASE);
}

static uint64_t number(wide v, size_t size)
{
	return size > 8 ? wide_number(v) : (uint64_t)v;
}

static wide perform(uint8_t op, const void *p, size_t size, wide operand, wide expected, int order,
                    int order_failure)
{
	const struct hook_frame *frame = hook_registers;

	if (size > 16 || (size & (size - 1)) || !size)
		violation_unsupported(frame->pc, "atomic operations on %zu bytes", size);
	struct request q = {
		.op = op,
		.order = (uint8_t)order,
		.order_failure = (uint8_t)order_failure,
		.size = (uint8_t)size,
		.address = (uint64_t)p,
		.operand = number(operand, size),
		.expected = number(expected, size),
		.pc = frame->pc,
		.frame = frame,
	};
	uint64_t read = override_perform(&q)->value_read;
	return size > 8 ? wide_value(read) : read;
}

/* Performs it in a native run; returns what was there before. */
static wide natively(uint8_t op, wide *p, wide operand, wide expected)
{
	lock();
	wide old = *p;
	switch (op) {
	case OP_STORE:
	case OP_EXCHANGE:
		*p = operand;
		break;
	case OP_ADD:
		*p = old + operand;
		break;
	case OP_SUB:
		*p = old - operand;
		break;
	case OP_AND:
		*p = old & operand;
		break;
	case OP_OR:
		*p = old | operand;
		break;
	case OP_XOR:
		*p = old ^ operand;
		break;
	case OP_NAND:
		*p = ~(old & operand);
		break;
	case OP_CAS:
		if (old == expected)
			*p = operand;
		break;
	}
	unlock();
	return old;
}

static wide either(uint8_t op, wide *p, wide operand, wide expected, int order, int order_failure)
{
	return rt_in_program() ? perform(op, p, sizeof *p, operand, expected, order, order_failure)
	                       : natively(op, p, operand, expected);
}

wide atomic128_load(wide *p, int order)
{
	return either(OP_LOAD, p, 0, 0, order, order);
}

wide atomic128_store(wide *p, wide v, int order)
{
	return either(OP_STORE, p, v, 0, order, order);
}

#define DEFINE_MODIFY(name, op)                           \
	wide atomic128_##name(wide *p, wide v, int order) \
	{                                                 \
		return either(op, p, v, 0, order, order); \
	}

DEFINE_MODIFY(exchange, OP_EXCHANGE)
DEFINE_MODIFY(add, OP_ADD)
DEFINE_MODIFY(sub, OP_SUB)
DEFINE_MODIFY(and, OP_AND)
DEFINE_MODIFY(or, OP_OR)
DEFINE_MODIFY(xor, OP_XOR)
DEFINE_MODIFY(nand, OP_NAND)

static void touch(const void *p, size_t size, bool write, uint64_t pc)
{
	if (rt_in_program())
		plain_access((uint64_t)p, size, write, pc);
}

int atomic128_cas(wide *p, wide *expected, wide desired, int order, int order_failure)
{
	uint64_t pc = hook_registers->pc;

	touch(expected, sizeof *expected, false, pc);
	wide old = either(OP_CAS, p, desired, *expected, order, order_failure);
	if (old == *expected)
		return 1;
	touch(expected, sizeof *expected, true, pc);
	*expected = old;
	return 0;
}

#if defined(__x86_64__)
/* The failure order is on the stack, above the return address. */
wide atomic128_cas_value(wide *p, wide expected, wide desired, int order)
{
	int order_failure = *(const int *)(&hook_registers->pc + 1);
#else
wide atomic128_cas_value(wide *p, wide expected, wide desired, int order, int order_failure)
{
#endif
	return either(OP_CAS, p, desired, expected, order, order_failure);
}

/* --- Of any size, as in libatomic ------------------------------------------------------------------ */

static wide bytes_at(const void *p, size_t size)
{
	wide v = 0;

	rt_copy(&v, p, size < sizeof v ? size : sizeof v);
	return v;
}

void atomic_any_load(size_t size, void *p, void *result, int order)
{
	if (rt_in_program()) {
		uint64_t pc = hook_registers->pc;
		wide v = perform(OP_LOAD, p, size, 0, 0, order, order);
		touch(result, size, true, pc);
		rt_copy(result, &v, size);
		return;
	}
	lock();
	rt_copy(result, p, size);
	unlock();
}

void atomic_any_store(size_t size, void *p, void *value, int order)
{
	if (rt_in_program()) {
		touch(value, size, false, hook_registers->pc);
		perform(OP_STORE, p, size, bytes_at(value, size), 0, order, order);
		return;
	}
	lock();
	rt_copy(p, value, size);
	unlock();
}

void atomic_any_exchange(size_t size, void *p, void *value, void *result, int order)
{
	if (rt_in_program()) {
		uint64_t pc = hook_registers->pc;
		touch(value, size, false, pc);
		wide v = perform(OP_EXCHANGE, p, size, bytes_at(value, size), 0, order, order);
		touch(result, size, true, pc);
		rt_copy(result, &v, size);
		return;
	}
	lock();
	for (size_t i = 0; i < size; i++) { /* value and result may be the same */
		char old = ((char *)p)[i];
		((char *)p)[i] = ((char *)value)[i];
		((char *)result)[i] = old;
	}
	unlock();
}

int atomic_any_cas(size_t size, void *p, void *expected, void *desired, int order, int order_failure)
{
	if (rt_in_program()) {
		uint64_t pc = hook_registers->pc;
		touch(expected, size, false, pc);
		touch(desired, size, false, pc);
		wide was = bytes_at(expected, size);
		wide old = perform(OP_CAS, p, size, bytes_at(desired, size), was, order, order_failure);
		if (old == was)
			return 1;
		touch(expected, size, true, pc);
		rt_copy(expected, &old, size);
		return 0;
	}
	lock();
	bool same = !rt_compare(p, expected, size);
	rt_copy(same ? p : expected, same ? desired : p, size);
	unlock();
	return same;
}
