/* Atomic instructions that the compiler did not tell of. */
#ifndef ACQREL_CLI_ASSEMBLY_H
#define ACQREL_CLI_ASSEMBLY_H

#include "protocol/outcome.h"

/*
 * Notes in the request the functions of the program that have atomic instructions of their own: from
 * assembly, or from objects that acqrel cc has not compiled.
 */
void assembly_find(const char *path, struct acq_request *request);

#endif
