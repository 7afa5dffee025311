/* What clang writes around inline assembly in Intel's syntax, as the GNU assembler takes it. */
#ifndef ACQREL_INSTRUMENT_DIALECT_H
#define ACQREL_INSTRUMENT_DIALECT_H

#include <stddef.h>

/* NULL: there is nothing of that in the text. Lines stay where they are. */
char *dialect_mend(const char *text, size_t length, size_t *mended_length);

#endif
