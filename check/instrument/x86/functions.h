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
	 * The lowest address that it computes of its frame, from rsp and from rbp; INT64_MAX: none. What
	 * others may know of it lies there or above. given_argument: the same of the arguments, which lie
	 * above what rbp points to.
	 */
	int64_t given_rsp, given_rbp, given_argument;
	/* By register: the symbol whose address is all that the function ever puts there; or NULL. */
	char *symbols[KNOWN_REGISTERS];
};

struct functions {
	void *root;
};

struct functions functions_look(const struct program *p, const struct bytes *bytes);

/* gcc's `f.cold` and `f.cold.1` go on with the frame of f. Never NULL: of others nothing holds. */
const struct function *functions_find(const struct functions *f, const char *name, size_t length);

#endif
