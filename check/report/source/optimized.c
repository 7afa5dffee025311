/* Whether the program was compiled with optimization: then there are accesses that it does not make. */
#define _GNU_SOURCE
#include "report/source/symbols_internal.h"

#include <dwarf.h>
#include <string.h>

/* The last option of the kind in what a compiler says of itself; NULL: none, or -O0. */
static const char *level_of(struct arena *arena, const char *producer)
{
	const char *last = NULL;

	for (const char *at = producer; (at = strstr(at, " -O")); at++)
		last = at + 1;
	size_t n = last ? strcspn(last, " ") : 0;
	return n && strncmp(last, "-O0", n) ? arena_copy(arena, last, n) : NULL;
}

struct search {
	const char *level;
};

/* Code without instrumentation is not checked anyway, and in libacqrel is no access to leave out. */
static void look_in_module(struct symbols *s, Dwfl_Module *module, void *argument)
{
	struct search *search = argument;
	Dwarf_Die *unit = NULL;
	Dwarf_Addr bias;
	Dwarf_Attribute attribute;

	while (!search->level && (unit = dwfl_module_nextcu(module, unit, &bias))) {
		const char *producer = dwarf_formstring(dwarf_attr(unit, DW_AT_producer, &attribute));
		if (producer && strstr(producer, "-fsanitize=thread") && !symbols_unit_is_library(s, unit))
			search->level = level_of(s->arena, producer);
	}
}

const char *symbols_optimized(struct symbols *s)
{
	struct search search = {0};

	symbols_each_module(s, look_in_module, &search);
	return search.level;
}
