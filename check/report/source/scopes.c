/*
 * Which functions, classes and namespaces enclose what, by one walk through a compilation unit. libdw's own
 * look-ups walk through the whole unit each time, and a unit that includes a header-only library has a
 * million entries.
 */
#include "report/source/symbols_internal.h"

#include <dwarf.h>
#include <stdlib.h>
#include <string.h>

struct node {
	Dwarf_Die die;
	uint32_t parent; /* an index; NO_NODE: the unit */
};

struct range {
	Dwarf_Addr start, end;
	uint32_t node;
};

struct unit_scopes {
	struct unit_scopes *next;
	const void *unit;     /* where its entry lies */
	struct node *nodes;   /* in the order of their entries, and so of where these lie */
	struct range *ranges; /* of the code of functions, by address */
	size_t node_count, node_room, range_count, range_room;
};

#define NO_NODE UINT32_MAX

static bool is_scope(int tag)
{
	switch (tag) {
	case DW_TAG_subprogram:
	case DW_TAG_inlined_subroutine:
	case DW_TAG_lexical_block:
	case DW_TAG_try_block:
	case DW_TAG_catch_block:
	case DW_TAG_namespace:
	case DW_TAG_class_type:
	case DW_TAG_structure_type:
	case DW_TAG_union_type:
		return true;
	}
	return false;
}

static void add_ranges(struct symbols *s, struct unit_scopes *u, Dwarf_Die *die, uint32_t node)
{
	Dwarf_Addr base, start, end;
	ptrdiff_t offset = 0;

	while ((offset = dwarf_ranges(die, offset, &base, &start, &end)) > 0) {
		u->ranges =
			arena_grow(s->arena, u->ranges, u->range_count, &u->range_room, sizeof *u->ranges);
		u->ranges[u->range_count++] = (struct range){start, end, node};
	}
}

static void walk(struct symbols *s, struct unit_scopes *u, Dwarf_Die *parent, uint32_t parent_node)
{
	Dwarf_Die die;

	if (dwarf_child(parent, &die))
		return;
	do {
		int tag = dwarf_tag(&die);
		if (!is_scope(tag) || u->node_count == NO_NODE)
			continue;
		uint32_t node = (uint32_t)u->node_count++;
		u->nodes = arena_grow(s->arena, u->nodes, node, &u->node_room, sizeof *u->nodes);
		u->nodes[node] = (struct node){die, parent_node};
		if (tag == DW_TAG_subprogram)
			add_ranges(s, u, &die, node);
		walk(s, u, &die, node);
	} while (!dwarf_siblingof(&die, &die));
}

static int by_address(const void *a, const void *b)
{
	const struct range *x = a, *y = b;

	return x->start < y->start ? -1 : x->start > y->start;
}

static struct unit_scopes *scopes_of(struct symbols *s, Dwarf_Die *unit)
{
	struct unit_scopes *u = s->scopes;

	while (u && u->unit != unit->addr)
		u = u->next;
	if (u)
		return u;
	u = arena_alloc(s->arena, sizeof *u);
	*u = (struct unit_scopes){.next = s->scopes, .unit = unit->addr};
	s->scopes = u;
	walk(s, u, unit, NO_NODE);
	if (u->range_count)
		qsort(u->ranges, u->range_count, sizeof *u->ranges, by_address);
	return u;
}

/* Below `parent`, the innermost first. */
static size_t search(Dwarf_Die *parent, Dwarf_Addr pc, Dwarf_Die *found, size_t most)
{
	Dwarf_Die die;
	size_t n = 0;

	if (dwarf_child(parent, &die))
		return 0;
	do {
		if (!is_scope(dwarf_tag(&die)))
			continue;
		n = search(&die, pc, found, most);
		if (n < most && dwarf_haspc(&die, pc) > 0)
			found[n++] = die;
	} while (!n && !dwarf_siblingof(&die, &die));
	return n;
}

size_t scopes_at(struct symbols *s, Dwarf_Die *unit, Dwarf_Addr pc, Dwarf_Die *found, size_t most)
{
	const struct unit_scopes *u = scopes_of(s, unit);
	size_t low = 0, high = u->range_count;

	while (low < high) { /* the last that starts at pc or before */
		size_t middle = low + (high - low) / 2;
		if (u->ranges[middle].start <= pc)
			low = middle + 1;
		else
			high = middle;
	}
	if (!low || pc >= u->ranges[low - 1].end)
		return 0;
	Dwarf_Die function = u->nodes[u->ranges[low - 1].node].die;
	size_t n = search(&function, pc, found, most - 1);
	found[n++] = function;
	return n;
}

size_t scopes_around(struct symbols *s, Dwarf_Die *die, Dwarf_Die *found, size_t most)
{
	Dwarf_Die unit;
	size_t n = 0;

	if (!dwarf_diecu(die, &unit, NULL, NULL))
		return 0;
	const struct unit_scopes *u = scopes_of(s, &unit);
	size_t low = 0, high = u->node_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if ((const char *)u->nodes[middle].die.addr < (const char *)die->addr)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == u->node_count || u->nodes[low].die.addr != die->addr)
		return 0;
	for (uint32_t i = u->nodes[low].parent; i != NO_NODE && n < most; i = u->nodes[i].parent)
		found[n++] = u->nodes[i].die;
	return n;
}
