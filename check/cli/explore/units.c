#include "cli/explore/units.h"

#include "cli/strings.h"

#include <stdlib.h>
#include <string.h>

static bool lies_in(const struct acq_unit *a, const struct acq_unit *b)
{
	return b->address <= a->address && a->address + a->size <= b->address + b->size;
}

bool units_add(struct units *u, const struct acq_unit *unit)
{
	size_t n = 0, first;

	for (size_t i = 0; i < u->count; i++)
		if (lies_in(unit, &u->at[i]))
			return false;
	for (size_t i = 0; i < u->count; i++)
		if (!lies_in(&u->at[i], unit))
			u->at[n++] = u->at[i];
	if (n == u->room) {
		struct acq_unit *larger = must_allocate((2 * n + 16) * sizeof *larger);
		if (n)
			memcpy(larger, u->at, n * sizeof *larger);
		free(u->at);
		u->at = larger;
		u->room = 2 * n + 16;
	}
	for (first = n; first && u->at[first - 1].address > unit->address; first--)
		u->at[first] = u->at[first - 1];
	u->at[first] = *unit;
	u->count = n + 1;
	return true;
}
