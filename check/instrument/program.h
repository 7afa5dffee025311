/* What the whole of an assembly file says: sections, functions, and where jumps may lead. */
#ifndef ACQREL_INSTRUMENT_PROGRAM_H
#define ACQREL_INSTRUMENT_PROGRAM_H

#include "instrument/names.h"
#include "instrument/text.h"

struct program {
	const struct text *text;
	struct names read_only; /* labels of what nothing can write */
	struct names targets;   /* names that code or data mention: control may come there */
	struct names functions;
};

struct program program_look(const struct text *t);

#endif
