/* What one x86-64 instruction does to memory. */
#ifndef ACQREL_INSTRUMENT_INSTRUCTION_H
#define ACQREL_INSTRUMENT_INSTRUCTION_H

#include "instrument/assembler.h"

#include <Zydis/Zydis.h>

struct instruction {
	ZydisDecodedInstruction decoded;
	ZydisDecodedOperand operands[ZYDIS_MAX_OPERAND_COUNT];
	const ZydisDecodedOperand
		*memory; /* the explicit operand in memory that it reads or writes; or NULL */
	uint32_t size;   /* of that, in bytes */
	bool reads, writes;
	bool string; /* movs, stos and the like: through rsi and rdi */
	/* it accesses memory in another way, or which bytes it accesses is not known here */
	bool obscure;
	bool bit_string; /* bt and the like: it accesses memory as far away as the bit's number says */
};

/* False: the bytes are no instruction, or more than one. */
bool instruction_decode(const struct bytes *bytes, struct instruction *i);

/* Of the first of them; 0: it is none. */
size_t instruction_length(const struct bytes *bytes);

/* The general register with these bits, by its number in machine code; -1: it is none. */
int instruction_register(ZydisRegister r);

#endif
