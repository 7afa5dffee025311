#define _GNU_SOURCE
#include "instrument/x86/known_x86.h"

#include <string.h>

enum { RAX, RCX, RDX, RBX, RSP, RBP, RSI, RDI };

const unsigned known_stack = RSP, known_frame = RBP;

/* --- Addresses ------------------------------------------------------------------------------------------ */

static struct value address_of(const struct known *k, const ZydisDecodedOperand *o, const struct written *w)
{
	struct value v = value_number(o->mem.disp.has_displacement ? o->mem.disp.value : 0);
	int base = instruction_register(o->mem.base), index = instruction_register(o->mem.index);

	if (w->is_symbolic || o->mem.base == ZYDIS_REGISTER_RIP) {
		if (!w->symbol)
			return value_unknown();
		v = value_sum(value_of_symbol(w->symbol), value_number(w->addend));
	}
	if (o->mem.segment == ZYDIS_REGISTER_FS)
		v = value_sum(v, value_of_symbol("%fs"));
	else if (o->mem.segment == ZYDIS_REGISTER_GS)
		return value_unknown();
	if (base >= 0)
		v = value_sum(v, k->registers[base]);
	if (index >= 0)
		v = value_sum(v, value_times(k->registers[index], o->mem.scale));
	if ((base < 0 && o->mem.base != ZYDIS_REGISTER_NONE && o->mem.base != ZYDIS_REGISTER_RIP) ||
	    (index < 0 && o->mem.index != ZYDIS_REGISTER_NONE))
		return value_unknown();
	return v;
}

struct value known_address(const struct known *k, const struct instruction *i, const struct written *w)
{
	return address_of(k, i->memory, w);
}
/* --- Memory --------------------------------------------------------------------------------------------- */

static struct value read_memory(struct known *k, struct value address, uint32_t size)
{
	struct value v = known_memory(k, address, size);

	if (size == 8 && value_equal(address, k->object))
		k->table = v;
	return v;
}

bool known_is_table(const struct known *k, const struct instruction *i)
{
	const ZydisDecodedOperandMem *m = &i->memory->mem;
	int base = instruction_register(m->base);

	return base >= 0 && m->index == ZYDIS_REGISTER_NONE && i->reads && !i->writes &&
	       value_equal(k->registers[base], k->table);
}

/* --- Registers ------------------------------------------------------------------------------------------ */

/* What a register of 4 bytes leaves of it: the upper half becomes zero. */
static struct value low_half(struct value v)
{
	if (!v.unknown)
		return value_number((int64_t)(uint32_t)v.number);
	return value_function(value_mix(value_mix(32, v.unknown), (uint64_t)v.number));
}

static struct value sized(struct value v, unsigned bits)
{
	return bits == 64 ? v : bits == 32 ? low_half(v) : value_unknown();
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
		return value_number(o->imm.is_signed ? o->imm.value.s : (int64_t)o->imm.value.u);
	case ZYDIS_OPERAND_TYPE_REGISTER:
		r = instruction_register(o->reg.value);
		if (r < 0)
			return value_unknown();
		return o->size == 64   ? k->registers[r]
		       : o->size == 32 ? low_half(k->registers[r])
		                       : value_function(value_mix(value_mix(value_mix(o->reg.value, o->size),
		                                                            k->registers[r].unknown),
		                                                  (uint64_t)k->registers[r].number));
	case ZYDIS_OPERAND_TYPE_MEMORY:
		if (o->mem.type == ZYDIS_MEMOP_TYPE_AGEN)
			return address_of(k, o, w);
		if (o == i->memory && is_thread_pointer(o, w))
			return value_of_symbol("%fs");
		if (o == i->memory)
			return read_memory(k, address_of(k, o, w), i->size);
		return value_unknown();
	default:
		return value_unknown();
	}
}

/* The value that the first operand gets, if it is a general register; others are all unknown afterwards. */
static struct value result(struct known *k, const struct instruction *i, const struct written *w,
                           const char *statement, enum syntax syntax)
{
	const ZydisDecodedOperand *o = i->operands;
	unsigned bits = o[0].size;
	struct value a = operand_value(k, i, 0, w), b = value_number(0), c;
	char *symbol;
	int64_t addend;

	if (i->decoded.operand_count_visible > 1)
		b = operand_value(k, i, 1, w);
	switch (i->decoded.mnemonic) {
	case ZYDIS_MNEMONIC_MOV:
		if (operand_immediate_symbol(statement, syntax, &symbol, &addend))
			b = value_sum(value_of_symbol(symbol), value_number(addend));
		else if (o[1].type == ZYDIS_OPERAND_TYPE_IMMEDIATE && strchr(statement, '@'))
			b = value_unknown();
		/* A symbol that fits in 32 bits is the same in 64. */
		if (bits == 32 && o[1].type == ZYDIS_OPERAND_TYPE_IMMEDIATE && b.unknown)
			return b;
		return sized(b, bits);
	case ZYDIS_MNEMONIC_LEA:
		return sized(b, bits);
	case ZYDIS_MNEMONIC_ADD:
		return sized(value_sum(a, b), bits);
	case ZYDIS_MNEMONIC_SUB:
		return sized(value_sum(a, value_times(b, -1)), bits);
	case ZYDIS_MNEMONIC_INC:
		return sized(value_sum(a, value_number(1)), bits);
	case ZYDIS_MNEMONIC_DEC:
		return sized(value_sum(a, value_number(-1)), bits);
	case ZYDIS_MNEMONIC_NEG:
		return sized(value_times(a, -1), bits);
	case ZYDIS_MNEMONIC_SHL:
		if (o[1].type == ZYDIS_OPERAND_TYPE_IMMEDIATE && (uint64_t)b.number < bits)
			return sized(value_times(a, (int64_t)1 << b.number), bits);
		break;
	case ZYDIS_MNEMONIC_IMUL:
		if (i->decoded.operand_count_visible == 3 && o[2].type == ZYDIS_OPERAND_TYPE_IMMEDIATE)
			return sized(value_times(b, o[2].imm.value.s), bits);
		break;
	case ZYDIS_MNEMONIC_XOR:
		if (o[0].type == ZYDIS_OPERAND_TYPE_REGISTER && o[1].type == ZYDIS_OPERAND_TYPE_REGISTER &&
		    o[0].reg.value == o[1].reg.value)
			return value_number(0);
		break;
	case ZYDIS_MNEMONIC_MOVSX:
	case ZYDIS_MNEMONIC_MOVSXD:
	case ZYDIS_MNEMONIC_MOVZX:
		c = value_function(value_mix(
			value_mix(value_mix(value_mix(i->decoded.mnemonic, o[1].size), bits), b.unknown),
			(uint64_t)b.number));
		return c;
	case ZYDIS_MNEMONIC_CDQE:
		return value_function(value_mix(value_mix(i->decoded.mnemonic, k->registers[RAX].unknown),
		                                (uint64_t)k->registers[RAX].number));
	default:
		break;
	}
	return value_unknown();
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
		k->registers[r] = first && o->size >= 32 ? v : value_unknown();
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
		k->registers[RSP] = value_unknown();
	else
		k->registers[RSP] = value_sum(k->registers[RSP], value_number(by));
	if (i->decoded.mnemonic == ZYDIS_MNEMONIC_PUSH)
		known_memory_changes(k, k->registers[RSP], 8);
}

void known_step(struct known *k, const struct instruction *i, const struct written *w, const char *statement,
                enum syntax syntax)
{
	struct value address = {0}, stored = {0};
	ZydisMnemonic m = i->decoded.mnemonic;
	/* What depends on flags or on how often it is repeated is never known. */
	struct value v = i->string || i->obscure ? value_unknown() : result(k, i, w, statement, syntax);

	if (i->memory && i->writes) {
		address = known_address(k, i, w);
		bool plain_store =
			m == ZYDIS_MNEMONIC_MOV && i->operands[1].type == ZYDIS_OPERAND_TYPE_REGISTER;
		stored = plain_store ? operand_value(k, i, 1, w) : value_unknown();
	}
	registers_change(k, i, v);
	move_stack(k, i);
	if (i->memory && i->writes) {
		known_memory_changes(k, address, i->size);
		known_memory_holds(k, address, i->size, stored);
	}
	if (i->string || i->obscure)
		k->remembered_count = 0;
}
/* --- Calls ---------------------------------------------------------------------------------------------- */

static void change_arguments(struct known *k)
{
	static const uint8_t changed[] = {RAX, RCX, RDX, RSI, RDI, 8, 9, 10, 11};

	for (unsigned i = 0; i < sizeof changed; i++)
		k->registers[changed[i]] = value_unknown();
}
bool known_call(struct known *k, const char *function)
{
	struct value address = k->registers[RDI], size = k->registers[RSI];

	change_arguments(k);
	return known_called(k, function, address, size);
}
