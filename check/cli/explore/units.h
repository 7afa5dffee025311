/* Bytes that atomic operations of different sizes access, as they are found: see rt/memory/units.c. */
#ifndef ACQREL_CLI_UNITS_H
#define ACQREL_CLI_UNITS_H

#include "protocol/request.h"

#include <stdbool.h>
#include <stddef.h>

struct units { /* by address; zero-filled: empty */
	struct acq_unit *at;
	size_t count, room;
};

/* Adds one, in place of those that lie in it. False: it is there already. */
bool units_add(struct units *u, const struct acq_unit *unit);

#endif
