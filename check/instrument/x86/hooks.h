/* The code that is put before an instruction. */
#ifndef ACQREL_INSTRUMENT_HOOKS_H
#define ACQREL_INSTRUMENT_HOOKS_H

#include "instrument/x86/instruction.h"
#include "instrument/x86/operand.h"
#include "protocol/assembly.h"

#include <stdio.h>

/* Tells the runtime of the accesses to its operand in memory. */
void hook_plain(FILE *out, const struct instruction *i, const struct written *w, enum syntax syntax,
                bool reads, bool writes);

/* The same of movs, stos and the like; writes the instruction, too. */
void hook_string(FILE *out, const struct instruction *i, const char *statement, enum syntax syntax);

/*
 * Has the runtime perform an operation: on the operand in memory, if it has one and `w` is not NULL.
 * statement: for messages.
 */
void hook_operation(FILE *out, const struct assembly_operation *o, const struct written *w,
                    const char *statement, enum syntax syntax);

/* Tells the runtime that the function returns next, and with that its frame ends. */
void hook_return(FILE *out, enum syntax syntax);

#endif
