/* What instructions of x86-64 make of what is known. */
#ifndef ACQREL_INSTRUMENT_KNOWN_X86_H
#define ACQREL_INSTRUMENT_KNOWN_X86_H

#include "instrument/x86/instruction.h"
#include "instrument/known.h"
#include "instrument/x86/operand.h"

/* The address of its operand in memory. */
struct value known_address(const struct known *k, const struct instruction *i, const struct written *w);

/* Whether its operand in memory is in a virtual table, which nothing can write. */
bool known_is_table(const struct known *k, const struct instruction *i);

/* The instruction was executed. statement: as it is written. */
void known_step(struct known *k, const struct instruction *i, const struct written *w, const char *statement,
                enum syntax syntax);

/* A call of this function was executed. Whether it is one of the compiler's that announce an access. */
bool known_call(struct known *k, const char *function);

#endif
