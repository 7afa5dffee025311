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

#define DEEPEST 64

const char *function_name(struct symbols *s, Dwarf_Die *die)
{
	Dwarf_Die declaration = declaration_of(die), scopes[DEEPEST];
	struct arena *a = s->arena;
	const char *name = dwarf_diename(die);
	int line;

	if (!name)
		return NULL;
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
