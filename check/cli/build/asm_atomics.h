/* Atomic instructions that the runtime is not told of, and functions that are one step. */
#ifndef ACQREL_CLI_ASSEMBLY_H
#define ACQREL_CLI_ASSEMBLY_H

#include "protocol/request.h"

#include <stddef.h>

struct asm_atomics {
	struct acq_suspect *suspects;
	size_t suspect_count;
	/* functions with the names of atomic blocks */
	struct acq_atomic_function blocks[ACQ_MAX_ATOMIC_FUNCTIONS];
	uint32_t block_count; /* also those that there is no room for */
};

/*
 * The functions of the program that have atomic instructions of their own, from objects that acqrel cc has
 * not compiled. What it returns is good until it is called for another program.
 */
const struct asm_atomics *asm_atomics_find(const char *path);

#endif
