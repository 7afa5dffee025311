/* Which instructions are operations that the runtime performs. */
#ifndef ACQREL_INSTRUMENT_AARCH64_OPERATION_H
#define ACQREL_INSTRUMENT_AARCH64_OPERATION_H

#include "instrument/aarch64/word.h"
#include "protocol/assembly_aarch64.h"

/*
 * by_hand: in inline assembly, or a file of assembly. What is atomic on this processor is meant to be there.
 * Exclusive loads and stores are in exclusive.h. False: it is none.
 */
bool operation_of(const struct word *w, bool by_hand, struct assembly_aarch64 *o);

/* What these mean together, of a read-modify-write. */
uint8_t operation_order(bool acquires, bool releases);

/* Whether the runtime does it instead of the instruction. */
bool operation_is_instead(const struct assembly_aarch64 *o);

#endif
