/*
 * What matters of the stack. A variable whose value is not read again is a part of the stack all the
 * same: without optimization compilers leave everything there. A loop that waits would not be seen to be
 * in the same state again.
 *
 * For a function that is about to go on at some place, a byte of its frame is dead if it is overwritten,
 * or its frame is left, before it is read, on every path from there through the machine code. The usual
 * backward analysis finds that, and the same for registers. What the code may do is judged conservatively:
 * more paths, more reads and fewer writes than there are. It rests on the following, all of which is
 * looked at for the function as a whole, from its first instruction on. If any of it does not hold, or an
 * instruction is not known, all of the frame matters.
 *
 *  - Every instruction that can run is found: jumps have a target in the code, and calls their landing
 *    pad for exceptions in the table for that; functions that jump through tables are given up, and so
 *    are those that call setjmp, which may return again.
 *  - The distance of the stack pointer from the frame pointer is the same on every path to an instruction
 *    (no alloca).
 *  - The frame is read and written through the stack pointer, the frame pointer, or an address that was
 *    made from them in registers and is known. No such address ever leaves the registers: it is not
 *    stored, and is passed only to the hooks for plain accesses, which do not look at what is
 *    there, and compare-exchanges, which read and write their expected value. So no other code can read the
 *    frame: no callee, no other thread, no pointer that was taken before.
 *  - Arguments on the stack, written through the stack pointer, are read by every call that is no hook. A
 *    function that looks at its own ends what is known: its caller's frame matters as a whole.
 *  - When it returns, the callee-saved registers matter that matter to its caller, where it goes on:
 *    callers are looked at first. For the unwinder, what it has saved them in matters at every call.
 *
 * All of that is found in the code alone, so that it is the same in every run. It is looked for when a
 * fingerprint first meets a place.
 */
#include "rt/loops/frames.h"

#if defined(__x86_64__)

#include "rt/abi/assembly.h"
#include "rt/loops/decode.h"
#include "rt/loops/functions.h"

#include "engine/reserve.h"

#include <string.h>

struct live {
	uint64_t bytes[FRAME_BYTES / 64]; /* a bit for each, from the lowest on */
	uint32_t registers;               /* a bit for each, as they are numbered in machine code */
};

#define MAX_SPOTS 4096 /* instructions of a function */
#define SPOT_HASH 16384

#define NO_ADDRESS  INT16_MIN       /* not of the frame */
#define ANY_ADDRESS (INT16_MIN + 1) /* of the frame, but where? */

#define CALLEE_SAVED (BIT(RBX) | BIT(RBP) | BIT(R12) | BIT(R13) | BIT(R14) | BIT(R15))
#define CALLER_SAVED (0xffffu & ~CALLEE_SAVED & ~BIT(RSP))
/* What a call need not leave as it is. */
#define OTHERS (CALLER_SAVED | FRAMES_FLAGS | FRAMES_VECTORS)
#define ARGUMENTS \
	(FRAMES_VECTORS | BIT(RAX) | BIT(RDI) | BIT(RSI) | BIT(RDX) | BIT(RCX) | BIT(R8) | BIT(R9) | BIT(R10))

struct knowledge { /* before an instruction; offsets are from where the frame pointer points to in the body */
	int16_t value[16];
	/* callee-saved registers as the caller left them, and rax, which is pushed as a filler then */
	uint16_t intact;
};

struct slot {
	int16_t at;
	uint8_t size; /* 0: there is none */
};

struct spot {
	uint64_t address;
	struct instruction i;
	struct knowledge before;
	uint32_t next, target; /* spots, 0: none; of a call the target is its landing pad */
	struct slot read, written;
	bool reads_all, exits, calls, queued;
	bool keeps; /* a call that changes no register */
	struct live in;
};

struct code { /* of the function that is being looked at */
	struct spot spots[MAX_SPOTS];
	uint32_t count; /* the first is none */
	uint16_t by_address[SPOT_HASH];
	uint16_t queue[MAX_SPOTS];
	uint32_t queued;
	struct function_bounds bounds; /* start 0: of none yet */
	struct live passed;            /* bytes that hold arguments of calls */
	struct live saved[16];         /* bytes where that register may have been saved */
	bool reads_arguments, bad;
};

static struct code *code;

/* --- Hooks -------------------------------------------------------------------------------------------- */

/* clang-format off */
#define FOR_PLAIN_HOOKS(X) \
	X(read1) X(read2) X(read4) X(read8) X(read16) X(write1) X(write2) X(write4) X(write8) \
	X(write16) X(read_write1) X(read_write2) X(read_write4) X(read_write8) X(read_write16) \
	X(volatile_read1) X(volatile_read2) X(volatile_read4) X(volatile_read8) X(volatile_read16) \
	X(volatile_write1) X(volatile_write2) X(volatile_write4) X(volatile_write8) \
	X(volatile_write16) X(unaligned_read2) X(unaligned_read4) X(unaligned_read8) \
	X(unaligned_read16) X(unaligned_write2) X(unaligned_write4) X(unaligned_write8) \
	X(unaligned_write16) X(func_entry)
/* clang-format on */

#define DECLARE(name) void __tsan_##name(void *);
FOR_PLAIN_HOOKS(DECLARE)
void __tsan_func_exit(void);

/* clang-format off */
#define FOR_EXCHANGES(X) \
	X(8, compare_exchange_strong) X(16, compare_exchange_strong) \
	X(32, compare_exchange_strong) X(64, compare_exchange_strong) \
	X(8, compare_exchange_weak) X(16, compare_exchange_weak) \
	X(32, compare_exchange_weak) X(64, compare_exchange_weak)
/* clang-format on */

#define DECLARE_EXCHANGE(bits, name) void __tsan_atomic##bits##_##name(void);
FOR_EXCHANGES(DECLARE_EXCHANGE)

bool frames_is_plain_hook(uint64_t target)
{
#define ADDRESS(name) (uint64_t) __tsan_##name,
	static uint64_t hooks[] = {FOR_PLAIN_HOOKS(ADDRESS)(uint64_t) __tsan_func_exit};

	for (size_t i = 0; i < sizeof hooks / sizeof hooks[0]; i++)
		if (hooks[i] == target)
			return true;
	return false;
}

/*
 * How many bytes of an expected value the function reads and writes through its second argument; 0: it is
 * none of those.
 */
static uint8_t expected_size(uint64_t target)
{
#define EXCHANGE(bits, name) {(uint64_t)__tsan_atomic##bits##_##name, bits / 8},
	static const struct {
		uint64_t address;
		uint8_t size;
	} exchanges[] = {FOR_EXCHANGES(EXCHANGE)};

	for (size_t i = 0; i < sizeof exchanges / sizeof exchanges[0]; i++)
		if (exchanges[i].address == target)
			return exchanges[i].size;
	return 0;
}

/* --- Calls that return more than once ----------------------------------------------------------------- */

static uint64_t relative(const uint8_t *p, unsigned length)
{
	int32_t distance;

	rt_copy(&distance, p + length - 4, sizeof distance);
	return (uint64_t)(p + length) + (uint64_t)(int64_t)distance;
}

/* The word through which a stub of the linker's jumps; 0 if the code there is none. */
static uint64_t word_of_stub(uint64_t target)
{
	static const uint8_t begin[] = {0xf3, 0x0f, 0x1e, 0xfa};
	const uint8_t *p = (const uint8_t *)target;

	if (!rt_compare(p, begin, sizeof begin))
		p += sizeof begin;
	p += *p == 0xf2;
	return p[0] == 0xff && p[1] == 0x25 ? relative(p, 6) : 0;
}

static bool returns_once(const char *name)
{
	static const char *const twice[] = {"setjmp", "savectx", "vfork", "getcontext"};

	for (size_t i = 0; i < sizeof twice / sizeof twice[0]; i++)
		for (const char *p = name; *p; p++)
			if (!strncmp(p, twice[i], strlen(twice[i])))
				return false;
	return true;
}

/* In jumps.S: they are called directly. */
extern char jumps_begin[] __attribute__((weak, visibility("hidden")));
extern char jumps_end[] __attribute__((weak, visibility("hidden")));

/* Others are libc's, and programs are not linked statically. */
static bool may_return_twice(const struct spot *s)
{
	uint64_t word = 0;
	const char *name;

	if (s->i.target >= (uint64_t)jumps_begin && s->i.target < (uint64_t)jumps_end)
		return true;
	if (s->i.target)
		word = word_of_stub(s->i.target);
	else if (s->i.memory && s->i.elsewhere)
		word = relative((const uint8_t *)s->address, s->i.length);
	if (!word)
		return false;
	name = function_called_through(word);
	return name ? !returns_once(name) : s->i.target != 0;
}

/* --- Sets --------------------------------------------------------------------------------------------- */

static void add_bytes(struct live *l, int at, unsigned size)
{
	for (int b = at; b < at + (int)size; b++)
		if (b >= -FRAME_BYTES && b < 0)
			l->bytes[(b + FRAME_BYTES) / 64] |= 1ull << ((b + FRAME_BYTES) % 64);
}

static void take_bytes(struct live *l, struct slot s)
{
	for (int b = s.at; b < s.at + (int)s.size; b++)
		if (b >= -FRAME_BYTES && b < 0)
			l->bytes[(b + FRAME_BYTES) / 64] &= ~(1ull << ((b + FRAME_BYTES) % 64));
}

static void add(struct live *l, const struct live *other)
{
	for (unsigned i = 0; i < sizeof l->bytes / sizeof l->bytes[0]; i++)
		l->bytes[i] |= other->bytes[i];
	l->registers |= other->registers;
}

/* The same of bytes alone, without those below the stack pointer. */
static void add_above(struct live *l, const struct live *other, int sp)
{
	for (int b = sp < -FRAME_BYTES ? -FRAME_BYTES : sp; b < 0; b++)
		if (other->bytes[(b + FRAME_BYTES) / 64] >> ((b + FRAME_BYTES) % 64) & 1)
			add_bytes(l, b, 1);
}

static bool same(const struct live *a, const struct live *b)
{
	return a->registers == b->registers && !rt_compare(a->bytes, b->bytes, sizeof a->bytes);
}

/* --- The code and its addresses, forward -------------------------------------------------------------- */

static uint32_t find_spot(uint64_t address, bool make)
{
	uint32_t h = (uint32_t)(address * 0x9e3779b97f4a7c15u >> 50);

	for (; code->by_address[h]; h = (h + 1) % SPOT_HASH)
		if (code->spots[code->by_address[h]].address == address)
			return code->by_address[h];
	if (!make || code->count == MAX_SPOTS) {
		code->bad |= make;
		return 0;
	}
	code->by_address[h] = (uint16_t)code->count;
	code->spots[code->count] = (struct spot){.address = address};
	return code->count++;
}

static bool is_address(int16_t value)
{
	return value != NO_ADDRESS;
}

static int16_t moved(int16_t value, int64_t by)
{
	if (value == NO_ADDRESS || value == ANY_ADDRESS)
		return value;
	int64_t sum = value + by;
	return (int16_t)(sum < -16000 || sum > 16000 ? ANY_ADDRESS : sum);
}

/* Whether anything is different now. */
static bool meet(struct knowledge *k, const struct knowledge *other)
{
	bool changed = false;

	for (unsigned r = 0; r < 16; r++)
		if (k->value[r] != other->value[r] && k->value[r] != ANY_ADDRESS) {
			k->value[r] = ANY_ADDRESS;
			changed = true;
		}
	if (k->intact & ~other->intact) {
		k->intact &= other->intact;
		changed = true;
	}
	return changed;
}

static uint32_t reach(uint64_t address, const struct knowledge *k)
{
	bool is_new = !find_spot(address, false);
	uint32_t n = find_spot(address, true);

	if (!n)
		return 0;
	struct spot *s = &code->spots[n];
	if (is_new)
		s->before = *k;
	if ((is_new || meet(&s->before, k)) && !s->queued) {
		s->queued = true;
		code->queue[code->queued++] = (uint16_t)n;
	}
	return n;
}

/* A slot that is read or written: in the frame, among what the call has saved, or an argument. */
static struct slot slot_at(int16_t at, unsigned size, bool write)
{
	if (at == ANY_ADDRESS || at < -FRAME_BYTES || (at < 0 && at + (int)size > 0) ||
	    (write && at >= 0 && at < 16))
		code->bad = true;
	else if (at >= 16)
		code->reads_arguments = true;
	else if (at < 0)
		return (struct slot){at, (uint8_t)size};
	return (struct slot){0, 0};
}

/* The memory operand. */
static void access_memory(struct spot *s, const struct knowledge *k)
{
	const struct instruction *i = &s->i;
	int16_t base = (int16_t)(i->base == NO_REGISTER ? NO_ADDRESS : k->value[i->base]);

	if (i->index != NO_REGISTER && is_address(k->value[i->index]))
		code->bad = true;
	if (!is_address(base))
		return;
	if (i->elsewhere || base == ANY_ADDRESS) {
		code->bad = true;
	} else if (i->index != NO_REGISTER) {
		s->reads_all |= i->reads;
		code->reads_arguments = true; /* for all that is known */
	} else {
		int16_t at = moved(base, i->displacement);
		if (i->reads)
			s->read = slot_at(at, i->size, false);
		if (i->writes)
			s->written = slot_at(at, i->size, true);
		if (i->writes && i->base == RSP)
			add_bytes(&code->passed, at, i->size);
	}
}

/* Registers that it reads: an address of the frame goes no further. */
static void check_uses(struct spot *s, const struct knowledge *k)
{
	const struct instruction *i = &s->i;
	bool allowed = i->what == WHAT_COPY || i->what == WHAT_ADD || i->what == WHAT_COMPARE ||
	               i->what == WHAT_LEAVE || i->what == WHAT_STRING;

	for (unsigned r = 0; r < 16; r++)
		if (i->uses & BIT(r) && is_address(k->value[r]) && !allowed)
			code->bad = true;
	if (i->what == WHAT_STRING && (is_address(k->value[RSI]) || is_address(k->value[RDI]))) {
		s->reads_all = true;
		code->reads_arguments = true;
		code->bad |= is_address(k->value[RAX]) || is_address(k->value[RCX]);
	}
}

static void note_saved(const struct spot *s, const struct knowledge *k, struct slot slot)
{
	uint8_t r = s->i.from;

	if (slot.size == 8 && r != NO_REGISTER && k->intact & BIT(r))
		add_bytes(&code->saved[r], slot.at, 8);
	else if (s->i.what == WHAT_PUSH)
		add_bytes(&code->passed, slot.at, 8);
}

static void push_or_pop(struct spot *s, struct knowledge *k)
{
	const struct instruction *i = &s->i;

	if (i->what == WHAT_PUSH) {
		k->value[RSP] = moved(k->value[RSP], -8);
		if (k->value[RSP] == 0)
			code->bad |= i->from != RBP ||
			             !(k->intact & BIT(RBP)); /* where the caller's frame pointer is */
		else
			note_saved(s, k, slot_at(k->value[RSP], 8, true));
		return;
	}
	if (i->what == WHAT_LEAVE)
		k->value[RSP] = k->value[RBP];
	uint8_t to = i->what == WHAT_LEAVE ? RBP : i->to;
	if (k->value[RSP] == 0)
		code->bad |= to != RBP;
	s->read = slot_at(k->value[RSP], 8, false);
	k->value[RSP] = moved(k->value[RSP], 8);
	k->value[to] = NO_ADDRESS;
}

static int16_t made_address(const struct instruction *i, const struct knowledge *k)
{
	int16_t base = (int16_t)(i->base == NO_REGISTER ? NO_ADDRESS : k->value[i->base]);
	bool index = i->index != NO_REGISTER && is_address(k->value[i->index]);

	if (index || (is_address(base) && i->index != NO_REGISTER))
		return ANY_ADDRESS;
	return moved(base, i->displacement);
}

/* What it looks at that the instruction behind it does not. */
static uint16_t used_by_assembly(const struct assembly_operation *o)
{
	if (!o)
		return (uint16_t)~BIT(RSP);
	if (!(o->flags & ASSEMBLY_INSTEAD) || o->op == ASSEMBLY_CLOCK)
		return BIT(RDI) | BIT(RSI);
	return BIT(RDI) | BIT(RSI) | BIT(RAX) | BIT(RDX) | BIT(R8) | BIT(R9) | BIT(R10);
}

void acqrel_assembly(void);
void acqrel_frame_ends(void);
void acqrel_read(void);
void acqrel_write(void);
void acqrel_read_1(void);
void acqrel_read_2(void);
void acqrel_read_4(void);
void acqrel_read_8(void);
void acqrel_write_1(void);
void acqrel_write_2(void);
void acqrel_write_4(void);
void acqrel_write_8(void);

/* plain_hook.S */
static bool announces(uint64_t target)
{
	static void (*const hooks[])(void) = {
		acqrel_read,   acqrel_write,   acqrel_read_1,  acqrel_read_2,  acqrel_read_4,
		acqrel_read_8, acqrel_write_1, acqrel_write_2, acqrel_write_4, acqrel_write_8,
	};

	for (size_t i = 0; i < sizeof hooks / sizeof hooks[0]; i++)
		if (target == (uint64_t)hooks[i])
			return true;
	return false;
}

bool frames_keeps_registers(uint64_t target)
{
	return announces(target) || target == (uint64_t)acqrel_frame_ends;
}

static void call(struct spot *s, struct knowledge *k)
{
	uint64_t target = s->i.target;
	uint8_t expected = expected_size(target);

	s->keeps = target == (uint64_t)acqrel_assembly;
	if (target == (uint64_t)acqrel_frame_ends) {
		s->keeps = true;
		return;
	}
	if (announces(target)) {
		s->keeps = true;
		s->i.uses |= BIT(RDI) | BIT(RSI);
		return;
	}
	if (s->keeps) {
		const struct assembly_operation *o = assembly_at(s->address + s->i.length);
		s->i.uses |= used_by_assembly(o);
		if (!o || o->op == ASSEMBLY_SYSTEM_CALL)
			for (unsigned r = 0; r < 16; r++)
				code->bad |= r != RSP && r != RBP && is_address(k->value[r]);
		return;
	}
	s->calls = !frames_is_plain_hook(target);
	code->bad |= may_return_twice(s);
	for (unsigned r = 0; r < 16; r++) {
		if (r == RSP || !is_address(k->value[r]) || !(BIT(r) & CALLER_SAVED))
			continue;
		if (expected && r == RSI) {
			s->read = slot_at(k->value[r], expected, false);
			code->bad |= k->value[r] >= 0;
		} else if (s->calls) {
			code->bad |= (BIT(r) & ARGUMENTS) != 0;
		}
	}
	for (unsigned r = 0; r < 16; r++)
		if (CALLER_SAVED & BIT(r))
			k->value[r] = NO_ADDRESS;
	k->intact &= CALLEE_SAVED;
}

/* What is known behind it. */
static void pass(struct spot *s, struct knowledge *k)
{
	const struct instruction *i = &s->i;
	int16_t made = NO_ADDRESS;

	if (i->memory && i->what != WHAT_LEA)
		access_memory(s, k);
	check_uses(s, k);
	if (s->written.size)
		note_saved(s, k, s->written);
	if (i->what == WHAT_PUSH || i->what == WHAT_POP || i->what == WHAT_LEAVE) {
		push_or_pop(s, k);
	} else if (i->flow == FLOW_CALL) {
		call(s, k);
	} else {
		if (i->what == WHAT_COPY)
			made = k->value[i->from];
		else if (i->what == WHAT_LEA)
			made = made_address(i, k);
		else if (i->what == WHAT_ADD)
			made = moved(k->value[i->to], i->immediate);
		for (unsigned r = 0; r < 16; r++)
			if (i->changes & BIT(r))
				k->value[r] = NO_ADDRESS;
		if (i->what == WHAT_COPY || i->what == WHAT_LEA || i->what == WHAT_ADD)
			k->value[i->to] = made;
	}
	k->intact &= (uint16_t)~i->changes;
	if (k->value[RSP] == ANY_ADDRESS || k->value[RSP] == NO_ADDRESS || k->value[RSP] > 8 + 8)
		code->bad = true;
}

/* A jump out of what is known of as this function, or to another part of it. */
static void jump_to(struct spot *s, const struct knowledge *k)
{
	struct function_bounds b;
	uint64_t to = s->i.target;

	if ((to < code->bounds.start || to >= code->bounds.end) && k->value[RSP] == 8) {
		s->exits = true; /* a call in place of a return */
		return;
	}
	if (to < code->bounds.start || to >= code->bounds.end)
		code->bad |= !function_bounds(to, &b) || b.handlers || code->bounds.handlers;
	s->target = reach(to, k);
}

#define SHORT_FUNCTION 64 /* bytes of code */

/* A short function of the program without a way out, such as clang's that calls std::terminate. */
static bool never_returns(uint64_t target)
{
	struct function_bounds b;
	struct instruction i;

	if (!target || !function_bounds(target, &b) || b.start != target || b.end - b.start > SHORT_FUNCTION)
		return false;
	for (uint64_t at = b.start; at < b.end; at += i.length) {
		if (!decode((const uint8_t *)at, &i) || i.flow == FLOW_RETURN || i.flow == FLOW_JUMP ||
		    i.flow == FLOW_BRANCH)
			return false;
		if (at + i.length == b.end)
			return i.flow == FLOW_CALL || i.flow == FLOW_NOWHERE;
	}
	return false;
}

static void go_on_behind(struct spot *s, const struct knowledge *k)
{
	uint64_t behind = s->address + s->i.length;
	struct function_bounds here, there;
	bool inside = s->address >= code->bounds.start && behind < code->bounds.end;

	/* What would be the next function's is never come to: a call does not return. */
	if (!inside) {
		inside = function_bounds(s->address, &here) && function_bounds(behind, &there) &&
		         here.start == there.start;
		code->bad |= !inside && s->i.flow != FLOW_CALL;
	}
	if (inside)
		s->next = reach(behind, k);
}

/* A call that throws goes on at its landing pad, with the registers that it has saved. */
static void throw_from(struct spot *s, const struct knowledge *k)
{
	bool known;
	uint64_t pad = function_landing_pad(&code->bounds, s->address + s->i.length, &known);

	code->bad |= !known;
	if (pad && known)
		s->target = reach(pad, k);
}

static void pass_spot(struct spot *s)
{
	struct knowledge k = s->before;

	s->queued = false;
	s->next = s->target = 0;
	s->read = s->written = (struct slot){0, 0};
	if (!decode((const uint8_t *)s->address, &s->i)) {
		code->bad = true;
		return;
	}
	pass(s, &k);
	if (s->i.flow == FLOW_RETURN) {
		s->exits = true;
		code->bad |=
			s->before.value[RSP] != 8 || is_address(k.value[RAX]) || is_address(k.value[RDX]);
	}
	if (s->i.flow == FLOW_JUMP || s->i.flow == FLOW_BRANCH)
		jump_to(s, &k);
	if (s->calls)
		throw_from(s, &k);
	if (s->i.flow == FLOW_NEXT || s->i.flow == FLOW_BRANCH ||
	    (s->i.flow == FLOW_CALL && !never_returns(s->i.target)))
		go_on_behind(s, &k);
}

/* Looks at all of the function that the address lies in. False: nothing is known of it. */
static bool learn(uint64_t address)
{
	struct knowledge k;
	size_t got;

	if (!code)
		code = engine_reserve(sizeof *code, &got);
	if (address >= code->bounds.start && address < code->bounds.end)
		return !code->bad;
	code->bad = true;
	for (uint32_t h = 0; h < SPOT_HASH; h++)
		code->by_address[h] = 0;
	code->count = 1;
	code->queued = 0;
	code->passed = (struct live){0};
	for (unsigned r = 0; r < 16; r++) {
		code->saved[r] = (struct live){0};
		k.value[r] = NO_ADDRESS;
	}
	code->reads_arguments = false;
	if (!function_bounds(address, &code->bounds))
		code->bounds = (struct function_bounds){0};
	if (!code->bounds.start)
		return false;
	code->bad = false;
	k.value[RSP] = 8;
	k.intact = CALLEE_SAVED | BIT(RAX);
	reach(code->bounds.start, &k);
	while (code->queued && !code->bad)
		pass_spot(&code->spots[code->queue[--code->queued]]);
	return !code->bad;
}

/* --- What is read later, backward --------------------------------------------------------------------- */

static void before_spot(const struct spot *s, uint32_t callers, struct live *l)
{
	const struct instruction *i = &s->i;

	bool passes = i->flow == FLOW_CALL && !s->keeps;
	bool discards = i->what == WHAT_POP && !(l->registers & BIT(i->to));

	if (passes)
		l->registers &= ~OTHERS;
	if (i->sets_flags)
		l->registers &= ~FRAMES_FLAGS;
	l->registers &= ~(uint32_t)i->sets;
	l->registers |=
		i->uses | (i->reads_flags ? FRAMES_FLAGS : 0) | (i->reads_vectors ? FRAMES_VECTORS : 0);
	if (i->memory && i->base != NO_REGISTER)
		l->registers |= BIT(i->base);
	if (i->memory && i->index != NO_REGISTER)
		l->registers |= BIT(i->index);
	if (!s->read.size || s->read.at != s->written.at)
		take_bytes(l, s->written);
	if (s->reads_all)
		add_bytes(l, -FRAME_BYTES, FRAME_BYTES);
	if (!discards)
		add_bytes(l, s->read.at, s->read.size);
	if (passes)
		l->registers |= ARGUMENTS;
	if (s->calls) {
		add_above(l, &code->passed, s->before.value[RSP]);
		for (unsigned r = 0; r < 16; r++)
			if (callers & BIT(r))
				add(l, &code->saved[r]);
	}
}

static void solve(uint32_t callers)
{
	bool changed = true;

	for (uint32_t n = 1; n < code->count; n++)
		code->spots[n].in = (struct live){0};
	while (changed) {
		changed = false;
		for (uint32_t n = code->count; n-- > 1;) {
			struct spot *s = &code->spots[n];
			struct live l = {0};
			if (s->next)
				add(&l, &code->spots[s->next].in);
			if (s->target)
				add(&l, &code->spots[s->target].in);
			if (s->exits)
				l.registers |= callers | BIT(RAX) | BIT(RDX) | ARGUMENTS;
			before_spot(s, callers, &l);
			changed |= !same(&l, &s->in);
			s->in = l;
		}
	}
}

/* --- Places that were met ----------------------------------------------------------------------------- */

struct answer { /* for one set of the caller's registers that matter */
	uint32_t callers, registers, others;
	struct answer *next;
	unsigned count;
	struct live_word words[];
};

struct place {
	uint64_t pc;
	int16_t sp; /* from the frame pointer */
	bool known, reads_arguments;
	struct answer *answers;
	struct place *next;
};

#define PLACE_HASH 4096

static struct place *places[PLACE_HASH];
static char *arena;
static size_t arena_left;

/* NULL: no more is remembered, so nothing more is known. */
static void *remember(size_t size)
{
	if (!arena)
		arena = engine_reserve((size_t)64 << 20, &arena_left);
	if (arena_left < size)
		return NULL;
	void *p = arena;
	arena += size;
	arena_left -= size;
	return p;
}

static struct place *place_at(uint64_t pc)
{
	struct place **head = &places[(pc * 0x9e3779b97f4a7c15u) >> 52], *p = *head;

	while (p && p->pc != pc)
		p = p->next;
	if (p)
		return p;
	p = remember(sizeof *p);
	if (!p)
		return NULL;
	*p = (struct place){.pc = pc, .next = *head};
	*head = p;
	uint32_t n = learn(pc - 1) ? find_spot(pc, false) : 0;
	const struct knowledge *k = &code->spots[n].before;
	if (n && k->value[RBP] == 0 && k->value[RSP] <= 0 && k->value[RSP] % 8 == 0) {
		p->known = true;
		p->sp = k->value[RSP];
		p->reads_arguments = code->reads_arguments;
	}
	return p;
}

static uint64_t live_bits(const struct live *l, int64_t at)
{
	uint64_t mask = 0;

	if (at * 8 < -FRAME_BYTES)
		return ~(uint64_t)0;
	for (int64_t b = 0; b < 8; b++)
		if (l->bytes[(at * 8 + b + FRAME_BYTES) / 64] >> ((at * 8 + b + FRAME_BYTES) % 64) & 1)
			mask |= 0xffull << 8 * b;
	return mask;
}

static const struct answer *answer_at(struct place *p, uint32_t callers)
{
	struct answer *a = p->answers;
	int64_t lowest = p->sp / 8;

	while (a && a->callers != callers)
		a = a->next;
	if (a)
		return a;
	a = remember(sizeof *a + (size_t)-lowest * sizeof a->words[0]);
	if (!a || !learn(p->pc - 1))
		return NULL;
	solve(callers);
	const struct live *l = &code->spots[find_spot(p->pc, false)].in;
	*a = (struct answer){
		.callers = callers,
		.registers = l->registers & CALLEE_SAVED,
		.others = l->registers & OTHERS,
		.next = p->answers,
	};
	for (int64_t at = lowest; at < 0; at++)
		if (live_bits(l, at))
			a->words[a->count++] = (struct live_word){at, live_bits(l, at)};
	p->answers = a;
	return a;
}

/* As struct hook_frame has them. */
static uint32_t in_hook_frame(uint32_t registers)
{
	static const uint8_t order[] = {R15, R14, R13, R12, RBX, RBP};
	uint32_t result = 0;

	for (unsigned i = 0; i < sizeof order; i++)
		result |= (registers >> order[i] & 1) << i;
	return result;
}

/* From the hook's caller outward, and then back for what matters to each. */
static void find_frames(struct known_frames *k, const uint64_t *low, const uint64_t *top)
{
	struct place *at[MAX_FRAMES];
	uint64_t pc = k->pc, pointer = k->pointer;
	uint32_t callers = CALLEE_SAVED;

	k->count = 0;
	while (k->count < MAX_FRAMES) {
		struct place *p = place_at(pc);
		if (!p || !p->known || (uint64_t)low != pointer + (uint64_t)(int64_t)p->sp || low > top - 2 ||
		    pointer > (uint64_t)(top - 2))
			break;
		struct stack_frame *frame = &k->frames[k->count];
		frame->pointer = (const uint64_t *)pointer;
		frame->callers_pointer = pointer = frame->pointer[0];
		frame->callers_pc = pc = frame->pointer[1];
		at[k->count++] = p;
		if (p->reads_arguments)
			break;
		low = frame->pointer + 2;
	}
	for (unsigned i = k->count; i-- > 0;) {
		const struct answer *a = answer_at(at[i], callers);
		if (!a) {
			k->count = 0;
			break;
		}
		k->frames[i].words = a->words;
		k->frames[i].count = a->count;
		callers = a->registers;
		k->others = a->others;
	}
	if (!k->count)
		k->others = ~(uint32_t)0;
	k->registers = in_hook_frame(k->count ? callers : CALLEE_SAVED);
}

static bool still_holds(const struct known_frames *k)
{
	for (unsigned i = 0; i < k->count; i++) {
		const struct stack_frame *frame = &k->frames[i];
		if (frame->pointer[0] != frame->callers_pointer || frame->pointer[1] != frame->callers_pc)
			return false;
	}
	return true;
}

#define CHAIN_HASH 256

const struct known_frames *frames_known(const struct fiber *f, const struct hook_frame *frame)
{
	static struct known_frames found[CHAIN_HASH];
	uint64_t pc = frame->pc, pointer = frame->registers[5];
	const uint64_t *low = (const uint64_t *)(frame + 1);
	struct known_frames *k = &found[((pc ^ (uint64_t)low) * 0x9e3779b97f4a7c15u) >> 56];

	if (LIKELY(k->pc == pc && k->pointer == pointer && k->low == low && still_holds(k)))
		return k;
	k->pc = pc;
	k->pointer = pointer;
	k->low = low;
	find_frames(k, low, (const uint64_t *)f->stack_high);
	return k;
}

#else

const struct known_frames *frames_known(const struct fiber *f, const struct hook_frame *frame)
{
	static const struct known_frames none = {.registers = ~(uint32_t)0, .others = ~(uint32_t)0};

	(void)f, (void)frame;
	return &none;
}

#endif
