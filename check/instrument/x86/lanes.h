/* Instructions that access only some of a vector's elements, or each at an address of its own. */
#ifndef ACQREL_INSTRUMENT_LANES_H
#define ACQREL_INSTRUMENT_LANES_H

#include "instrument/x86/instruction.h"
#include "instrument/x86/operand.h"
#include "protocol/assembly.h"

/* The operation that tells of just these elements. False: it is no such instruction, or not understood. */
bool lanes_of(const struct instruction *i, struct assembly_operation *o);

/* Where the first element is, or what the addresses of all of them are counted from. */
struct written lanes_address(const struct instruction *i, const char *statement, enum syntax syntax);

#endif
