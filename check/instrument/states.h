/*
 * What is known where a jump leads, of labels that only one jump names and that control does not reach from
 * above: what was known at the jump.
 */
#ifndef ACQREL_INSTRUMENT_STATES_H
#define ACQREL_INSTRUMENT_STATES_H

#include "instrument/known.h"

#include <stddef.h>

struct states {
	void *root;
};

/* label: stays as it is. */
void states_note(struct states *s, const char *label, size_t length, const struct known *k);

/* NULL: the jump has not been looked at yet. */
const struct known *states_find(const struct states *s, const char *label, size_t length);

#endif
