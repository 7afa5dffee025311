/* The real assembler, and what it makes of each instruction. */
#ifndef ACQREL_INSTRUMENT_ASSEMBLER_H
#define ACQREL_INSTRUMENT_ASSEMBLER_H

#include "cli/strings.h"
#include "instrument/text.h"

#include <stdbool.h>
#include <stdint.h>

struct assembler {
	struct strings command; /* with all of its arguments but input and output */
	const char *input;      /* NULL: standard input */
	const char *output;
	/* For its version and the like, or for code that is not for 64 bits: there is nothing to do. */
	bool only_asks;
};

/* Reads the arguments as the assembler does. */
struct assembler assembler_find(char **argv);

/*
 * Runs it on a text. Returns its exit status, after it has said itself what was wrong unless it is to be
 * quiet.
 */
int assembler_run(const struct assembler *a, const char *text, size_t length, const char *output, bool quiet);

/* Replaces this process by it, with the arguments as they were. */
int assembler_become(char **argv);

struct bytes {
	const uint8_t *at;
	size_t count;
};

/*
 * What it makes of each statement, by its index; without bytes: nothing, or it is no instruction. False: it
 * refuses the text.
 */
bool assembler_ask(const struct assembler *a, struct text *t, struct bytes *bytes);

/* Whether it makes the same of other text, but for debug information. */
bool assembler_makes_same(const struct assembler *a, const struct text *t, const char *text, size_t length);

#endif
