/*
 * What the program's own assembly does (protocol/assembly.h), as operations of the model: assembly.S leads
 * here. docs/checker.md says why these orders are not stronger than what the processor promises.
 *
 * The instruction is executed after that, on real memory. So what a load or a read-modify-write has read is
 * put where the instruction will find it; memory is as the engine wants it when the program comes here again
 * (announced.c). What a store has written is known only then.
 */
#include "rt/abi/assembly.h"

#if defined(__x86_64__)

#include "rt/abi/announced.h"
#include "rt/abi/system_call.h"
#include "rt/error/line_lock.h"
#include "rt/error/violation.h"
#include "rt/libc/virtual_time.h"
#include "rt/loops/frames.h"
#include "rt/memory/location_map.h"
#include "rt/memory/null_page.h"
#include "rt/memory/plain.h"
#include "rt/memory/shadow.h"
#include "rt/memory/wide.h"
#include "rt/run/operation.h"
#include "rt/run/scheduler.h"

#include <cpuid.h>

_Static_assert(ASSEMBLY_SYSTEM_CALL == 17 && ASSEMBLY_INSTEAD == 1, "see assembly.S");

struct assembly_frame { /* as assembly.S saves them */
	uint64_t r11, r10, r9, r8;
	uint64_t address; /* in rdi and rsi, which the program has pushed */
	const struct assembly_operation *operation;
	uint64_t rdx, rcx, rax, flags;
	struct hook_frame hook;
	uint64_t rsi, rdi;
};
_Static_assert(sizeof(struct assembly_frame) == 152, "see assembly.S");

/* --- Vector registers ----------------------------------------------------------------------------------- */

/* Parts of the state that xsave saves, by its bits. */
#define X87    1u
#define SSE    2u
#define OTHERS 0xe4u /* the upper halves of AVX, and AVX-512 */

__attribute__((used)) uint32_t assembly_vectors_size = 512, assembly_vectors_mask;

static struct part {
	uint32_t offset, size;
} parts[8]; /* by bit */

static uint64_t supported(void)
{
	uint32_t low, high;

	__asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
	return (uint64_t)high << 32 | low;
}

void assembly_init(void)
{
	uint32_t a, b, c, d;

	if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_OSXSAVE))
		return;
	uint32_t mask = (uint32_t)supported() & (X87 | SSE | OTHERS), end = 512 + 64;
	for (uint32_t i = 2; i < 8; i++) {
		if (!(mask >> i & 1))
			continue;
		__cpuid_count(0xd, i, a, b, c, d);
		parts[i] = (struct part){b, a};
		end = b + a > end ? b + a : end;
	}
	assembly_vectors_mask = mask;
	assembly_vectors_size = end;
}

static uint64_t mix_in(uint64_t h, const void *p, size_t n)
{
	const uint64_t *words = p;

	for (size_t i = 0; i < n / 8; i++) {
		h = (h ^ words[i]) * 0x9fb21c651e98df25u;
		h ^= h >> 32;
	}
	return h;
}

static uint64_t vectors(uint64_t h, const char *saved)
{
	uint64_t present = assembly_vectors_mask ? *(const uint64_t *)(saved + 512) : X87 | SSE;

	h = mix_in(h, &present, sizeof present);
	if (present & X87 && saved[4]) /* some register is not empty */
		h = mix_in(h, saved + 32, 128);
	if (present & SSE)
		h = mix_in(h, saved + 160, 256);
	for (uint32_t i = 2; i < 8; i++)
		if (present >> i & 1)
			h = mix_in(h, saved + parts[i].offset, parts[i].size);
	return h;
}

/* --- Registers ------------------------------------------------------------------------------------------ */

#define ARITHMETIC_FLAGS 0x8d5u

static uint64_t *register_at(struct assembly_frame *f, uint8_t number)
{
	uint64_t *hook = f->hook.registers;
	uint64_t *const all[] = {&f->rax, &f->rcx, &f->rdx, &hook[4], NULL,     &hook[5], &f->rsi,  &f->rdi,
	                         &f->r8,  &f->r9,  &f->r10, &f->r11,  &hook[3], &hook[2], &hook[1], &hook[0]};

	return all[number];
}

/*
 * A number for what the instructions after this one find in registers that other calls would not leave as
 * they are. rsi and rdi are on the stack.
 */
static uint64_t registers_that_matter(struct assembly_frame *f, const char *saved)
{
	uint32_t matters = frames_known(rt.current, &f->hook)->others;
	uint64_t h = 0x9e3779b97f4a7c15u;

	for (uint8_t r = 0; r < 16; r++)
		if (matters >> r & 1 && r != 4)
			h = mix_in(h, register_at(f, r), 8);
	uint64_t flags = f->flags & ARITHMETIC_FLAGS;
	if (matters & FRAMES_FLAGS)
		h = mix_in(h, &flags, sizeof flags);
	return matters & FRAMES_VECTORS ? vectors(h, saved) : h;
}

static uint64_t second_operand(struct assembly_frame *f)
{
	const struct assembly_operation *o = f->operation;
	uint64_t mask = o->size < 8 ? ((uint64_t)1 << 8 * o->size) - 1 : ~(uint64_t)0;

	if (o->source == ASSEMBLY_IMMEDIATE)
		return (uint64_t)o->immediate & mask;
	if (o->source >= 16)
		return *register_at(f, o->source - 16) >> 8 & 0xff;
	if (o->source == 4)
		return (uint64_t)(&f->rdi + 1) + 128; /* the stack pointer */
	return *register_at(f, o->source) & mask;
}

/* --- Operations ----------------------------------------------------------------------------------------- */

static _Noreturn void refuse(const struct assembly_frame *f, const char *why)
{
	violation_unsupported(f->hook.pc, "%s%s: %s", assembly_text(f->operation),
	                      f->operation->flags & ASSEMBLY_COMPILED ? "" : " in assembly", why);
}

/*
 * A bit may lie outside of the operand, if its number is in a register. The operand becomes what the bit is
 * in, the result is its mask.
 */
static uint64_t bit_of(struct assembly_frame *f, uint64_t *address)
{
	const struct assembly_operation *o = f->operation;
	unsigned bits = 8u * o->size;
	int64_t number;

	if (o->source == ASSEMBLY_IMMEDIATE)
		return (uint64_t)1 << ((uint64_t)o->immediate % bits);
	number = (int64_t)(*register_at(f, o->source) << (64 - bits)) >> (64 - bits);
	*address += (uint64_t)((number & ~(int64_t)(bits - 1)) / 8);
	return (uint64_t)1 << ((uint64_t)number % bits);
}

static void set_operation(struct assembly_frame *f, struct request *q)
{
	static const uint8_t ops[] = {
		[ASSEMBLY_ADD] = OP_ADD,
		[ASSEMBLY_SUB] = OP_SUB,
		[ASSEMBLY_AND] = OP_AND,
		[ASSEMBLY_OR] = OP_OR,
		[ASSEMBLY_XOR] = OP_XOR,
		[ASSEMBLY_EXCHANGE] = OP_EXCHANGE,
		[ASSEMBLY_COMPARE_EXCHANGE] = OP_CAS,
		[ASSEMBLY_NEGATE] = OP_NEGATE,
		[ASSEMBLY_ADD_CARRY] = OP_ADD,
		[ASSEMBLY_SUB_CARRY] = OP_SUB,
		[ASSEMBLY_BIT_SET] = OP_OR,
		[ASSEMBLY_BIT_CLEAR] = OP_AND,
		[ASSEMBLY_BIT_FLIP] = OP_XOR,
	};
	const struct assembly_operation *o = f->operation;

	q->op = ops[o->op];
	if (o->op >= ASSEMBLY_BIT_SET) {
		uint64_t bit = bit_of(f, &q->address);
		uint64_t all = o->size < 8 ? ((uint64_t)1 << 8 * o->size) - 1 : ~(uint64_t)0;
		q->operand = o->op == ASSEMBLY_BIT_CLEAR ? ~bit & all : bit;
	} else if (o->size == 16) {
		q->operand = wide_number((wide)f->rcx << 64 | f->hook.registers[4]);
		q->expected = wide_number((wide)f->rdx << 64 | f->rax);
	} else if (o->source == ASSEMBLY_PAIR) {
		q->operand = f->rcx << 32 | (uint32_t)f->hook.registers[4];
		q->expected = f->rdx << 32 | (uint32_t)f->rax;
	} else {
		q->operand = second_operand(f);
		if (o->op == ASSEMBLY_ADD_CARRY || o->op == ASSEMBLY_SUB_CARRY)
			q->operand += f->flags & 1;
		if (q->op == OP_CAS)
			q->expected = o->size < 8 ? f->rax & (((uint64_t)1 << 8 * o->size) - 1) : f->rax;
	}
}

static bool may_be_atomic(uint64_t address, uint8_t size)
{
	return size <= 8 && !(address & (size - 1u));
}

static void modify_locked(struct assembly_frame *f, const char *saved)
{
	const struct assembly_operation *o = f->operation;
	struct request q = {
		.order = SEQ_CST,
		.order_failure = SEQ_CST,
		.strong = true,
		.size = o->size,
		.address = f->address,
		.pc = f->hook.pc,
		.frame = &f->hook,
		.registers = registers_that_matter(f, saved),
	};

	set_operation(f, &q);
	if (o->size == 16 && o->op != ASSEMBLY_COMPARE_EXCHANGE)
		refuse(f, "an atomic operation on 16 bytes that is not modelled");
	if (q.address & (o->size - 1u))
		refuse(f, "an atomic operation on memory that is not aligned is not modelled");
	if (UNLIKELY(rt.lines))
		line_lock_see_access(q.address, true, q.pc, q.frame);
	operation_fence(SEQ_CST, q.pc);
	const struct event *e = operation_perform(&q);
	uint64_t read = e->value_read;
	bool writes = e->kind == EV_RMW;
	operation_fence(SEQ_CST, q.pc + 1);
	if (writes || wide_load((const void *)q.address, o->size) != read)
		announced_let_find(q.address, o->size, read, q.pc);
}

static void read_memory(struct assembly_frame *f, const char *saved)
{
	uint8_t size = f->operation->size;
	uint64_t address = f->address;

	if (!may_be_atomic(address, size)) {
		plain_access_from(address, size, false, &f->hook);
		return;
	}
	struct request q = {
		.op = OP_LOAD,
		.order = ACQUIRE,
		.strong = true,
		.size = size,
		.address = address,
		.pc = f->hook.pc,
		.frame = &f->hook,
		.registers = registers_that_matter(f, saved),
	};
	if (UNLIKELY(rt.lines))
		line_lock_see_access(address, false, q.pc, q.frame);
	uint64_t value = operation_perform(&q)->value_read;
	if (value != wide_load((const void *)address, size)) /* it may lie in read-only memory */
		announced_let_find(address, size, value, q.pc);
}

static void write_memory(struct assembly_frame *f)
{
	uint8_t size = f->operation->size;
	uint64_t address = f->address, pc = f->hook.pc;

	if (!may_be_atomic(address, size)) {
		plain_access_from(address, size, true, &f->hook);
		return;
	}
	null_page_check(address, size, true, pc);
	if (UNLIKELY(rt.lines))
		line_lock_see_access(address, true, pc, &f->hook);
	announced_expect(address, size, true, RELEASE, pc);
}

/* --- Lanes of vectors, and bit strings ------------------------------------------------------------------ */

/* Half of a register is one part of what is saved. Registers that were never used are zero. */
static void take_vector(const char *saved, uint8_t number, uint8_t bytes[64])
{
	const struct {
		unsigned bit;
		uint32_t offset, size, at;
	} halves[] = {
		{1, 160u + 16u * number, 16, 0},
		{2, parts[2].offset + 16u * number, 16, 16},
		{6, parts[6].offset + 32u * number, 32, 32},
	};
	uint64_t present = assembly_vectors_mask ? *(const uint64_t *)(saved + 512) : X87 | SSE;

	for (unsigned k = 0; k < 64; k++)
		bytes[k] = 0;
	if (number >= 16) {
		if (present >> 7 & 1)
			rt_copy(bytes, saved + parts[7].offset + (size_t)64 * (number - 16u), 64);
		return;
	}
	for (unsigned k = 0; k < 3; k++)
		if (present >> halves[k].bit & 1)
			rt_copy(bytes + halves[k].at, saved + halves[k].offset, halves[k].size);
}

static uint64_t take_mask_register(const char *saved, uint8_t number)
{
	uint64_t value = 0;

	if (assembly_vectors_mask && *(const uint64_t *)(saved + 512) >> 5 & 1)
		rt_copy(&value, saved + parts[5].offset + (size_t)8 * number, 8);
	return value;
}

/* A bit for each lane: whether it is accessed. */
static uint64_t lanes_accessed(const struct assembly_lanes *l, uint8_t element, const char *saved)
{
	uint64_t all = l->count < 64 ? ((uint64_t)1 << l->count) - 1 : ~(uint64_t)0, bits = 0;
	uint8_t bytes[64] = {0};

	switch (l->kind) {
	case ASSEMBLY_BITS:
		return take_mask_register(saved, l->mask) & all;
	case ASSEMBLY_ANY_BIT:
		return (take_mask_register(saved, l->mask) & all) != 0;
	case ASSEMBLY_PACKED:
		bits = (uint64_t)__builtin_popcountll(take_mask_register(saved, l->mask) & all);
		return bits < 64 ? ((uint64_t)1 << bits) - 1 : ~(uint64_t)0;
	case ASSEMBLY_MMX:
		rt_copy(bytes, saved + 32 + (size_t)16 * l->mask, 8);
		break;
	case ASSEMBLY_VECTOR:
		take_vector(saved, l->mask, bytes);
		break;
	default:
		return all;
	}
	for (unsigned n = 0; n < l->count; n++)
		bits |= (uint64_t)(bytes[(n + 1) * element - 1] >> 7) << n;
	return bits;
}

/* How far from the operation's address a lane is. */
static uint64_t lane_offset(const struct assembly_frame *f, const struct assembly_lanes *l, unsigned n,
                            const uint8_t *indices)
{
	int64_t index = 0;
	int32_t narrow;

	if (l->index == ASSEMBLY_NO_INDEX)
		return (uint64_t)n * f->operation->size;
	if (l->index == ASSEMBLY_INDEX_AL)
		return f->rax & 0xff;
	if (l->index_size == 4) {
		rt_copy(&narrow, indices + (size_t)4 * n, 4);
		index = narrow;
	} else {
		rt_copy(&index, indices + (size_t)8 * n, 8);
	}
	return (uint64_t)index * l->scale;
}

static void access_lanes(struct assembly_frame *f, const char *saved)
{
	const struct assembly_operation *o = f->operation;
	uint8_t size = o->size, indices[64] = {0};
	struct assembly_lanes l;

	rt_copy(&l, &o->immediate, sizeof l);
	uint64_t bits = lanes_accessed(&l, size, saved);
	if (l.index < ASSEMBLY_INDEX_AL)
		take_vector(saved, l.index, indices);
	for (unsigned n = 0, run; n < l.count; n += run) {
		run = 1;
		if (!(bits >> n & 1))
			continue;
		while (l.index == ASSEMBLY_NO_INDEX && n + run < l.count && bits >> (n + run) & 1)
			run++;
		plain_access_from(f->address + lane_offset(f, &l, n, indices), (size_t)run * size, l.writes,
		                  &f->hook);
	}
	/* Others may have run between them: a snapshot since then has to have all of these bytes. */
	for (unsigned n = 0; l.writes && n < l.count; n++)
		if (bits >> n & 1)
			memory_save(f->address + lane_offset(f, &l, n, indices), size);
}

static void access_bit(struct assembly_frame *f, const char *saved)
{
	uint8_t op = f->operation->op;

	(void)bit_of(f, &f->address);
	if (op == ASSEMBLY_BIT_LOAD) {
		read_memory(f, saved);
		return;
	}
	plain_access_from(f->address, f->operation->size, false, &f->hook);
	if (op == ASSEMBLY_BIT_WRITE)
		plain_access_from(f->address, f->operation->size, true, &f->hook);
}

/* What calls push onto the stack is written to where it points to. */
static void set_stack(const struct assembly_frame *f)
{
	const struct assembly_operation *o = f->operation;
	uint64_t to = f->address;

	if (o->source != ASSEMBLY_IMMEDIATE)
		to = o->source == 4 ? (uint64_t)(f + 1)
		                    : *register_at((struct assembly_frame *)(uintptr_t)f, o->source);
	else if (o->immediate)
		rt_copy(&to, (const void *)f->address, sizeof to);
	if (to <= (uint64_t)rt.current->stack_low || to > (uint64_t)rt.current->stack_high)
		refuse(f, "a stack pointer that does not point to the thread's stack is not modelled");
}

static void read_clock(struct assembly_frame *f)
{
	uint64_t now = time_read(CLOCK_MONOTONIC);

	f->rax = (uint32_t)now;
	f->rdx = now >> 32;
	if (f->operation->source)
		f->rcx = 0; /* the processor's number */
}

static void call_system(struct assembly_frame *f)
{
	const long arguments[] = {(long)f->rdi, (long)f->rsi, (long)f->rdx,
	                          (long)f->r10, (long)f->r8,  (long)f->r9};

	f->rax = (uint64_t)system_call_perform((long)f->rax, arguments, &f->hook);
	f->rcx = f->hook.pc;
	f->r11 = f->flags;
}

__attribute__((used)) void assembly_perform(struct assembly_frame *f, const char *saved)
{
	schedule_settle(rt.current);
	switch (f->operation->op) {
	case ASSEMBLY_LOAD:
		read_memory(f, saved);
		break;
	case ASSEMBLY_STORE:
		write_memory(f);
		break;
	case ASSEMBLY_FENCE:
		operation_fence(SEQ_CST, f->hook.pc);
		break;
	case ASSEMBLY_LANES:
		access_lanes(f, saved);
		break;
	case ASSEMBLY_BIT_LOAD:
	case ASSEMBLY_BIT_READ:
	case ASSEMBLY_BIT_WRITE:
		access_bit(f, saved);
		break;
	case ASSEMBLY_STACK:
		set_stack(f);
		break;
	case ASSEMBLY_CLOCK:
		read_clock(f);
		break;
	case ASSEMBLY_SYSTEM_CALL:
		call_system(f);
		break;
	default:
		if (!assembly_locks(f->operation))
			refuse(f, "this instruction is not modelled");
		modify_locked(f, saved);
	}
}

#else

void assembly_init(void)
{
}

#endif
