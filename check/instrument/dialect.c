/*
 * clang puts `.intel_syntax` before it and `.att_syntax` behind it. The first means registers with a percent
 * sign to the GNU assembler, but clang writes none; the second is wrong where the whole file is in Intel's
 * syntax.
 */
#define _GNU_SOURCE
#include "instrument/dialect.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct line {
	const char *at, *end; /* without spaces around it */
};

static struct line line_at(const char *at, const char *end)
{
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	while (end > at && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r'))
		end--;
	return (struct line){at, end};
}

static bool is(struct line l, const char *words)
{
	return (size_t)(l.end - l.at) == strlen(words) && !memcmp(l.at, words, strlen(words));
}

/* Before all code. */
static bool is_intel(const char *text, size_t length)
{
	const char *said = memmem(text, length, "\t.intel_syntax noprefix\n", 24);
	const char *assembly = memmem(text, length, "#APP\n", 5);

	return said && (!assembly || said < assembly);
}

char *dialect_mend(const char *text, size_t length, size_t *mended_length)
{
	const char *end = text + length, *next;
	bool file_is_intel = is_intel(text, length), any = false, in = false;
	struct line before = {text, text};
	char *mended = NULL;
	FILE *out;

	if (!memmem(text, length, "\t.intel_syntax\n", 15))
		return NULL;
	out = open_memstream(&mended, mended_length);
	if (!out)
		abort();
	for (const char *at = text; at < end; at = next) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		struct line l = line_at(at, stop ? stop : end);
		next = stop ? stop + 1 : end;
		bool begins = is(l, ".intel_syntax") && is(before, "#APP");
		bool ends = in && is(l, ".att_syntax") && (size_t)(end - next) > 8 &&
		            is(line_at(next, next + strcspn(next, "\n")), "#NO_APP");
		if (begins || (ends && file_is_intel))
			fputs("\t.intel_syntax noprefix\n", out);
		else
			fwrite(at, 1, (size_t)(next - at), out);
		any |= begins;
		in = begins || (in && !ends);
		before = l;
	}
	fclose(out);
	return any ? mended : NULL;
}
