#include "instrument/x86/instruction.h"

#include <string.h>

int instruction_register(ZydisRegister r)
{
	ZydisRegister whole = ZydisRegisterGetLargestEnclosing(ZYDIS_MACHINE_MODE_LONG_64, r);

	return ZydisRegisterGetClass(whole) == ZYDIS_REGCLASS_GPR64 ? ZydisRegisterGetId(whole) : -1;
}

/* Of which the operand is no access: hints, and what only computes an address. */
static bool only_hints(const ZydisDecodedInstruction *d)
{
	switch (d->meta.category) {
	case ZYDIS_CATEGORY_NOP:
	case ZYDIS_CATEGORY_WIDENOP:
	case ZYDIS_CATEGORY_PREFETCH:
	case ZYDIS_CATEGORY_PREFETCHWT1:
	case ZYDIS_CATEGORY_CLFLUSHOPT:
	case ZYDIS_CATEGORY_CLWB:
	case ZYDIS_CATEGORY_CLDEMOTE:
		return true;
	default:
		return d->mnemonic == ZYDIS_MNEMONIC_CLFLUSH || d->mnemonic == ZYDIS_MNEMONIC_INVLPG;
	}
}

static bool is_on_stack(const ZydisDecodedOperand *o)
{
	return o->mem.base == ZYDIS_REGISTER_RSP || o->mem.base == ZYDIS_REGISTER_RBP; /* leave */
}

/* These access all of their operand, whatever the mask is: elements of it go to other places. */
static bool reads_all(const struct instruction *i)
{
	ZydisExceptionClass c = i->decoded.meta.exception_class;

	return !i->writes && (c == ZYDIS_EXCEPTION_CLASS_E4NF || c == ZYDIS_EXCEPTION_CLASS_E5NF ||
	                      c == ZYDIS_EXCEPTION_CLASS_E6NF);
}

/* Lanes that a mask leaves out are not accessed; which they are is known only when it runs. */
static bool is_masked(const struct instruction *i)
{
	ZydisMnemonic m = i->decoded.mnemonic;

	return (i->decoded.avx.mask.reg != ZYDIS_REGISTER_NONE &&
	        i->decoded.avx.mask.reg != ZYDIS_REGISTER_K0 && !reads_all(i)) ||
	       m == ZYDIS_MNEMONIC_VMASKMOVPS || m == ZYDIS_MNEMONIC_VMASKMOVPD ||
	       m == ZYDIS_MNEMONIC_VPMASKMOVD || m == ZYDIS_MNEMONIC_VPMASKMOVQ;
}

/* Zydis says how large these are as far as it knows; how much they save depends on the processor. */
static bool saves_state(const ZydisDecodedInstruction *d)
{
	return d->meta.category == ZYDIS_CATEGORY_XSAVE || d->meta.category == ZYDIS_CATEGORY_XSAVEOPT;
}

/* With a bit's number in a register. */
static bool is_bit_string(const struct instruction *i)
{
	ZydisMnemonic m = i->decoded.mnemonic;

	return !(i->decoded.attributes & ZYDIS_ATTRIB_HAS_LOCK) &&
	       i->operands[1].type == ZYDIS_OPERAND_TYPE_REGISTER &&
	       (m == ZYDIS_MNEMONIC_BT || m == ZYDIS_MNEMONIC_BTS || m == ZYDIS_MNEMONIC_BTR ||
	        m == ZYDIS_MNEMONIC_BTC);
}

static void look_at_memory(struct instruction *i, const ZydisDecodedOperand *o)
{
	if (o->type != ZYDIS_OPERAND_TYPE_MEMORY || o->mem.type == ZYDIS_MEMOP_TYPE_AGEN)
		return;
	if (o->visibility != ZYDIS_OPERAND_VISIBILITY_EXPLICIT) {
		i->obscure |= !is_on_stack(o);
		return;
	}
	if (o->mem.type != ZYDIS_MEMOP_TYPE_MEM || i->memory || o->size % 8 || !o->size) {
		i->obscure = true;
		return;
	}
	i->memory = o;
	i->size = o->size / 8;
	i->reads = o->actions & ZYDIS_OPERAND_ACTION_MASK_READ;
	i->writes = o->actions & ZYDIS_OPERAND_ACTION_MASK_WRITE;
}

static const ZydisDecoder *decoder(void)
{
	static ZydisDecoder decoder;
	static bool is_ready;

	if (!is_ready)
		ZydisDecoderInit(&decoder, ZYDIS_MACHINE_MODE_LONG_64, ZYDIS_STACK_WIDTH_64);
	is_ready = true;
	return &decoder;
}

size_t instruction_length(const struct bytes *bytes)
{
	struct instruction i;

	if (!ZYAN_SUCCESS(ZydisDecoderDecodeFull(decoder(), bytes->at, bytes->count, &i.decoded, i.operands)))
		return 0;
	return i.decoded.length;
}

bool instruction_decode(const struct bytes *bytes, struct instruction *i)
{
	*i = (struct instruction){0};
	if (!ZYAN_SUCCESS(
		    ZydisDecoderDecodeFull(decoder(), bytes->at, bytes->count, &i->decoded, i->operands)) ||
	    i->decoded.length != bytes->count)
		return false;
	if (only_hints(&i->decoded))
		return true;
	if (i->decoded.meta.category == ZYDIS_CATEGORY_STRINGOP) {
		i->string = true;
		return true;
	}
	for (unsigned k = 0; k < i->decoded.operand_count; k++)
		look_at_memory(i, &i->operands[k]);
	i->bit_string = i->memory && is_bit_string(i);
	if (i->memory && (is_masked(i) || saves_state(&i->decoded) || i->bit_string))
		i->obscure = true;
	return true;
}
