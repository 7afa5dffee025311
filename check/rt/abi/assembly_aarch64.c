/*
 * What the program's own assembly does (protocol/assembly_aarch64.h), as operations of the model:
 * hooks_aarch64.S leads here. docs/checker.md says why these orders are not stronger than what the processor
 * promises. As in assembly.c, the instruction is executed after that, on real memory.
 */
#if defined(__aarch64__)

#include "protocol/assembly_aarch64.h"

#include "rt/abi/announced.h"
#include "rt/abi/system_call.h"
#include "rt/error/line_lock.h"
#include "rt/error/notes.h"
#include "rt/error/violation.h"
#include "rt/libc/virtual_time.h"
#include "rt/memory/null_page.h"
#include "rt/memory/plain.h"
#include "rt/memory/wide.h"
#include "rt/run/operation.h"
#include "rt/run/scheduler.h"

struct assembly_frame { /* as hooks_aarch64.S saves them */
	uint64_t address;
	const struct assembly_aarch64 *operation;
	uint64_t from_x2[17], flags;
	struct hook_frame hook;
	uint64_t x0, x1, x16, x17, x30, unused; /* which the program has pushed */
};
_Static_assert(sizeof(struct assembly_frame) == 320 + 48, "see hooks_aarch64.S");

/* --- Registers ------------------------------------------------------------------------------------------ */

static uint64_t *register_at(struct assembly_frame *f, uint8_t number)
{
	switch (number) {
	case 0:
		return &f->x0;
	case 1:
		return &f->x1;
	case 16:
		return &f->x16;
	case 17:
		return &f->x17;
	case 30:
		return &f->x30;
	default:
		return number < 19 ? &f->from_x2[number - 2] : &f->hook.registers[8 + number - 19];
	}
}

static uint64_t operand(struct assembly_frame *f, uint8_t number)
{
	if (number == ARM_IMMEDIATE)
		return (uint64_t)f->operation->immediate;
	return number == 31 ? 0 : *register_at(f, number);
}

static uint64_t bytes_of(uint64_t value, uint8_t size)
{
	return size < 8 ? value & (((uint64_t)1 << 8 * size) - 1) : value;
}

static uint64_t mixed_in(uint64_t h, const void *p, size_t n)
{
	const uint64_t *words = p;

	for (size_t i = 0; i < n / 8; i++) {
		h = (h ^ words[i]) * 0x9fb21c651e98df25u;
		h ^= h >> 32;
	}
	return h;
}

/*
 * A number for what the instructions after this one may find in registers that other calls would not leave as
 * they are: all of them, as it is not known here which are used. The five that are pushed are on the stack.
 */
static uint64_t all_registers(struct assembly_frame *f, const char *vectors)
{
	uint64_t h = mixed_in(0x9e3779b97f4a7c15u, f->from_x2, sizeof f->from_x2 + sizeof f->flags);

	return mixed_in(h, vectors, 512);
}

/* --- Operations ----------------------------------------------------------------------------------------- */

static _Noreturn void refuse_arm(const struct assembly_frame *f, const char *why)
{
	violation_unsupported(f->hook.pc, "%s in assembly: %s",
	                      (const char *)f->operation + f->operation->text, why);
}

static uint8_t order_of(uint8_t arm)
{
	static const uint8_t orders[] = {
		[ARM_RELAXED] = RELAXED,
		[ARM_ACQUIRE] = ACQUIRE,
		[ARM_RELEASE] = RELEASE,
		[ARM_SEQ_CST] = SEQ_CST,
	};

	return orders[arm];
}

static bool is_aligned_access(uint64_t address, uint8_t size)
{
	return !(address & (size - 1u));
}

/* Of the operand's size, in the order of the bytes in memory; what the graph knows it by. */
static uint64_t two_registers(struct assembly_frame *f, uint8_t first)
{
	uint64_t low = operand(f, first), high = operand(f, first == 30 ? 31 : first + 1);

	if (f->operation->size == 8)
		return (uint32_t)low | high << 32;
	return wide_number((wide)high << 64 | low);
}

/* Bytes beyond the operand's, which its value has not: then it is no comparison with a value it can have. */
static bool cannot_be_equal(const struct assembly_aarch64 *o, uint64_t expected)
{
	uint8_t compared = o->flags & ARM_COMPARES_8 ? 8 : o->flags & ARM_COMPARES_4 ? 4 : o->size;

	return bytes_of(expected, compared) != bytes_of(expected, o->size);
}

static void set_arm_operation(struct assembly_frame *f, struct request *q)
{
	static const uint8_t ops[] = {
		[ARM_ADD] = OP_ADD,
		[ARM_SUB] = OP_SUB,
		[ARM_CLEAR] = OP_AND,
		[ARM_AND] = OP_AND,
		[ARM_OR] = OP_OR,
		[ARM_XOR] = OP_XOR,
		[ARM_EXCHANGE] = OP_EXCHANGE,
		[ARM_COMPARE_EXCHANGE] = OP_CAS,
	};
	const struct assembly_aarch64 *o = f->operation;
	uint64_t source = operand(f, o->source);

	if (o->op == ARM_CLEAR || o->flags & ARM_COMPLEMENT)
		source = ~source;
	q->op = ops[o->op];
	q->operand = bytes_of(source, o->size);
	if (o->flags & ARM_PAIRS) {
		q->operand = two_registers(f, o->source);
		q->expected = two_registers(f, o->expected);
		return;
	}
	if (o->op != ARM_COMPARE_EXCHANGE)
		return;
	uint64_t expected = operand(f, o->expected);
	q->expected = bytes_of(expected, o->size);
	if (!cannot_be_equal(o, expected))
		return;
	q->op = OP_LOAD;
	q->order = q->order_failure;
}

static void modify_atomically(struct assembly_frame *f, const char *vectors)
{
	const struct assembly_aarch64 *o = f->operation;
	struct request q = {
		.order = order_of(o->order),
		.order_failure = order_of(o->failure),
		.size = o->size,
		.address = f->address,
		.pc = f->hook.pc,
		.frame = &f->hook,
		.registers = all_registers(f, vectors),
	};

	if (!is_aligned_access(q.address, o->size))
		refuse_arm(f, "an atomic operation on memory that is not aligned is not modelled");
	set_arm_operation(f, &q);
	if (UNLIKELY(rt.lines))
		line_lock_see_access(q.address, true, q.pc, q.frame);
	const struct event *e = operation_perform(&q);
	uint64_t read = e->value_read;
	if (e->kind == EV_RMW || wide_load((const void *)q.address, o->size) != read)
		announced_let_find(q.address, o->size, read, q.pc);
}

static void load_atomically(struct assembly_frame *f, const char *vectors)
{
	const struct assembly_aarch64 *o = f->operation;
	uint64_t address = f->address;

	if (!is_aligned_access(address, o->size)) {
		if (o->order)
			refuse_arm(f, "an acquiring load of memory that is not aligned is not modelled");
		plain_access_from(address, o->size, false, &f->hook);
		return;
	}
	struct request q = {
		.op = OP_LOAD,
		.order = order_of(o->order),
		.size = o->size,
		.address = address,
		.pc = f->hook.pc,
		.frame = &f->hook,
		.registers = all_registers(f, vectors),
	};
	if (UNLIKELY(rt.lines))
		line_lock_see_access(address, false, q.pc, q.frame);
	uint64_t value = operation_perform(&q)->value_read;
	if (value != wide_load((const void *)address, o->size)) /* it may lie in read-only memory */
		announced_let_find(address, o->size, value, q.pc);
}

static void store_atomically(struct assembly_frame *f)
{
	const struct assembly_aarch64 *o = f->operation;
	uint64_t address = f->address, pc = f->hook.pc;

	if (!is_aligned_access(address, o->size)) {
		if (o->order)
			refuse_arm(f, "a releasing store to memory that is not aligned is not modelled");
		plain_access_from(address, o->size, true, &f->hook);
		return;
	}
	null_page_check(address, o->size, true, pc);
	if (UNLIKELY(rt.lines))
		line_lock_see_access(address, true, pc, &f->hook);
	announced_expect(address, o->size, true, order_of(o->order), pc);
}

static void set_register(struct assembly_frame *f, uint8_t number, uint64_t value)
{
	if (number < 31)
		*register_at(f, number) = value;
}

static void call_kernel(struct assembly_frame *f, bool natively)
{
	const long arguments[] = {(long)f->x0,         (long)f->x1,         (long)f->from_x2[0],
	                          (long)f->from_x2[1], (long)f->from_x2[2], (long)f->from_x2[3]};
	long number = (long)f->from_x2[6]; /* x8 */

	if (!natively) {
		f->x0 = (uint64_t)system_call_perform(number, arguments, &f->hook);
		return;
	}
	register long x8 __asm__("x8") = number;
	register long x0 __asm__("x0") = arguments[0];
	register long x1 __asm__("x1") = arguments[1];
	register long x2 __asm__("x2") = arguments[2];
	register long x3 __asm__("x3") = arguments[3];
	register long x4 __asm__("x4") = arguments[4];
	register long x5 __asm__("x5") = arguments[5];
	__asm__ volatile("svc #0"
	                 : "+r"(x0)
	                 : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
	                 : "memory");
	f->x0 = (uint64_t)x0;
}

/* The instruction follows, but for those that are done here. */
static void perform_natively(struct assembly_frame *f)
{
	uint64_t now;

	if (f->operation->op == ARM_SYSTEM_CALL)
		call_kernel(f, true);
	if (f->operation->op != ARM_CLOCK)
		return;
	__asm__ volatile("mrs %0, cntvct_el0" : "=r"(now));
	set_register(f, f->operation->result, now);
}

__attribute__((used)) void assembly_perform(struct assembly_frame *f, const char *vectors)
{
	if (!rt_in_program()) {
		perform_natively(f);
		return;
	}
	schedule_settle(rt.current);
	switch (f->operation->op) {
	case ARM_LOAD:
		load_atomically(f, vectors);
		break;
	case ARM_STORE:
		store_atomically(f);
		break;
	case ARM_FENCE:
		if (f->operation->flags & ARM_STORES_ONLY)
			outcome_add_bound(
				"a barrier of stores alone was taken to order the loads before it, too: "
				"what comes of it that it does not was not explored");
		operation_fence(order_of(f->operation->order), f->hook.pc);
		break;
	case ARM_CLOCK:
		set_register(f, f->operation->result, (uint64_t)time_read(CLOCK_MONOTONIC));
		break;
	case ARM_SYSTEM_CALL:
		call_kernel(f, false);
		break;
	case ARM_UNKNOWN:
		refuse_arm(f, "this instruction is not modelled");
	default:
		modify_atomically(f, vectors);
	}
}

#endif
