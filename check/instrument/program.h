/* What the whole of an assembly file says: sections, functions, and where jumps may lead. */
#ifndef ACQREL_INSTRUMENT_PROGRAM_H
#define ACQREL_INSTRUMENT_PROGRAM_H

#include "instrument/names.h"
#include "instrument/text.h"

struct program {
	const struct text *text;
	struct names read_only; /* labels of what nothing can write */
	struct names functions, macros;
	/* Control may come to what jumps name, and to what code or data mention otherwise. */
	struct names jumped, jumped_again, mentioned;
};

struct program program_look(const struct text *t);

/* Whether control may come to a label other than from above. */
bool program_is_target(const struct program *p, const char *label, size_t length);

/* Whether one jump leads there, and nothing else but perhaps what stands above. */
bool program_is_jumped_once(const struct program *p, const char *label, size_t length);

/* Whether this is the text of a jump whose last operand is a label: each processor has its own. */
bool program_is_jump(const char *at, size_t length);

/* Where the jump leads, if that is a label; *length is 0 if it is not. */
const char *program_jump_target(const struct text *t, const struct statement *s, size_t *length);

#endif
