/* What symbols.c and variables.c share. */
#ifndef ACQREL_REPORT_SYMBOLS_INTERNAL_H
#define ACQREL_REPORT_SYMBOLS_INTERNAL_H

#include "report/source/symbols.h"

#include <elfutils/libdw.h>
#include <elfutils/libdwfl.h>

struct variable {
	uint64_t address, size;
	const char *name;
	Dwarf_Die type;
	bool has_type;
};

struct known_pc {           /* what has been found out about an address before */
	uint64_t pc, start; /* start: of the function; 0: not known */
	struct frame *frames;
	size_t count;
	struct known_pc *next;
};

#define PC_BUCKETS 1024

struct symbols {
	struct arena *arena;
	Dwfl *dwfl;
	const char *const *library; /* folders; may be NULL */
	const char *const *checker; /* likewise */
	char *directory;            /* the working directory, from malloc */
	struct variable *variables; /* all with a fixed address, once anybody has asked for one */
	size_t variable_count, variable_room;
	bool variables_loaded;
	struct known_pc *known[PC_BUCKETS];
	struct unit_scopes *scopes; /* of the units that have been looked at */
};

/* Whether it is a part of the checker's runtime, which is in every checked program. */
bool symbols_unit_is_checker(const struct symbols *s, Dwarf_Die *unit);

/* Likewise of libacqrel. */
bool symbols_unit_is_library(const struct symbols *s, Dwarf_Die *unit);

/* Calls back with each module that can have debug information of the program. */
void symbols_each_module(struct symbols *s, void (*f)(struct symbols *s, Dwfl_Module *module, void *argument),
                         void *argument);

/* A name of a file that the debug information has, as `path` of a frame has it. */
const char *symbols_path(const struct symbols *s, Dwarf_Die *unit, const char *path);

/* The line number of a row of the line table; 0: its code belongs to no line. */
int symbols_row_line(Dwarf_Line *row);

/* Of a function or an inlined call of one; NULL: it has none. */
const char *function_name(struct symbols *s, Dwarf_Die *die);

/* Whether, by its name, it is what compilers make of the body of a parallel region or a task of OpenMP. */
bool function_is_outlined(const char *name);

/*
 * The scopes of functions at an address of the unit, the innermost first, up to the function that has its
 * code there: blocks and inlined calls. Returns how many there are, at most `most`, which is not 0.
 */
size_t scopes_at(struct symbols *s, Dwarf_Die *unit, Dwarf_Addr pc, Dwarf_Die *found, size_t most);

/* The functions, classes and namespaces that an entry is in, the innermost first. */
size_t scopes_around(struct symbols *s, Dwarf_Die *die, Dwarf_Die *found, size_t most);

#endif
