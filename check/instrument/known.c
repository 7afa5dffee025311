#define _GNU_SOURCE
#include "instrument/known.h"

#include "cli/strings.h"

#include <stdlib.h>
#include <string.h>

enum { RAX, RCX, RDX, RBX, RSP, RBP, RSI, RDI };

static uint64_t mix(uint64_t x)
{
	x ^= x >> 32;
	x *= 0xd6e8feb86659fd93u;
	x ^= x >> 32;
	x *= 0xd6e8feb86659fd93u;
	return x ^ x >> 32;
}

static uint64_t mix_in(uint64_t hash, uint64_t word)
{
	return mix(hash * 0x9e3779b97f4a7c15u + word + 1);
}

static struct value unknown(void)
{
	static uint64_t count;

	return (struct value){mix_in(0x6163717265 /* nothing else begins with it */, ++count), 0};
}

/* The same for the same words. */
static struct value function_of(uint64_t hash)
{
	return (struct value){mix_in(0x66756e63, hash), 0};
}

static struct value of_symbol(const char *name)
{
	uint64_t hash = 0x73796d;

	for (; *name; name++)
		hash = mix_in(hash, (unsigned char)*name);
	return (struct value){hash, 0};
}

static struct value number(int64_t n)
{
	return (struct value){0, n};
}

static struct value sum(struct value a, struct value b)
{
	return (struct value){a.unknown + b.unknown, (int64_t)((uint64_t)a.number + (uint64_t)b.number)};
}

static struct value times(struct value a, int64_t factor)
{
	return (struct value){a.unknown * (uint64_t)factor, (int64_t)((uint64_t)a.number * (uint64_t)factor)};
}

static bool equal(struct value a, struct value b)
{
	return a.unknown == b.unknown && a.number == b.number;
}

void known_forget(struct known *k, char *const symbols[16])
{
	k->announced_count = k->remembered_count = 0;
	k->object = k->table = unknown();
	for (unsigned r = 0; r < 16; r++)
		k->registers[r] = symbols[r] ? of_symbol(symbols[r]) : unknown();
}

/* --- Addresses ------------------------------------------------------------------------------------------ */

static struct value address_of(const struct known *k, const ZydisDecodedOperand *o, const struct written *w)
{
	struct value v = number(o->mem.disp.has_displacement ? o->mem.disp.value : 0);
	int base = instruction_register(o->mem.base), index = instruction_register(o->mem.index);

	if (w->is_symbolic || o->mem.base == ZYDIS_REGISTER_RIP) {
		if (!w->symbol)
			return unknown();
		v = sum(of_symbol(w->symbol), number(w->addend));
	}
	if (o->mem.segment == ZYDIS_REGISTER_FS)
		v = sum(v, of_symbol("%fs"));
	else if (o->mem.segment == ZYDIS_REGISTER_GS)
		return unknown();
	if (base >= 0)
		v = sum(v, k->registers[base]);
	if (index >= 0)
		v = sum(v, times(k->registers[index], o->mem.scale));
	if ((base < 0 && o->mem.base != ZYDIS_REGISTER_NONE && o->mem.base != ZYDIS_REGISTER_RIP) ||
	    (index < 0 && o->mem.index != ZYDIS_REGISTER_NONE))
		return unknown();
	return v;
}

struct value known_address(const struct known *k, const struct instruction *i, const struct written *w)
{
	return address_of(k, i->memory, w);
}

/* --- Memory --------------------------------------------------------------------------------------------- */

static bool overlap(struct value a, uint64_t size_a, struct value b, uint64_t size_b)
{
	if (a.unknown != b.unknown)
		return true; /* for all that is known */
	return a.number < b.number ? (uint64_t)b.number - (uint64_t)a.number < size_a
	                           : (uint64_t)a.number - (uint64_t)b.number < size_b;
}

static void memory_changes(struct known *k, struct value address, uint64_t size)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < k->remembered_count; i++)
		if (!overlap(k->remembered[i].address, k->remembered[i].size, address, size))
			k->remembered[kept++] = k->remembered[i];
	k->remembered_count = kept;
}

static void memory_holds(struct known *k, struct value address, uint32_t size, struct value v)
{
	if (k->remembered_count == MAX_REMEMBERED)
		memmove(k->remembered, k->remembered + 1, --k->remembered_count * sizeof k->remembered[0]);
	k->remembered[k->remembered_count++] = (struct remembered){address, v, size};
}

static struct value memory_value(struct known *k, struct value address, uint32_t size)
{
	for (unsigned i = 0; i < k->remembered_count; i++)
		if (equal(k->remembered[i].address, address) && k->remembered[i].size == size)
			return k->remembered[i].value;
	struct value v = unknown();
	memory_holds(k, address, size, v);
	return v;
}

static struct value read_memory(struct known *k, struct value address, uint32_t size)
{
	struct value v = memory_value(k, address, size);

	if (size == 8 && equal(address, k->object))
		k->table = v;
	return v;
}

bool known_is_table(const struct known *k, const struct instruction *i)
{
	const ZydisDecodedOperandMem *m = &i->memory->mem;
	int base = instruction_register(m->base);

	return base >= 0 && m->index == ZYDIS_REGISTER_NONE && i->reads && !i->writes &&
	       equal(k->registers[base], k->table);
}

/* --- Registers ------------------------------------------------------------------------------------------ */

/* What a register of 4 bytes leaves of it: the upper half becomes zero. */
static struct value low_half(struct value v)
{
	if (!v.unknown)
		return number((int64_t)(uint32_t)v.number);
	return function_of(mix_in(mix_in(32, v.unknown), (uint64_t)v.number));
}

static struct value sized(struct value v, unsigned bits)
{
	return bits == 64 ? v : bits == 32 ? low_half(v) : unknown();
}

/* `%fs:0`: the first word of its block is where it begins. */
static bool is_thread_pointer(const ZydisDecodedOperand *o, const struct written *w)
{
	return o->mem.segment == ZYDIS_REGISTER_FS && o->mem.base == ZYDIS_REGISTER_NONE &&
	       o->mem.index == ZYDIS_REGISTER_NONE && !o->mem.disp.value && !w->is_symbolic;
}

static struct value operand_value(struct known *k, const struct instruction *i, unsigned n,
                                  const struct written *w)
{
	const ZydisDecodedOperand *o = &i->operands[n];
	int r;

	switch (o->type) {
	case ZYDIS_OPERAND_TYPE_IMMEDIATE:
		return number(o->imm.is_signed ? o->imm.value.s : (int64_t)o->imm.value.u);
	case ZYDIS_OPERAND_TYPE_REGISTER:
		r = instruction_register(o->reg.value);
		if (r < 0)
			return unknown();
		return o->size == 64   ? k->registers[r]
		       : o->size == 32 ? low_half(k->registers[r])
		                       : function_of(mix_in(mix_in(mix_in(o->reg.value, o->size),
		                                                   k->registers[r].unknown),
		                                            (uint64_t)k->registers[r].number));
	case ZYDIS_OPERAND_TYPE_MEMORY:
		if (o->mem.type == ZYDIS_MEMOP_TYPE_AGEN)
			return address_of(k, o, w);
		if (o == i->memory && is_thread_pointer(o, w))
			return of_symbol("%fs");
		if (o == i->memory)
			return read_memory(k, address_of(k, o, w), i->size);
		return unknown();
	default:
		return unknown();
	}
}

/* The value that the first operand gets, if it is a general register; others are all unknown afterwards. */
static struct value result(struct known *k, const struct instruction *i, const struct written *w,
                           const char *statement, enum syntax syntax)
{
	const ZydisDecodedOperand *o = i->operands;
	unsigned bits = o[0].size;
	struct value a = operand_value(k, i, 0, w), b = number(0), c;
	char *symbol;
	int64_t addend;

	if (i->decoded.operand_count_visible > 1)
		b = operand_value(k, i, 1, w);
	switch (i->decoded.mnemonic) {
	case ZYDIS_MNEMONIC_MOV:
		if (operand_immediate_symbol(statement, syntax, &symbol, &addend))
			b = sum(of_symbol(symbol), number(addend));
		else if (o[1].type == ZYDIS_OPERAND_TYPE_IMMEDIATE && strchr(statement, '@'))
			b = unknown();
		/* A symbol that fits in 32 bits is the same in 64. */
		if (bits == 32 && o[1].type == ZYDIS_OPERAND_TYPE_IMMEDIATE && b.unknown)
			return b;
		return sized(b, bits);
	case ZYDIS_MNEMONIC_LEA:
		return sized(b, bits);
	case ZYDIS_MNEMONIC_ADD:
		return sized(sum(a, b), bits);
	case ZYDIS_MNEMONIC_SUB:
		return sized(sum(a, times(b, -1)), bits);
	case ZYDIS_MNEMONIC_INC:
		return sized(sum(a, number(1)), bits);
	case ZYDIS_MNEMONIC_DEC:
		return sized(sum(a, number(-1)), bits);
	case ZYDIS_MNEMONIC_NEG:
		return sized(times(a, -1), bits);
	case ZYDIS_MNEMONIC_SHL:
		if (o[1].type == ZYDIS_OPERAND_TYPE_IMMEDIATE && (uint64_t)b.number < bits)
			return sized(times(a, (int64_t)1 << b.number), bits);
		break;
	case ZYDIS_MNEMONIC_IMUL:
		if (i->decoded.operand_count_visible == 3 && o[2].type == ZYDIS_OPERAND_TYPE_IMMEDIATE)
			return sized(times(b, o[2].imm.value.s), bits);
		break;
	case ZYDIS_MNEMONIC_XOR:
		if (o[0].type == ZYDIS_OPERAND_TYPE_REGISTER && o[1].type == ZYDIS_OPERAND_TYPE_REGISTER &&
		    o[0].reg.value == o[1].reg.value)
			return number(0);
		break;
	case ZYDIS_MNEMONIC_MOVSX:
	case ZYDIS_MNEMONIC_MOVSXD:
	case ZYDIS_MNEMONIC_MOVZX:
		c = function_of(
			mix_in(mix_in(mix_in(mix_in(i->decoded.mnemonic, o[1].size), bits), b.unknown),
		               (uint64_t)b.number));
		return c;
	case ZYDIS_MNEMONIC_CDQE:
		return function_of(mix_in(mix_in(i->decoded.mnemonic, k->registers[RAX].unknown),
		                          (uint64_t)k->registers[RAX].number));
	default:
		break;
	}
	return unknown();
}

/* Those that the instruction writes are unknown; the first operand has this value then. */
static void registers_change(struct known *k, const struct instruction *i, struct value v)
{
	for (unsigned n = 0; n < i->decoded.operand_count; n++) {
		const ZydisDecodedOperand *o = &i->operands[n];
		int r = o->type == ZYDIS_OPERAND_TYPE_REGISTER ? instruction_register(o->reg.value) : -1;
		if (r < 0 || !(o->actions & ZYDIS_OPERAND_ACTION_MASK_WRITE) || r == RSP)
			continue;
		bool first = n == 0 || i->decoded.mnemonic == ZYDIS_MNEMONIC_CDQE;
		k->registers[r] = first && o->size >= 32 ? v : unknown();
	}
}

/* How the stack pointer moves. False: nobody knows. */
static bool stack_moves(const struct instruction *i, int64_t *by)
{
	const ZydisDecodedOperand *o = i->operands;
	ZydisMnemonic m = i->decoded.mnemonic;

	*by = 0;
	if (m == ZYDIS_MNEMONIC_PUSH)
		*by = -8;
	else if (m == ZYDIS_MNEMONIC_POP)
		*by = 8;
	else if ((m == ZYDIS_MNEMONIC_SUB || m == ZYDIS_MNEMONIC_ADD) &&
	         o[0].type == ZYDIS_OPERAND_TYPE_REGISTER && o[0].reg.value == ZYDIS_REGISTER_RSP &&
	         o[1].type == ZYDIS_OPERAND_TYPE_IMMEDIATE)
		*by = m == ZYDIS_MNEMONIC_ADD ? o[1].imm.value.s : -o[1].imm.value.s;
	else
		for (unsigned n = 0; n < i->decoded.operand_count; n++)
			if (o[n].type == ZYDIS_OPERAND_TYPE_REGISTER &&
			    instruction_register(o[n].reg.value) == RSP &&
			    o[n].actions & ZYDIS_OPERAND_ACTION_MASK_WRITE)
				return false;
	return true;
}

static void move_stack(struct known *k, const struct instruction *i)
{
	int64_t by;

	if (!stack_moves(i, &by))
		k->registers[RSP] = unknown();
	else
		k->registers[RSP] = sum(k->registers[RSP], number(by));
	if (i->decoded.mnemonic == ZYDIS_MNEMONIC_PUSH)
		memory_changes(k, k->registers[RSP], 8);
}

void known_step(struct known *k, const struct instruction *i, const struct written *w, const char *statement,
                enum syntax syntax)
{
	struct value address = {0}, stored = {0};
	ZydisMnemonic m = i->decoded.mnemonic;
	/* What depends on flags or on how often it is repeated is never known. */
	struct value v = i->string || i->obscure ? unknown() : result(k, i, w, statement, syntax);

	if (i->memory && i->writes) {
		address = known_address(k, i, w);
		bool plain_store =
			m == ZYDIS_MNEMONIC_MOV && i->operands[1].type == ZYDIS_OPERAND_TYPE_REGISTER;
		stored = plain_store ? operand_value(k, i, 1, w) : unknown();
	}
	registers_change(k, i, v);
	move_stack(k, i);
	if (i->memory && i->writes) {
		memory_changes(k, address, i->size);
		memory_holds(k, address, i->size, stored);
	}
	if (i->string || i->obscure)
		k->remembered_count = 0;
}

/* --- Announcements -------------------------------------------------------------------------------------- */

static void forget_announced_writes(struct known *k)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < k->announced_count; i++)
		if (!k->announced[i].write)
			k->announced[kept++] = k->announced[i];
	k->announced_count = kept;
}

/*
 * Others may run in an announcement, before it is one. If there is a snapshot then, what was announced before
 * is not saved in it: so a write needs the last announcement of all.
 */
void known_announce(struct known *k, struct value address, uint64_t size, bool write)
{
	forget_announced_writes(k);
	if (k->announced_count == MAX_ANNOUNCED)
		memmove(k->announced, k->announced + 1, --k->announced_count * sizeof k->announced[0]);
	k->announced[k->announced_count++] =
		(struct announced){.address = address, .size = size, .write = write};
}

static void change_arguments(struct known *k)
{
	static const uint8_t changed[] = {RAX, RCX, RDX, RSI, RDI, 8, 9, 10, 11};

	for (unsigned i = 0; i < sizeof changed; i++)
		k->registers[changed[i]] = unknown();
}

/* The runtime changes nothing of what compilers keep for themselves in the frame; other functions may. */
static void known_others_run(struct known *k, bool only_runtime)
{
	unsigned kept = 0;

	for (unsigned i = 0; only_runtime && i < k->remembered_count; i++)
		if (k->remembered[i].address.unknown == k->registers[RSP].unknown ||
		    k->remembered[i].address.unknown == k->registers[RBP].unknown)
			k->remembered[kept++] = k->remembered[i];
	k->remembered_count = kept;
	k->announced_count = 0;
}

bool known_call(struct known *k, const char *function)
{
	static const char *const prefixes[] = {"__tsan_unaligned_", "__tsan_volatile_",
	                                       "__tsan_unaligned_volatile_", "__tsan_"};
	const char *access = NULL;
	bool is_quiet = !strcmp(function, "__tsan_func_entry") || !strcmp(function, "__tsan_func_exit");

	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0] && !access; i++)
		if (starts_with(function, prefixes[i]) &&
		    (starts_with(function + strlen(prefixes[i]), "read") ||
		     starts_with(function + strlen(prefixes[i]), "write")))
			access = function + strlen(prefixes[i]);
	struct value address = k->registers[RDI], size = k->registers[RSI];
	change_arguments(k);
	if (!strcmp(function, "__tsan_vptr_read") || !strcmp(function, "__tsan_vptr_update")) {
		known_announce(k, address, 8, ends_with(function, "update"));
		k->object = address;
		return true;
	}
	if (!access) {
		if (!is_quiet)
			known_others_run(k, starts_with(function, "__tsan_"));
		if (starts_with(function, "__tsan_atomic") && ends_with(function, "_load"))
			k->announced[k->announced_count++] = (struct announced){
				.address = address,
				.size = strtoul(function + strlen("__tsan_atomic"), NULL, 10) / 8,
				.once = true,
			};
		return false;
	}
	bool both = starts_with(access, "read_write"), write = both || starts_with(access, "write");
	const char *digits = access + strcspn(access, "0123456789");
	uint64_t bytes = ends_with(access, "_range") ? (size.unknown ? 0 : (uint64_t)size.number)
	                                             : strtoul(digits, NULL, 10);
	/* Those of a volatile access may be made an event of by the runtime: they are others' turns, too. */
	if (bytes)
		known_announce(k, address, bytes, write);
	else
		forget_announced_writes(k);
	return true;
}

bool known_is_original(struct known *k, struct value address, uint64_t size, bool is_unused)
{
	for (unsigned i = 0; i < k->announced_count; i++) {
		struct announced *a = &k->announced[i];
		if (!a->once || a->size != size || (!is_unused && !equal(a->address, address)))
			continue;
		*a = k->announced[--k->announced_count];
		return true;
	}
	return false;
}

bool known_is_wider(struct known *k, struct value address, uint64_t size)
{
	for (unsigned i = 0; i < k->announced_count; i++) {
		struct announced *a = &k->announced[i];
		if (a->once || a->made || a->write || !equal(a->address, address) || a->size >= size)
			continue;
		a->made = true;
		return true;
	}
	return false;
}

void known_make(struct known *k, struct value address, uint64_t size)
{
	for (unsigned i = 0; i < k->announced_count; i++)
		if (equal(k->announced[i].address, address) && k->announced[i].size == size)
			k->announced[i].made = true;
}

/* A write that was announced stands for a read of the same bytes: what races with one races with both. */
bool known_is_announced(const struct known *k, struct value address, uint64_t size, bool write)
{
	uint64_t done = 0;

	for (bool more = true; more && done < size;) {
		more = false;
		for (unsigned i = 0; i < k->announced_count; i++) {
			const struct announced *a = &k->announced[i];
			if (a->address.unknown != address.unknown || (write && !a->write) || a->once)
				continue;
			int64_t from =
				(int64_t)((uint64_t)address.number + done - (uint64_t)a->address.number);
			if (from >= 0 && (uint64_t)from < a->size) {
				done += a->size - (uint64_t)from;
				more = true;
			}
		}
	}
	return done >= size;
}
