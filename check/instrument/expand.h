/*
 * Macros and repetitions of the assembler (.macro, .rept, .irp, .irpc), replaced by what they stand for, so
 * that each instruction is a statement of its own. Line numbers stay as they are.
 */
#ifndef ACQREL_INSTRUMENT_EXPAND_H
#define ACQREL_INSTRUMENT_EXPAND_H

#include <stddef.h>

/*
 * NULL: there are none, or they are not understood. What is returned may still mean something else than the
 * text: who asks has to compare what the assembler makes of both.
 */
char *expand(const char *text, size_t length, size_t *expanded_length);

#endif
