/* What holds in the whole of a function. */
#ifndef ACQREL_INSTRUMENT_AARCH64_FUNCTIONS_H
#define ACQREL_INSTRUMENT_AARCH64_FUNCTIONS_H

#include "instrument/assembler.h"
#include "instrument/program.h"

struct function {
	const char *name;
	size_t length;
	bool is_framed; /* x29 points to its frame, from its one change on */
	/*
	 * It computes an address of its frame for something else than to announce an access. That may lead to
	 * all of the frame: a pointer to a member leads to the whole object.
	 */
	bool gives_frame;
};

struct functions {
	void *root;
};

struct functions functions_look(const struct program *p, const struct bytes *bytes);

/* gcc's `f.cold` goes on with the frame of f. Never NULL: of others nothing holds. */
const struct function *functions_find(const struct functions *f, const char *name, size_t length);

/* The word of an instruction. False: it is none, or more than one. */
bool functions_word(const struct bytes *bytes, uint32_t *bits);

#endif
