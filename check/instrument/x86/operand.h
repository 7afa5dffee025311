/* The operands of an instruction as they are written, in AT&T's or Intel's syntax. */
#ifndef ACQREL_INSTRUMENT_OPERAND_H
#define ACQREL_INSTRUMENT_OPERAND_H

#include <Zydis/Zydis.h>
#include <stdbool.h>
#include <stdint.h>

enum syntax { SYNTAX_ATT, SYNTAX_INTEL_NOPREFIX, SYNTAX_INTEL_PREFIX };

struct written {       /* the operand in memory */
	char *address; /* as lea takes it, without segment; NULL: there is none that is understood */
	char *segment; /* "fs" and the like; NULL: none is written */
	/* The symbol that it adds, with what follows its @; NULL: none, or more than that and a number. */
	char *symbol;
	int64_t addend;
	bool is_symbolic;
};

/* As it would be written, of one that adds no symbol; of others `address` is NULL. */
struct written operand_of_registers(const ZydisDecodedOperand *o, unsigned displacement_bits);

struct written operand_in_memory(const char *statement, enum syntax syntax);

/* `$symbol` or `$symbol+8`, the first operand: true if it is one. */
bool operand_immediate_symbol(const char *statement, enum syntax syntax, char **symbol, int64_t *addend);

#endif
