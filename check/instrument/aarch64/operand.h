/* What an instruction's text says that its word does not: symbols, which the linker fills in. */
#ifndef ACQREL_INSTRUMENT_AARCH64_OPERAND_H
#define ACQREL_INSTRUMENT_AARCH64_OPERAND_H

#include <stdbool.h>
#include <stddef.h>

/* Of `[x0, #:lo12:name+8]` or `add x0, x0, :lo12:name+8`: from the colon on; NULL: there is none. */
char *operand_relocation(const char *statement);

/* The last operand, of a jump its label; NULL: there is no operand. */
const char *operand_last(const char *statement, size_t *length);

#endif
