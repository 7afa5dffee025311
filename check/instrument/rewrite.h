/*
 * Each instruction that accesses memory without being announced by the compiler's instrumentation gets code
 * before it that announces the access; each that the runtime has to perform, code that has it do so.
 */
#ifndef ACQREL_INSTRUMENT_REWRITE_H
#define ACQREL_INSTRUMENT_REWRITE_H

#include "instrument/assembler.h"

/* bytes: of each statement, by its index. */
char *rewrite(const struct text *t, const struct bytes *bytes, size_t *length);

#endif
