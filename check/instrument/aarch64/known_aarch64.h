/* What instructions of aarch64 make of what is known. */
#ifndef ACQREL_INSTRUMENT_AARCH64_KNOWN_H
#define ACQREL_INSTRUMENT_AARCH64_KNOWN_H

#include "instrument/aarch64/word.h"
#include "instrument/known.h"

/* The address that it accesses. */
struct value known_address(const struct known *k, const struct word *w, const char *statement);

/* Whether that is in a virtual table, which nothing can write. */
bool known_is_table(const struct known *k, const struct word *w);

/* The instruction was executed. */
void known_step(struct known *k, const struct word *w, const char *statement);

/* A call of this function was executed. Whether it is one of the compiler's that announce an access. */
bool known_call(struct known *k, const char *function);

#endif
