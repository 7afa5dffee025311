/* Which instructions are operations that the runtime performs. */
#ifndef ACQREL_INSTRUMENT_OPERATION_H
#define ACQREL_INSTRUMENT_OPERATION_H

#include "instrument/x86/instruction.h"
#include "protocol/assembly.h"

/*
 * by_hand: in inline assembly, or a file of assembly. What is atomic on this processor is meant to be there.
 * False: it is none.
 */
bool operation_of(const struct instruction *i, bool by_hand, struct assembly_operation *o);

/*
 * Whether the instruction puts something into the stack pointer that need not be an address of the stack: the
 * operation that looks at it.
 */
bool operation_sets_stack(const struct instruction *i, struct assembly_operation *o);

#endif
