/* An assembly file, cut into statements as the GNU assembler does it. */
#ifndef ACQREL_INSTRUMENT_TEXT_H
#define ACQREL_INSTRUMENT_TEXT_H

#include "instrument/frames.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum statement_kind {
	STATEMENT_INSTRUCTION,
	STATEMENT_DIRECTIVE,
	STATEMENT_LABEL, /* from the name's first character to its last */
};

struct statement {
	size_t begin, end; /* offsets in the text */
	/*
	 * Of an instruction: where its first prefix begins if that is a statement of its own (`lock; incl`),
	 * else `begin`.
	 */
	size_t first;
	uint8_t kind;
	bool by_hand; /* between #APP and #NO_APP: inline assembly */
};

struct text {
	char *at;
	size_t length;
	struct statement *statements;
	size_t count;
	/* It comes from a compiler, and is not assembly that somebody has written. */
	bool compiled;
	struct frames frames; /* once the assembler was asked */
};

/* What differs between processors; each has its own. */
extern const struct dialect {
	bool hash_is_comment; /* wherever it stands: else only at the beginning of a line */
	bool has_prefixes;    /* which may be statements of their own */
} text_dialect;

/* Reads a file, or standard input if the path is NULL. False: errno says why not. */
bool text_read(struct text *t, const char *path);

/* Takes other text in its place. */
void text_take(struct text *t, char *at, size_t length);

/* Whether the statement's text from its beginning on is this word. */
bool text_begins(const struct text *t, const struct statement *s, const char *word);

/* The statement as a string of its own. */
char *text_of(const struct text *t, const struct statement *s);

#endif
