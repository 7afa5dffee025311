#define _GNU_SOURCE
#include "instrument/x86/lanes.h"

#include "cli/strings.h"

#include <stdlib.h>
#include <string.h>

static const ZydisDecodedOperand *memory_of(const struct instruction *i)
{
	for (unsigned n = 0; n < i->decoded.operand_count; n++)
		if (i->operands[n].type == ZYDIS_OPERAND_TYPE_MEMORY)
			return &i->operands[n];
	return NULL;
}

static bool is_vector(const ZydisDecodedOperand *o)
{
	ZydisRegisterClass c = o->type == ZYDIS_OPERAND_TYPE_REGISTER ? ZydisRegisterGetClass(o->reg.value)
	                                                              : ZYDIS_REGCLASS_INVALID;

	return c == ZYDIS_REGCLASS_XMM || c == ZYDIS_REGCLASS_YMM || c == ZYDIS_REGCLASS_ZMM;
}

static uint8_t number_of(ZydisRegister r)
{
	return (uint8_t)ZydisRegisterGetId(r);
}

static bool set(struct assembly_operation *o, unsigned element, const struct assembly_lanes *l)
{
	o->op = ASSEMBLY_LANES;
	o->size = (uint8_t)element;
	memcpy(&o->immediate, l, sizeof *l);
	return true;
}

/* --- Addresses from a vector ---------------------------------------------------------------------------- */

static bool element_sizes(ZydisMnemonic m, unsigned *data, unsigned *index)
{
	static const struct {
		ZydisMnemonic mnemonic;
		uint8_t data, index;
	} all[] = {
		{ZYDIS_MNEMONIC_VPGATHERDD, 4, 4},  {ZYDIS_MNEMONIC_VPGATHERDQ, 8, 4},
		{ZYDIS_MNEMONIC_VPGATHERQD, 4, 8},  {ZYDIS_MNEMONIC_VPGATHERQQ, 8, 8},
		{ZYDIS_MNEMONIC_VGATHERDPS, 4, 4},  {ZYDIS_MNEMONIC_VGATHERDPD, 8, 4},
		{ZYDIS_MNEMONIC_VGATHERQPS, 4, 8},  {ZYDIS_MNEMONIC_VGATHERQPD, 8, 8},
		{ZYDIS_MNEMONIC_VPSCATTERDD, 4, 4}, {ZYDIS_MNEMONIC_VPSCATTERDQ, 8, 4},
		{ZYDIS_MNEMONIC_VPSCATTERQD, 4, 8}, {ZYDIS_MNEMONIC_VPSCATTERQQ, 8, 8},
		{ZYDIS_MNEMONIC_VSCATTERDPS, 4, 4}, {ZYDIS_MNEMONIC_VSCATTERDPD, 8, 4},
		{ZYDIS_MNEMONIC_VSCATTERQPS, 4, 8}, {ZYDIS_MNEMONIC_VSCATTERQPD, 8, 8},
	};

	for (size_t k = 0; k < sizeof all / sizeof all[0]; k++) {
		if (all[k].mnemonic != m)
			continue;
		*data = all[k].data;
		*index = all[k].index;
		return true;
	}
	return false;
}

static unsigned register_bytes(ZydisRegister r)
{
	return (unsigned)ZydisRegisterGetWidth(ZYDIS_MACHINE_MODE_LONG_64, r) / 8;
}

static bool scattered(const struct instruction *i, const ZydisDecodedOperand *memory,
                      struct assembly_operation *o)
{
	const ZydisDecodedOperand *data = memory == &i->operands[0] ? NULL : &i->operands[0], *mask = NULL;
	unsigned data_size, index_size;

	if (memory->mem.type != ZYDIS_MEMOP_TYPE_VSIB ||
	    !element_sizes(i->decoded.mnemonic, &data_size, &index_size))
		return false;
	for (unsigned n = 1; n < i->decoded.operand_count_visible; n++) {
		const ZydisDecodedOperand *k = &i->operands[n];
		if (is_vector(k))
			*(data ? &mask : &data) = k;
		else if (k != memory)
			mask = k;
	}
	if (!data || !is_vector(data))
		return false;
	unsigned lanes = register_bytes(data->reg.value) / data_size;
	unsigned others = register_bytes(memory->mem.index) / index_size;
	struct assembly_lanes l = {
		.writes = data != &i->operands[0],
		.count = (uint8_t)(lanes < others ? lanes : others),
		.index = number_of(memory->mem.index),
		.index_size = (uint8_t)index_size,
		.scale = memory->mem.scale,
	};
	if (i->decoded.encoding == ZYDIS_INSTRUCTION_ENCODING_EVEX) {
		l.kind = ASSEMBLY_BITS;
		l.mask = number_of(i->decoded.avx.mask.reg);
	} else if (mask && is_vector(mask)) {
		l.kind = ASSEMBLY_VECTOR;
		l.mask = number_of(mask->reg.value);
	} else {
		return false;
	}
	return set(o, data_size, &l);
}

/* --- Masks in vectors ----------------------------------------------------------------------------------- */

static bool masked_by_vector(const struct instruction *i, const ZydisDecodedOperand *memory,
                             struct assembly_operation *o)
{
	ZydisMnemonic m = i->decoded.mnemonic;
	bool by_8 = m == ZYDIS_MNEMONIC_VPMASKMOVQ || m == ZYDIS_MNEMONIC_VMASKMOVPD;
	bool by_1 = m == ZYDIS_MNEMONIC_MASKMOVDQU || m == ZYDIS_MNEMONIC_VMASKMOVDQU ||
	            m == ZYDIS_MNEMONIC_MASKMOVQ;
	unsigned element = by_8 ? 8 : by_1 ? 1 : 4;

	if (!by_8 && !by_1 && m != ZYDIS_MNEMONIC_VPMASKMOVD && m != ZYDIS_MNEMONIC_VMASKMOVPS)
		return false;
	/* The mask is the second operand in the manual's order, where the memory is not. */
	ZydisRegister mask = i->operands[1].reg.value;
	return set(o, element,
	           &(struct assembly_lanes){
			   .writes = by_1 || memory == &i->operands[0],
			   .kind = m == ZYDIS_MNEMONIC_MASKMOVQ ? ASSEMBLY_MMX : ASSEMBLY_VECTOR,
			   .mask = number_of(mask),
			   .count = (uint8_t)(register_bytes(mask) / element),
			   .index = ASSEMBLY_NO_INDEX,
		   });
}

/* --- Mask registers of AVX-512 -------------------------------------------------------------------------- */

/*
 * Elements that a mask leaves out can cause no fault: so the manual says of instructions whose kind is not
 * called NF. Others access all of their operand.
 */
static bool suppresses_faults(const struct instruction *i)
{
	switch (i->decoded.meta.exception_class) {
	case ZYDIS_EXCEPTION_CLASS_E1:
	case ZYDIS_EXCEPTION_CLASS_E2:
	case ZYDIS_EXCEPTION_CLASS_E3:
	case ZYDIS_EXCEPTION_CLASS_E4:
	case ZYDIS_EXCEPTION_CLASS_E5:
	case ZYDIS_EXCEPTION_CLASS_E6:
	case ZYDIS_EXCEPTION_CLASS_E11:
		return true;
	default:
		return false;
	}
}

static bool is_packed(ZydisMnemonic m)
{
	switch (m) {
	case ZYDIS_MNEMONIC_VPCOMPRESSB:
	case ZYDIS_MNEMONIC_VPCOMPRESSW:
	case ZYDIS_MNEMONIC_VPCOMPRESSD:
	case ZYDIS_MNEMONIC_VPCOMPRESSQ:
	case ZYDIS_MNEMONIC_VCOMPRESSPS:
	case ZYDIS_MNEMONIC_VCOMPRESSPD:
	case ZYDIS_MNEMONIC_VPEXPANDB:
	case ZYDIS_MNEMONIC_VPEXPANDW:
	case ZYDIS_MNEMONIC_VPEXPANDD:
	case ZYDIS_MNEMONIC_VPEXPANDQ:
	case ZYDIS_MNEMONIC_VEXPANDPS:
	case ZYDIS_MNEMONIC_VEXPANDPD:
		return true;
	default:
		return false;
	}
}

/* They read four elements for each lane, or for the one there is. */
static bool is_iterated(ZydisMnemonic m)
{
	return m == ZYDIS_MNEMONIC_V4FMADDPS || m == ZYDIS_MNEMONIC_V4FNMADDPS ||
	       m == ZYDIS_MNEMONIC_V4FMADDSS || m == ZYDIS_MNEMONIC_V4FNMADDSS ||
	       m == ZYDIS_MNEMONIC_VP4DPWSSD || m == ZYDIS_MNEMONIC_VP4DPWSSDS;
}

/* How many elements all vectors in registers have, one element for each lane; 0: not the same. */
static unsigned common_count(const struct instruction *i)
{
	unsigned count = 0;

	for (unsigned n = 0; n < i->decoded.operand_count_visible; n++) {
		const ZydisDecodedOperand *k = &i->operands[n];
		if (!is_vector(k))
			continue;
		if (count && k->element_count != count)
			return 0;
		count = k->element_count;
	}
	return count;
}

static bool masked_by_bits(const struct instruction *i, const ZydisDecodedOperand *memory,
                           struct assembly_operation *o)
{
	ZydisRegister mask = i->decoded.avx.mask.reg;
	unsigned element = memory->element_size / 8u, lanes = common_count(i);
	struct assembly_lanes l = {
		.writes = memory->actions & ZYDIS_OPERAND_ACTION_MASK_WRITE ? 1 : 0,
		.kind = ASSEMBLY_BITS,
		.mask = number_of(mask),
		.count = (uint8_t)memory->element_count,
		.index = ASSEMBLY_NO_INDEX,
	};

	if (mask == ZYDIS_REGISTER_NONE || mask == ZYDIS_REGISTER_K0 || is_iterated(i->decoded.mnemonic) ||
	    !element || !memory->element_count ||
	    (l.writes && memory->actions & ZYDIS_OPERAND_ACTION_MASK_READ))
		return false;
	if (is_packed(i->decoded.mnemonic)) {
		l.kind = ASSEMBLY_PACKED;
		l.count = (uint8_t)lanes;
		return lanes && set(o, element, &l);
	}
	if (!suppresses_faults(i))
		return false;
	if (i->decoded.avx.broadcast.mode != ZYDIS_BROADCAST_MODE_INVALID) {
		l.kind = ASSEMBLY_ANY_BIT;
		l.count = (uint8_t)lanes;
		/* Of a static one the whole operand; several elements are for different lanes then. */
		return lanes && memory->element_count == 1 && set(o, element, &l);
	}
	if (memory->element_count > 1 && memory->element_count != lanes)
		return false;
	return set(o, element, &l);
}

/* --- All of them ---------------------------------------------------------------------------------------- */

bool lanes_of(const struct instruction *i, struct assembly_operation *o)
{
	const ZydisDecodedOperand *memory = memory_of(i);

	if (!memory)
		return false;
	if (i->decoded.mnemonic == ZYDIS_MNEMONIC_XLAT)
		return set(o, 1,
		           &(struct assembly_lanes){
				   .kind = ASSEMBLY_ALL, .count = 1, .index = ASSEMBLY_INDEX_AL});
	return scattered(i, memory, o) || masked_by_vector(i, memory, o) || masked_by_bits(i, memory, o);
}

/* `8(%rax,%ymm1,4)` */
static char *without_index_att(const char *address)
{
	const char *open = strrchr(address, '('), *comma = open ? strchr(open, ',') : NULL;

	if (!comma)
		return NULL;
	while (comma > open + 1 && (comma[-1] == ' ' || comma[-1] == '\t'))
		comma--;
	if (comma - open > 1)
		return must_print("%.*s)", (int)(comma - address), address);
	return open == address ? must_copy("0", 1) : must_copy(address, (size_t)(open - address));
}

/* `[rax + 4*ymm1 + 8]`, `8[rax+ymm1*4]`: the term becomes zero. */
static char *without_index_intel(const char *address)
{
	const char *in = strcasestr(address, "mm"), *from, *to;

	if (!in)
		return NULL;
	for (from = in; from > address && !strchr("[+-", from[-1]); from--)
		;
	to = in + strcspn(in, "]+-");
	return must_print("%.*s0%s", (int)(from - address), address, to);
}

struct written lanes_address(const struct instruction *i, const char *statement, enum syntax syntax)
{
	const ZydisDecodedOperand *memory = memory_of(i);
	struct written w;

	if (memory->visibility != ZYDIS_OPERAND_VISIBILITY_EXPLICIT) {
		const char *base = ZydisRegisterGetString(memory->mem.base);
		if (memory->mem.segment == ZYDIS_REGISTER_FS || memory->mem.segment == ZYDIS_REGISTER_GS ||
		    i->decoded.address_width != 64)
			return (struct written){0};
		return (struct written){
			.address = syntax == SYNTAX_ATT
		                           ? must_print("(%%%s)", base)
		                           : must_print("[%s%s]", syntax == SYNTAX_INTEL_PREFIX ? "%" : "",
		                                        base),
		};
	}
	w = operand_in_memory(statement, syntax);
	if (w.address && memory->mem.type == ZYDIS_MEMOP_TYPE_VSIB)
		w.address =
			syntax == SYNTAX_ATT ? without_index_att(w.address) : without_index_intel(w.address);
	if (w.segment && strcmp(w.segment, "fs") != 0)
		w.address = NULL;
	return w;
}
