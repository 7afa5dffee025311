#include "instrument/x86/operation.h"

#include <string.h>

static bool is_memory(const ZydisDecodedOperand *o)
{
	return o->type == ZYDIS_OPERAND_TYPE_MEMORY;
}

/* Where the operand that is not in memory is. False: it is no general register and no number. */
static bool take_source(const struct instruction *i, const ZydisDecodedOperand *source,
                        struct assembly_operation *o)
{
	if (source->type == ZYDIS_OPERAND_TYPE_IMMEDIATE) {
		o->source = ASSEMBLY_IMMEDIATE;
		o->immediate = source->imm.is_signed ? source->imm.value.s : (int64_t)source->imm.value.u;
		return true;
	}
	if (source->type != ZYDIS_OPERAND_TYPE_REGISTER)
		return false;
	switch (source->reg.value) {
	case ZYDIS_REGISTER_AH:
		o->source = 16;
		return true;
	case ZYDIS_REGISTER_CH:
		o->source = 17;
		return true;
	case ZYDIS_REGISTER_DH:
		o->source = 18;
		return true;
	case ZYDIS_REGISTER_BH:
		o->source = 19;
		return true;
	default:
		break;
	}
	int r = instruction_register(source->reg.value);
	o->source = (uint8_t)r;
	(void)i;
	return r >= 0;
}

static void with_number(struct assembly_operation *o, enum assembly_op op, int64_t number)
{
	o->op = (uint8_t)op;
	o->source = ASSEMBLY_IMMEDIATE;
	o->immediate = number;
}

/* A read-modify-write that is atomic. */
static bool modify(const struct instruction *i, struct assembly_operation *o)
{
	static const struct {
		ZydisMnemonic mnemonic;
		enum assembly_op op;
	} operations[] = {
		{ZYDIS_MNEMONIC_ADD, ASSEMBLY_ADD},       {ZYDIS_MNEMONIC_XADD, ASSEMBLY_ADD},
		{ZYDIS_MNEMONIC_SUB, ASSEMBLY_SUB},       {ZYDIS_MNEMONIC_AND, ASSEMBLY_AND},
		{ZYDIS_MNEMONIC_OR, ASSEMBLY_OR},         {ZYDIS_MNEMONIC_XOR, ASSEMBLY_XOR},
		{ZYDIS_MNEMONIC_XCHG, ASSEMBLY_EXCHANGE}, {ZYDIS_MNEMONIC_CMPXCHG, ASSEMBLY_COMPARE_EXCHANGE},
		{ZYDIS_MNEMONIC_BTS, ASSEMBLY_BIT_SET},   {ZYDIS_MNEMONIC_BTR, ASSEMBLY_BIT_CLEAR},
		{ZYDIS_MNEMONIC_BTC, ASSEMBLY_BIT_FLIP},  {ZYDIS_MNEMONIC_ADC, ASSEMBLY_ADD_CARRY},
		{ZYDIS_MNEMONIC_SBB, ASSEMBLY_SUB_CARRY},
	};
	const ZydisDecodedOperand *source = is_memory(&i->operands[0]) ? &i->operands[1] : &i->operands[0];

	o->size = (uint8_t)i->size;
	switch (i->decoded.mnemonic) {
	case ZYDIS_MNEMONIC_INC:
		with_number(o, ASSEMBLY_ADD, 1);
		return true;
	case ZYDIS_MNEMONIC_DEC:
		with_number(o, ASSEMBLY_ADD, -1);
		return true;
	case ZYDIS_MNEMONIC_NOT:
		with_number(o, ASSEMBLY_XOR, -1);
		return true;
	case ZYDIS_MNEMONIC_NEG:
		with_number(o, ASSEMBLY_NEGATE, 0);
		return true;
	case ZYDIS_MNEMONIC_CMPXCHG8B:
		o->op = ASSEMBLY_COMPARE_EXCHANGE;
		o->source = ASSEMBLY_PAIR;
		return true;
	case ZYDIS_MNEMONIC_CMPXCHG16B:
		with_number(o, ASSEMBLY_COMPARE_EXCHANGE, 0);
		return true;
	default:
		break;
	}
	for (size_t k = 0; k < sizeof operations / sizeof operations[0]; k++) {
		if (operations[k].mnemonic != i->decoded.mnemonic)
			continue;
		o->op = operations[k].op;
		return take_source(i, source, o);
	}
	return false;
}

/* `lock; addl $0, (%rsp)`: a fence that changes nothing. */
static bool is_fence(const struct instruction *i)
{
	const ZydisDecodedOperand *o = i->operands;
	ZydisMnemonic m = i->decoded.mnemonic;

	if (m == ZYDIS_MNEMONIC_MFENCE)
		return true;
	return i->memory && i->memory->mem.base == ZYDIS_REGISTER_RSP &&
	       (i->decoded.attributes & ZYDIS_ATTRIB_HAS_LOCK) && o[1].type == ZYDIS_OPERAND_TYPE_IMMEDIATE &&
	       ((m == ZYDIS_MNEMONIC_ADD && !o[1].imm.value.s) ||
	        (m == ZYDIS_MNEMONIC_OR && !o[1].imm.value.s) ||
	        (m == ZYDIS_MNEMONIC_AND && o[1].imm.value.s == -1));
}

/* Accesses that are atomic wherever they are aligned; those of vectors are not. */
static bool is_atomic_access(const struct instruction *i)
{
	if (!i->memory || i->obscure || i->reads == i->writes || i->size > 8 || (i->size & (i->size - 1)))
		return false;
	for (unsigned n = 0; n < i->decoded.operand_count_visible; n++) {
		const ZydisDecodedOperand *o = &i->operands[n];
		if (o->type == ZYDIS_OPERAND_TYPE_REGISTER && instruction_register(o->reg.value) < 0)
			return false;
	}
	return i->decoded.meta.category != ZYDIS_CATEGORY_CALL &&
	       i->decoded.mnemonic != ZYDIS_MNEMONIC_MOVNTI;
}

static bool is_system_call(ZydisMnemonic m)
{
	return m == ZYDIS_MNEMONIC_SYSCALL;
}

/* What only the processor knows, or no execution repeats. */
static bool is_beyond(ZydisMnemonic m)
{
	switch (m) {
	case ZYDIS_MNEMONIC_RDRAND:
	case ZYDIS_MNEMONIC_RDSEED:
	case ZYDIS_MNEMONIC_RDPMC:
	case ZYDIS_MNEMONIC_SYSENTER:
	case ZYDIS_MNEMONIC_INT:
	case ZYDIS_MNEMONIC_XBEGIN:
	case ZYDIS_MNEMONIC_WRFSBASE:
	case ZYDIS_MNEMONIC_WRGSBASE:
	case ZYDIS_MNEMONIC_MONITOR:
	case ZYDIS_MNEMONIC_MWAIT:
	case ZYDIS_MNEMONIC_UMONITOR:
	case ZYDIS_MNEMONIC_UMWAIT:
	case ZYDIS_MNEMONIC_TPAUSE:
		return true;
	default:
		return false;
	}
}

bool operation_of(const struct instruction *i, bool by_hand, struct assembly_operation *o)
{
	ZydisMnemonic m = i->decoded.mnemonic;
	bool locked = i->decoded.attributes & ZYDIS_ATTRIB_HAS_LOCK;

	*o = (struct assembly_operation){.op = ASSEMBLY_UNKNOWN, .source = ASSEMBLY_IMMEDIATE};
	if (is_beyond(m))
		return true;
	if (m == ZYDIS_MNEMONIC_RDTSC || m == ZYDIS_MNEMONIC_RDTSCP) {
		o->op = ASSEMBLY_CLOCK;
		o->source = m == ZYDIS_MNEMONIC_RDTSCP;
		o->flags = ASSEMBLY_INSTEAD;
		return true;
	}
	if (is_system_call(m)) {
		o->op = ASSEMBLY_SYSTEM_CALL;
		o->flags = ASSEMBLY_INSTEAD;
		return true;
	}
	if (is_fence(i)) {
		o->op = ASSEMBLY_FENCE;
		return true;
	}
	if (i->memory && (locked || m == ZYDIS_MNEMONIC_XCHG)) {
		if (!modify(i, o))
			o->op = ASSEMBLY_UNKNOWN;
		return true;
	}
	if (i->bit_string) {
		bool aligned = by_hand && !i->writes; /* it may be: then it is a load */
		o->op = i->writes ? ASSEMBLY_BIT_WRITE : aligned ? ASSEMBLY_BIT_LOAD : ASSEMBLY_BIT_READ;
		o->size = (uint8_t)i->size;
		return take_source(i, &i->operands[1], o);
	}
	if (!by_hand || !is_atomic_access(i))
		return false;
	o->op = i->writes ? ASSEMBLY_STORE : ASSEMBLY_LOAD;
	o->size = (uint8_t)i->size;
	return true;
}

static bool is_rsp(const ZydisDecodedOperand *o)
{
	return o->type == ZYDIS_OPERAND_TYPE_REGISTER && o->reg.value == ZYDIS_REGISTER_RSP;
}

bool operation_sets_stack(const struct instruction *i, struct assembly_operation *o)
{
	const ZydisDecodedOperand *to = &i->operands[0], *from = &i->operands[1];

	*o = (struct assembly_operation){.op = ASSEMBLY_STACK, .source = ASSEMBLY_IMMEDIATE, .size = 8};
	switch (i->decoded.mnemonic) {
	case ZYDIS_MNEMONIC_MOV:
	case ZYDIS_MNEMONIC_LEA:
		if (!is_rsp(to) || from->type == ZYDIS_OPERAND_TYPE_IMMEDIATE)
			return is_rsp(to);
		break;
	case ZYDIS_MNEMONIC_XCHG:
		if (is_rsp(from))
			from = to;
		else if (!is_rsp(to))
			return false;
		break;
	case ZYDIS_MNEMONIC_POP:
		o->op = ASSEMBLY_UNKNOWN; /* hardly anyone does that */
		return is_rsp(to);
	default:
		return false;
	}
	o->immediate = i->memory != NULL;
	return from->type != ZYDIS_OPERAND_TYPE_REGISTER || take_source(i, from, o);
}
