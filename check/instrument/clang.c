/*
 * `.loc 1 0 5` is code of no line: see protocol/no_line.h. `@llvm_linker_options` is a type of a section,
 * which the GNU assembler takes as a number only.
 */
#define _GNU_SOURCE
#include "instrument/clang.h"

#include "protocol/no_line.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINKER_OPTIONS      "@llvm_linker_options"
#define LINKER_OPTIONS_TYPE 0x6fff4c01 /* SHT_LLVM_LINKER_OPTIONS */

struct line {
	const char *at, *end;
};

/* What stands behind the word that the line begins with; NULL: it begins with another. */
static const char *behind(struct line l, const char *word)
{
	size_t n = strlen(word);

	while (l.at < l.end && (*l.at == ' ' || *l.at == '\t'))
		l.at++;
	if ((size_t)(l.end - l.at) <= n || memcmp(l.at, word, n) != 0 || (l.at[n] != ' ' && l.at[n] != '\t'))
		return NULL;
	return l.at + n;
}

static struct line next_line(const char **at, const char *end)
{
	const char *stop = memchr(*at, '\n', (size_t)(end - *at));
	struct line l = {*at, stop ? stop : end};

	*at = stop ? stop + 1 : end;
	return l;
}

/* The highest number that a file has; -1: none has one. */
static long last_file(const char *text, const char *end)
{
	long last = -1;

	while (text < end) {
		const char *number = behind(next_line(&text, end), ".file");
		char *past;
		long n = number ? strtol(number, &past, 10) : -1;
		last = number && past != number && n > last ? n : last;
	}
	return last;
}

/* What follows the line number of a `.loc` of no line; NULL: it is another. */
static const char *behind_no_line(struct line l)
{
	const char *at = behind(l, ".loc");
	char *number, *past;

	if (!at)
		return NULL;
	strtol(at, &number, 10);
	if (number == at || strtol(number, &past, 10) || past == number || past > l.end)
		return NULL;
	return past;
}

static void write_line(FILE *out, struct line l, long no_line, bool *named)
{
	const char *rest = no_line > 0 ? behind_no_line(l) : NULL, *type;

	if (rest) {
		if (!*named)
			fprintf(out, "\t.file %ld \"" ACQ_NO_LINE_FILE "\";", no_line);
		*named = true;
		fprintf(out, "\t.loc %ld 1", no_line);
		l.at = rest;
	} else if (behind(l, ".section") &&
	           (type = memmem(l.at, (size_t)(l.end - l.at), LINKER_OPTIONS, strlen(LINKER_OPTIONS)))) {
		fprintf(out, "%.*s@%u", (int)(type - l.at), l.at, LINKER_OPTIONS_TYPE);
		l.at = type + strlen(LINKER_OPTIONS);
	}
	fwrite(l.at, 1, (size_t)(l.end - l.at), out);
}

char *clang_mend(const char *text, size_t length, size_t *mended_length)
{
	const char *end = text + length, *at = text;
	long no_line = last_file(text, end) + 1;
	bool any = memmem(text, length, LINKER_OPTIONS, strlen(LINKER_OPTIONS)), named = false;
	char *mended = NULL;

	while (no_line > 0 && at < end && !any)
		any = behind_no_line(next_line(&at, end));
	FILE *out = any ? open_memstream(&mended, mended_length) : NULL;
	if (!out)
		return NULL;
	for (at = text; at < end;) {
		write_line(out, next_line(&at, end), no_line, &named);
		if (at[-1] == '\n')
			fputc('\n', out);
	}
	fclose(out);
	return mended;
}
