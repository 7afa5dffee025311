/* Sets of names. Zero-filled it is an empty one. */
#ifndef ACQREL_INSTRUMENT_NAMES_H
#define ACQREL_INSTRUMENT_NAMES_H

#include <stdbool.h>
#include <stddef.h>

struct names {
	void *root;
};

void names_add(struct names *set, const char *name, size_t length);
bool names_have(const struct names *set, const char *name, size_t length);

#endif
