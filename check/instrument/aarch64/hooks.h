/* The code that is put before an instruction. */
#ifndef ACQREL_INSTRUMENT_AARCH64_HOOKS_H
#define ACQREL_INSTRUMENT_AARCH64_HOOKS_H

#include "instrument/aarch64/word.h"
#include "protocol/assembly_aarch64.h"

#include <stdio.h>

/* Tells the runtime of the accesses to memory. */
void hook_plain(FILE *out, const struct word *w, const char *statement, bool reads, bool writes);

/* Has the runtime perform an operation: at the address of w, unless that is NULL. */
void hook_operation(FILE *out, const struct assembly_aarch64 *o, const struct word *w, const char *statement);

#endif
