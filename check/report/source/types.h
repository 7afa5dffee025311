/* Types of the program, as far as it takes to name a part of a variable. */
#ifndef ACQREL_REPORT_TYPES_H
#define ACQREL_REPORT_TYPES_H

#include "report/source/symbols.h"

#include <elfutils/libdw.h>

/* In bytes; 0: not known. */
uint64_t type_size(Dwarf_Die *type);

/*
 * The expression for `size` bytes at `offset` in a variable called `name`. *value: how they are shown.
 * whole_library: no parts of libacqrel's objects are named.
 */
const char *type_describe(struct arena *a, const char *name, Dwarf_Die type, uint64_t offset, uint64_t size,
                          bool whole_library, struct value_type *value);

#endif
