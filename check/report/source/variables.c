/* Names of global and static variables by address, and of the members and elements inside them. */
#define _GNU_SOURCE
#include "report/source/symbols_internal.h"
#include "report/source/types.h"

#include <dwarf.h>
#include <string.h>

struct walk {
	struct symbols *symbols;
	Dwarf_Addr bias;
};

/*
 * The fixed address of a variable. clang makes one byte of a variable that only ever has two values, and then
 * says how its value follows from that: *whole is false, and its type does not tell what is in memory.
 */
static bool address_of(Dwarf_Die *die, Dwarf_Addr *address, bool *whole)
{
	Dwarf_Attribute attribute, indirect;
	Dwarf_Op *ops;
	size_t n;

	if (!dwarf_attr_integrate(die, DW_AT_location, &attribute) ||
	    dwarf_getlocation(&attribute, &ops, &n) || !n || (n > 1 && ops[1].atom != DW_OP_deref_size))
		return false;
	*whole = n == 1;
	if (ops[0].atom == DW_OP_addr) {
		*address = ops[0].number;
		return true;
	}
	return ops[0].atom == DW_OP_addrx && !dwarf_getlocation_attr(&attribute, ops, &indirect) &&
	       !dwarf_formaddr(&indirect, address);
}

static void add_variable(struct walk *w, Dwarf_Die *die)
{
	struct symbols *s = w->symbols;
	const char *name = dwarf_diename(die);
	Dwarf_Attribute attribute;
	Dwarf_Addr address;
	bool whole;

	if (!name || !address_of(die, &address, &whole) || !address)
		return;
	struct variable v = {.address = address + w->bias, .name = arena_copy(s->arena, name, strlen(name))};
	if (whole && dwarf_attr_integrate(die, DW_AT_type, &attribute) &&
	    dwarf_formref_die(&attribute, &v.type)) {
		v.has_type = true;
		v.size = type_size(&v.type);
	}
	s->variables = arena_grow(s->arena, s->variables, s->variable_count, &s->variable_room, sizeof v);
	s->variables[s->variable_count++] = v;
}

/* Static variables can hide in functions and blocks, C++ ones in namespaces and classes. */
static void walk_die(struct walk *w, Dwarf_Die *parent)
{
	Dwarf_Die die;

	if (dwarf_child(parent, &die))
		return;
	do {
		switch (dwarf_tag(&die)) {
		case DW_TAG_variable:
			add_variable(w, &die);
			break;
		case DW_TAG_subprogram:
		case DW_TAG_lexical_block:
		case DW_TAG_namespace:
			walk_die(w, &die);
			break;
		}
	} while (!dwarf_siblingof(&die, &die));
}

static void load_module(struct symbols *s, Dwfl_Module *module, void *unused)
{
	(void)unused;
	struct walk w = {.symbols = s};
	Dwarf_Die *unit = NULL;

	while ((unit = dwfl_module_nextcu(module, unit, &w.bias)))
		if (!symbols_unit_is_checker(s, unit))
			walk_die(&w, unit);
}

struct visit {
	struct symbols *symbols;
	void (*f)(struct symbols *s, Dwfl_Module *module, void *argument);
	void *argument;
};

static int visit(Dwfl_Module *module, void **user, const char *name, Dwarf_Addr start, void *argument)
{
	struct visit *v = argument;

	(void)user, (void)start;
	/* Libraries of the system have no debug information that would be worth looking for. */
	if (strncmp(name, "/usr/lib", 8) && strncmp(name, "/lib", 4) && name[0] != '[')
		v->f(v->symbols, module, v->argument);
	return DWARF_CB_OK;
}

void symbols_each_module(struct symbols *s, void (*f)(struct symbols *s, Dwfl_Module *module, void *argument),
                         void *argument)
{
	struct visit v = {s, f, argument};

	if (s->dwfl)
		dwfl_getmodules(s->dwfl, visit, &v, 0);
}

static const struct variable *find(struct symbols *s, uint64_t address)
{
	if (!s->variables_loaded)
		symbols_each_module(s, load_module, NULL);
	s->variables_loaded = true;
	for (size_t i = 0; i < s->variable_count; i++) {
		const struct variable *v = &s->variables[i];
		if (address - v->address < (v->size ? v->size : 1))
			return v;
	}
	return NULL;
}

bool symbols_same_variable(struct symbols *s, uint64_t a, uint64_t b)
{
	const struct variable *v = find(s, a);

	return v && v == find(s, b);
}

/* The name in the symbol table: all there is without debug information. */
static const char *symbol_at(struct symbols *s, uint64_t address, struct value_type *type)
{
	Dwfl_Module *module = s->dwfl ? dwfl_addrmodule(s->dwfl, address) : NULL;
	GElf_Off offset;
	GElf_Sym symbol;

	*type = (struct value_type){0};
	const char *name =
		module ? dwfl_module_addrinfo(module, address, &offset, &symbol, NULL, NULL, NULL) : NULL;
	if (!name || GELF_ST_TYPE(symbol.st_info) != STT_OBJECT || offset >= symbol.st_size)
		return NULL;
	int length = (int)strcspn(name, "."); /* a static local is called name.123 */
	if (offset)
		return arena_print(s->arena, "%.*s+%llu", length, name, (unsigned long long)offset);
	return arena_copy(s->arena, name, (size_t)length);
}

const char *symbols_variable(struct symbols *s, uint64_t address, uint64_t size, struct value_type *type)
{
	const struct variable *v = address ? find(s, address) : NULL;
	struct value_type ignored;

	if (!type)
		type = &ignored;
	if (!v)
		return symbol_at(s, address, type);
	if (!v->has_type)
		return v->name;
	return type_describe(s->arena, v->name, v->type, address - v->address, size, s->library != NULL,
	                     type);
}
