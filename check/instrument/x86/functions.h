/* What holds in the whole of a function. */
#ifndef ACQREL_INSTRUMENT_FUNCTIONS_H
#define ACQREL_INSTRUMENT_FUNCTIONS_H

#include "instrument/assembler.h"
#include "instrument/known.h"
#include "instrument/program.h"

struct function {
	const char *name;
	size_t length;
	bool is_framed; /* rbp points to its frame */
	/*
	 * It puts an address of its frame into a register other than for an announcement. Which object that
	 * is in, and where others may go from there, is not known: so all of the frame may be theirs.
	 */
	bool gives_frame;
	/*
	 * Except for addresses that this knows of (frames.h), which are from rbp; NULL: there are none.
	 */
	const struct frame *frame;
	/* By register: the symbol whose address is all that the function ever puts there; or NULL. */
	char *symbols[KNOWN_REGISTERS];
};

struct functions {
	void *root;
};

struct functions functions_look(const struct program *p, const struct bytes *bytes);

/* Never NULL: of others nothing holds. */
const struct function *functions_find(const struct functions *f, const char *name, size_t length);

#endif
