/* What functions are called: with the classes and namespaces that they are in, and short. */
#include "report/source/symbols_internal.h"

#include <dwarf.h>
#include <string.h>

/*
 * The declaration that says where the function belongs: an inlined call refers to the function, that to its
 * class.
 */
static Dwarf_Die declaration_of(Dwarf_Die *die)
{
	static const unsigned links[] = {DW_AT_abstract_origin, DW_AT_specification};
	Dwarf_Die d = *die;
	Dwarf_Attribute attribute;

	for (size_t i = 0; i < sizeof links / sizeof links[0]; i++)
		for (int turns = 0; turns < 4 && dwarf_attr(&d, links[i], &attribute); turns++)
			if (!dwarf_formref_die(&attribute, &d))
				break;
	return d;
}

#define LONGEST_ARGUMENTS 20

/* Without template arguments that would fill a line: std::vector<…>. Operators may be called <. */
static const char *without_arguments(struct arena *a, const char *name)
{
	const char *open = strchr(name, '<');

	if (!open || open == name || !strncmp(name, "operator", 8) || strlen(open) <= LONGEST_ARGUMENTS)
		return name;
	return arena_print(a, "%.*s<…>", (int)(open - name), name);
}

static bool is_class(Dwarf_Die *die)
{
	int tag = dwarf_tag(die);

	return tag == DW_TAG_class_type || tag == DW_TAG_structure_type || tag == DW_TAG_union_type;
}

/* gcc gives the class of a lambda a name that no program could, clang none. */
static bool is_lambda(Dwarf_Die *class)
{
	const char *name = dwarf_diename(class);

	return !name || name[0] == '<';
}

static bool is_shown(Dwarf_Die *scope)
{
	return dwarf_diename(scope) && !dwarf_hasattr(scope, DW_AT_export_symbols) &&
	       (is_class(scope) || dwarf_tag(scope) == DW_TAG_namespace);
}

/* The function of the unit that begins at this line, or last before it; NULL: none. */
static const char *function_before(Dwarf_Die *unit, int line)
{
	const char *found = NULL;
	int best = 0, begin;
	Dwarf_Die die;

	if (dwarf_child(unit, &die))
		return NULL;
	do {
		const char *name = dwarf_tag(&die) == DW_TAG_subprogram ? dwarf_diename(&die) : NULL;
		if (!name || name[0] == '.' || dwarf_decl_line(&die, &begin) || begin > line || begin < best)
			continue;
		found = name;
		best = begin;
	} while (!dwarf_siblingof(&die, &die));
	return found;
}

/*
 * Of the body of a parallel region or a task of OpenMP compilers make a function: gcc main._omp_fn.0, clang
 * main.omp_outlined, and up to version 15 .omp_outlined. for all. The function that it stands in; NULL: it
 * is none of these.
 */
static const char *function_around(struct symbols *s, Dwarf_Die *die, const char *name)
{
	static const char *const marks[] = {"._omp_fn.", ".omp_outlined", ".omp_task_entry"};
	Dwarf_Die unit;
	int line;

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		const char *mark = strstr(name, marks[i]);
		if (mark && mark > name)
			return arena_copy(s->arena, name, (size_t)(mark - name));
		if (mark && dwarf_diecu(die, &unit, NULL, NULL) && !dwarf_decl_line(die, &line))
			return function_before(&unit, line);
	}
	return NULL;
}

bool function_is_outlined(const char *name)
{
	return name && (strstr(name, "._omp_fn.") || strstr(name, ".omp_outlined") ||
	                strstr(name, ".omp_task_entry"));
}

#define DEEPEST 64

const char *function_name(struct symbols *s, Dwarf_Die *die)
{
	Dwarf_Die declaration = declaration_of(die), scopes[DEEPEST];
	struct arena *a = s->arena;
	const char *name = dwarf_diename(die);
	int line;

	if (!name)
		return NULL;
	const char *around = function_around(s, die, name);
	if (around)
		return arena_copy(a, around, strlen(around));
	size_t count = scopes_around(s, &declaration, scopes, DEEPEST);
	if (count && !strcmp(name, "operator()") && is_class(&scopes[0]) && is_lambda(&scopes[0]) &&
	    (!dwarf_decl_line(&declaration, &line) || !dwarf_decl_line(&scopes[0], &line)))
		return arena_print(a, "lambda@%d", line);
	name = without_arguments(a, arena_copy(a, name, strlen(name)));
	for (size_t i = 0; i < count && dwarf_tag(&scopes[i]) != DW_TAG_subprogram; i++)
		if (is_shown(&scopes[i]))
			name = arena_print(a, "%s::%s", without_arguments(a, dwarf_diename(&scopes[i])),
			                   name);
	return name;
}
