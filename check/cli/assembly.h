/* Atomic instructions that the compiler did not tell of. */
#ifndef ACQREL_CLI_ASSEMBLY_H
#define ACQREL_CLI_ASSEMBLY_H

/*
 * A sentence about the functions of the program with atomic instructions of their own: from assembly, or from objects that
 * acqrel cc has not compiled. NULL: there are none.
 */
const char *assembly_in_program(const char *path);

#endif
