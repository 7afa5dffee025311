/* From addresses of the checked program, which is gone, to places in its source. */
#ifndef ACQREL_REPORT_SYMBOLS_H
#define ACQREL_REPORT_SYMBOLS_H

#include "report/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct frame {
	const char *function; /* NULL: not known */
	/* as it is shown: relative to the working directory when below it; NULL: not known */
	const char *file;
	const char *path; /* as it can be opened */
	int line, column; /* from 1; 0: not known */
	bool nearby;      /* the code belongs to no line: it is that of what comes before */
	bool hidden;      /* not the user's code: libraries, the compiler's headers, <acqrel/atomic.h> */
	bool library;     /* libacqrel, which is hidden as well */
	bool outlined;    /* a part of the function that compilers have made another of, for OpenMP */
};

struct symbols;

/*
 * From the text of /proc/PID/maps. library: the folders with the files of libacqrel, ended by NULL; or NULL:
 * they are the user's. checker: likewise those with the checker's own. Strings that are handed out live in
 * the arena.
 */
struct symbols *symbols_open(struct arena *arena, const char *maps, size_t size, const char *const *library,
                             const char *const *checker);
void symbols_close(struct symbols *s);

#define MOST_INLINED 32 /* frames at one address */

/*
 * The frames at an address in the code, the innermost first, with the callers that it was inlined into.
 * Returns how many there are, at most `most`.
 */
size_t symbols_frames(struct symbols *s, uint64_t pc, struct frame *frames, size_t most);

/* The name of the function at an address, or NULL. */
const char *symbols_function(struct symbols *s, uint64_t pc);

/* Whether what is at the address can have lines of source: whether there is debug information about it. */
bool symbols_has_lines(struct symbols *s, uint64_t pc);

struct stretch { /* of code */
	uint64_t start, end;
};

/* The code of a line, with that of functions which are inlined there. lines.c */
const struct stretch *symbols_line(struct symbols *s, const char *path, int line, size_t *count);

/*
 * The optimization level of the first part of the program that was compiled with one, "-O2"; NULL: none was,
 * or the compiler does not say.
 */
const char *symbols_optimized(struct symbols *s);

/* Whether two addresses lie in the same variable. */
bool symbols_same_variable(struct symbols *s, uint64_t a, uint64_t b);

/* Where the function that contains the address starts; 0: not known. */
uint64_t symbols_function_start(struct symbols *s, uint64_t pc);

struct value_type {
	bool is_signed, is_pointer, is_bool;
	bool known;
};

/*
 * The variable that the bytes belong to, as an expression of the language ("nodes[0].next",
 * "data[0..9]"); NULL: none that is known. *type, unless NULL, tells how its value is to be shown.
 */
const char *symbols_variable(struct symbols *s, uint64_t address, uint64_t size, struct value_type *type);

#endif
