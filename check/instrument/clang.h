/* What clang writes that the GNU assembler takes for something else, or drops. */
#ifndef ACQREL_INSTRUMENT_CLANG_H
#define ACQREL_INSTRUMENT_CLANG_H

#include <stddef.h>

/* The same in words that it takes. NULL: there is nothing of that in the text. Lines stay where they are. */
char *clang_mend(const char *text, size_t length, size_t *mended_length);

#endif
