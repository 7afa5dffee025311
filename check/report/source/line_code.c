/* Where the code of a line is. */
#define _GNU_SOURCE
#include "report/source/symbols_internal.h"

#include <dwarf.h>
#include <string.h>

struct wanted {
	const char *path;
	int line;
	struct stretch *at;
	size_t count, room;
	/* Of the unit that is looked at: */
	Dwarf_Die unit;
	Dwarf_Addr bias;
	Dwarf_Files *files;
	size_t file_count;
};

static void add(struct symbols *s, struct wanted *w, Dwarf_Addr start, Dwarf_Addr end)
{
	if (start >= end)
		return;
	w->at = arena_grow(s->arena, w->at, w->count, &w->room, sizeof *w->at);
	w->at[w->count++] = (struct stretch){start + w->bias, end + w->bias};
}

/* Most files have another name already without their folders. */
static bool is_path(struct symbols *s, struct wanted *w, const char *path)
{
	const char *name = path ? strrchr(path, '/') : NULL, *wanted = strrchr(w->path, '/');

	name = name ? name : path;
	wanted = wanted ? wanted : w->path;
	return path && !strcmp(name + (*name == '/'), wanted + (*wanted == '/')) &&
	       !strcmp(symbols_path(s, &w->unit, path), w->path);
}

/* Code that belongs to no line in particular belongs to what it follows. */
static void add_rows(struct symbols *s, struct wanted *w, Dwarf_Die *unit)
{
	Dwarf_Lines *rows;
	size_t n;
	const char *last = NULL;
	bool same = false, wanted = false;

	if (dwarf_getsrclines(unit, &rows, &n))
		return;
	for (size_t i = 0; i + 1 < n; i++) {
		Dwarf_Line *row = dwarf_onesrcline(rows, i);
		const char *path = dwarf_linesrc(row, NULL, NULL);
		Dwarf_Addr start, end;
		bool over;
		int line = symbols_row_line(row);
		if (dwarf_lineaddr(row, &start) || dwarf_lineaddr(dwarf_onesrcline(rows, i + 1), &end) ||
		    dwarf_lineendsequence(row, &over))
			continue;
		if (path != last)
			same = is_path(s, w, path);
		last = path;
		wanted = !over && (line ? same && line == w->line : wanted);
		if (wanted)
			add(s, w, start, end);
	}
}

static int number_of(Dwarf_Die *die, unsigned name)
{
	Dwarf_Attribute attribute;
	Dwarf_Word value;

	return dwarf_attr(die, name, &attribute) && !dwarf_formudata(&attribute, &value) ? (int)value : 0;
}

static void add_inlined(struct symbols *s, struct wanted *w, Dwarf_Die *die)
{
	size_t file = (size_t)number_of(die, DW_AT_call_file);
	Dwarf_Addr base, start, end;
	ptrdiff_t offset = 0;

	if (number_of(die, DW_AT_call_line) != w->line || file >= w->file_count ||
	    !is_path(s, w, dwarf_filesrc(w->files, file, NULL, NULL)))
		return;
	while ((offset = dwarf_ranges(die, offset, &base, &start, &end)) > 0)
		add(s, w, start, end);
}

static void walk(struct symbols *s, struct wanted *w, Dwarf_Die *parent)
{
	Dwarf_Die die;

	if (dwarf_child(parent, &die))
		return;
	do {
		switch (dwarf_tag(&die)) {
		case DW_TAG_inlined_subroutine:
			add_inlined(s, w, &die);
			walk(s, w, &die);
			break;
		case DW_TAG_subprogram:
		case DW_TAG_lexical_block:
		case DW_TAG_namespace:
		case DW_TAG_class_type:
		case DW_TAG_structure_type:
			walk(s, w, &die);
			break;
		}
	} while (!dwarf_siblingof(&die, &die));
}

static void look_in_module(struct symbols *s, Dwfl_Module *module, void *wanted)
{
	struct wanted *w = wanted;
	Dwarf_Die *unit = NULL;

	while ((unit = dwfl_module_nextcu(module, unit, &w->bias))) {
		if (symbols_unit_is_checker(s, unit))
			continue;
		w->unit = *unit;
		add_rows(s, w, unit);
		if (!dwarf_getsrcfiles(unit, &w->files, &w->file_count))
			walk(s, w, unit);
	}
}

const struct stretch *symbols_line(struct symbols *s, const char *path, int line, size_t *count)
{
	struct wanted w = {.path = path, .line = line};

	symbols_each_module(s, look_in_module, &w);
	*count = w.count;
	return w.at;
}
