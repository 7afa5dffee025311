/* What reading and writing witness files have in common. */
#ifndef ACQREL_CLI_WITNESS_FORMAT_H
#define ACQREL_CLI_WITNESS_FORMAT_H

#include "cli/witness/witness.h"

#include <jansson.h>

#define WITNESS_VERSION 5

/* A sum over what determines the execution: a file that was cut or edited does not have it. */
uint64_t witness_sum(const struct witness *w);

#endif
