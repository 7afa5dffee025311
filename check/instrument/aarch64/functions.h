/* What holds in the whole of a function. */
#ifndef ACQREL_INSTRUMENT_AARCH64_FUNCTIONS_H
#define ACQREL_INSTRUMENT_AARCH64_FUNCTIONS_H

#include "instrument/assembler.h"
#include "instrument/program.h"

struct function {
	const char *name;
	size_t length;
	bool is_framed; /* x29 is `frame` bytes above the stack pointer, from its one change on */
	int64_t frame;
	/*
	 * The lowest address that it computes of its frame, from the stack pointer; INT64_MAX: none. What
	 * others may know of it lies there or above.
	 */
	int64_t given;
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
