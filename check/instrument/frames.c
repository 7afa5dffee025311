#define _GNU_SOURCE
#include "instrument/frames.h"

#include "cli/strings.h"

#include <dwarf.h>
#include <elfutils/libdwfl.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

enum { FRAME_POINTER = 6 }; /* rbp, by its number in debug information */

#define FRAME_TO_POINTER 16 /* from the canonical frame address down to where rbp points to */

struct variable {
	int64_t begin;
	uint64_t size;
	bool given;
};

struct frame {
	const char *name;
	size_t length;
	struct variable *variables;
	size_t count;
	bool unclear; /* several functions are called so */
	bool from_canonical;
	/* The lowest address of an object that was given away, as far as is known; INT64_MAX: none was. */
	int64_t lowest;
	bool unnamed_given;
};

static int compare(const void *a, const void *b)
{
	const struct frame *x = a, *y = b;

	if (x->length != y->length)
		return x->length < y->length ? -1 : 1;
	return memcmp(x->name, y->name, x->length);
}

/* --- One function --------------------------------------------------------------------------------------- */

static void add(struct frame *f, int64_t begin, uint64_t size)
{
	f->variables = realloc(f->variables, (f->count + 1) * sizeof *f->variables);
	if (!f->variables)
		abort();
	f->variables[f->count++] = (struct variable){begin, size, false};
}

static void add_variable(struct frame *f, Dwarf_Die *die)
{
	Dwarf_Attribute attribute;
	Dwarf_Die type;
	Dwarf_Op *ops;
	Dwarf_Word size;
	size_t n;

	if (!dwarf_attr_integrate(die, DW_AT_location, &attribute) ||
	    dwarf_getlocation(&attribute, &ops, &n) || n != 1 || ops[0].atom != DW_OP_fbreg)
		return;
	if (!dwarf_attr_integrate(die, DW_AT_type, &attribute) || !dwarf_formref_die(&attribute, &type) ||
	    dwarf_aggregate_size(&type, &size))
		return;
	add(f, (int64_t)ops[0].number + (f->from_canonical ? FRAME_TO_POINTER : 0), size);
}

static void add_variables(struct frame *f, Dwarf_Die *scope)
{
	Dwarf_Die die;

	if (dwarf_child(scope, &die))
		return;
	do {
		int tag = dwarf_tag(&die);
		if (tag == DW_TAG_variable || tag == DW_TAG_formal_parameter)
			add_variable(f, &die);
		else if (tag == DW_TAG_lexical_block || tag == DW_TAG_inlined_subroutine ||
		         tag == DW_TAG_try_block || tag == DW_TAG_catch_block)
			add_variables(f, &die);
	} while (!dwarf_siblingof(&die, &die));
}

/* Where the frame is described from; 0: from something else than what is understood. */
static unsigned frame_base(Dwarf_Die *function)
{
	Dwarf_Attribute attribute;
	Dwarf_Op *ops;
	size_t n;

	if (!dwarf_attr(function, DW_AT_frame_base, &attribute) || dwarf_getlocation(&attribute, &ops, &n) ||
	    n != 1)
		return 0;
	return ops[0].atom == DW_OP_reg0 + FRAME_POINTER || ops[0].atom == DW_OP_call_frame_cfa ? ops[0].atom
	                                                                                        : 0;
}

/* Compilers say what options they were given. */
static bool is_unoptimized(Dwarf_Die *unit)
{
	Dwarf_Attribute attribute;
	const char *producer = dwarf_formstring(dwarf_attr(unit, DW_AT_producer, &attribute)), *last = NULL;

	if (!producer || !strstr(producer, "-fsanitize=thread"))
		return false;
	for (const char *at = producer; (at = strstr(at, " -O")); at++)
		last = at + strlen(" -");
	return !last || (starts_with(last, "O0") && (last[2] == ' ' || !last[2]));
}

/* An attribute can ask for it in one function. */
static bool is_optimized(Dwarf_Die *function)
{
	return dwarf_hasattr(function, DW_AT_call_all_calls) ||
	       dwarf_hasattr(function, DW_AT_GNU_all_call_sites);
}

static const char *name_of(Dwarf_Die *function)
{
	Dwarf_Attribute attribute;

	if (dwarf_attr_integrate(function, DW_AT_linkage_name, &attribute))
		return dwarf_formstring(&attribute);
	return dwarf_diename(function);
}

/* --- All of them ---------------------------------------------------------------------------------------- */

static void add_function(struct frames *all, Dwarf_Die *function)
{
	const char *name = name_of(function);
	Dwarf_Addr low;

	if (!name || dwarf_lowpc(function, &low))
		return;
	struct frame key = {.name = name, .length = strlen(name)};
	struct frame *const *found = tfind(&key, &all->root, compare);
	if (found) {
		(*found)->unclear = true;
		return;
	}
	struct frame *new = must_allocate(sizeof *new);
	unsigned base = frame_base(function);
	*new = (struct frame){
		.name = must_copy(name, key.length),
		.length = key.length,
		.unclear = !base || is_optimized(function),
		.from_canonical = base == DW_OP_call_frame_cfa,
		.lowest = INT64_MAX,
	};
	if (!new->unclear)
		add_variables(new, function);
	if (!tsearch(new, &all->root, compare))
		abort();
}

/* Functions may be in namespaces, classes and other functions. */
static void look_at(struct frames *all, Dwarf_Die *scope)
{
	Dwarf_Die die;

	if (dwarf_child(scope, &die))
		return;
	do {
		switch (dwarf_tag(&die)) {
		case DW_TAG_subprogram:
			add_function(all, &die);
			look_at(all, &die);
			break;
		case DW_TAG_namespace:
		case DW_TAG_class_type:
		case DW_TAG_structure_type:
		case DW_TAG_union_type:
		case DW_TAG_lexical_block:
			look_at(all, &die);
			break;
		default:
			break;
		}
	} while (!dwarf_siblingof(&die, &die));
}

struct frames frames_read(const char *path)
{
	static const Dwfl_Callbacks callbacks = {
		.find_elf = dwfl_build_id_find_elf,
		.find_debuginfo = dwfl_standard_find_debuginfo,
		.section_address = dwfl_offline_section_address,
	};
	struct frames all = {0};
	Dwfl *dwfl = dwfl_begin(&callbacks);
	Dwarf_Die *unit = NULL;
	Dwarf_Addr bias;

	if (!dwfl)
		return all;
	Dwfl_Module *module = dwfl_report_offline(dwfl, path, path, -1);
	dwfl_report_end(dwfl, NULL, NULL);
	while (module && (unit = dwfl_module_nextcu(module, unit, &bias)))
		if (is_unoptimized(unit))
			look_at(&all, unit);
	dwfl_end(dwfl);
	return all;
}

struct frame *frames_find(const struct frames *f, const char *function, size_t length)
{
	const struct frame key = {.name = function, .length = length};
	struct frame *const *found = tfind(&key, &f->root, compare);

	return found && !(*found)->unclear ? *found : NULL;
}

bool frame_needs_standard(const struct frame *f)
{
	return f->from_canonical;
}

void frame_give(struct frame *f, int64_t offset)
{
	bool named = false;

	for (size_t i = 0; i < f->count; i++) {
		struct variable *v = &f->variables[i];
		if (offset < v->begin || (uint64_t)(offset - v->begin) >= v->size)
			continue;
		v->given = named = true;
		f->lowest = v->begin < f->lowest ? v->begin : f->lowest;
	}
	if (named)
		return;
	/* Of what the compiler has made for itself it is not known where it begins. */
	f->unnamed_given = true;
	f->lowest = INT64_MIN;
}

/* gcc lets larger variables share memory with others that live at other times, these not. */
#define LEAST_SHARED 32

bool frame_is_private(const struct frame *f, int64_t offset, uint64_t size)
{
	bool inside = false;

	if (f->lowest == INT64_MAX)
		return true;
	for (size_t i = 0; i < f->count; i++) {
		const struct variable *v = &f->variables[i];
		int64_t end = v->begin + (int64_t)v->size;
		if (offset >= end || offset + (int64_t)size <= v->begin)
			continue;
		if (v->given || offset < v->begin || offset + (int64_t)size > end ||
		    (f->unnamed_given && v->size >= LEAST_SHARED))
			return false;
		inside = true;
	}
	return inside || offset + (int64_t)size <= f->lowest;
}
