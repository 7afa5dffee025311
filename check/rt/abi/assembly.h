/* What the program's own assembly does: see assembly.c. */
#ifndef ACQREL_RT_ASSEMBLY_H
#define ACQREL_RT_ASSEMBLY_H

#include "protocol/assembly.h"
#include "rt/rt.h"

/* Looks at what there is to be saved of vector registers. */
void assembly_init(void);

/*
 * What the instruction does before which the call of acqrel_assembly returns to pc; NULL: none of these
 * returns there.
 */
const struct assembly_operation *assembly_at(uint64_t pc);

/* Its text. */
const char *assembly_text(const struct assembly_operation *o);

/* Whether it is a read-modify-write, which is a full fence on both sides. */
static inline bool assembly_locks(const struct assembly_operation *o)
{
	return o->op >= ASSEMBLY_ADD && o->op <= ASSEMBLY_BIT_FLIP;
}

#endif
