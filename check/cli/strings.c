#define _GNU_SOURCE
#include "cli/strings.h"

#include "cli/fail.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *must_allocate(size_t size)
{
	void *p = calloc(1, size ? size : 1);

	if (!p) {
		fail("out of memory");
		exit(EXIT_UNUSABLE);
	}
	return p;
}

char *must_copy(const char *s, size_t length)
{
	char *copy = must_allocate(length + 1);

	memcpy(copy, s, length);
	return copy;
}

char *must_print(const char *format, ...)
{
	va_list arguments;
	char *s;

	va_start(arguments, format);
	int length = vasprintf(&s, format, arguments);
	va_end(arguments);
	if (length < 0) {
		fail("out of memory");
		exit(EXIT_UNUSABLE);
	}
	return s;
}

void strings_add(struct strings *list, const char *s)
{
	if (list->count + 2 > list->room) {
		size_t room = list->room ? 2 * list->room : 16;
		char **at = must_allocate(room * sizeof *at);
		if (list->count)
			memcpy(at, list->at, list->count * sizeof *at);
		free(list->at);
		list->at = at;
		list->room = room;
	}
	list->at[list->count++] = (char *)s;
	list->at[list->count] = NULL;
}

void strings_add_all(struct strings *list, char *const *vector)
{
	for (; vector && *vector; vector++)
		strings_add(list, *vector);
}

/* Copies one word to `out` without its quotes and returns where it ends. */
static const char *unquote_word(const char *s, char *out)
{
	char quote = 0;

	for (; *s && (quote || !isspace((unsigned char)*s)); s++) {
		if (*s == '\\' && s[1])
			*out++ = *++s;
		else if (quote && *s == quote)
			quote = 0;
		else if (!quote && (*s == '"' || *s == '\''))
			quote = *s;
		else
			*out++ = *s;
	}
	*out = 0;
	return s;
}

void strings_add_words(struct strings *list, const char *s)
{
	for (;;) {
		while (isspace((unsigned char)*s))
			s++;
		if (!*s)
			return;
		char *word = must_allocate(strlen(s) + 1);
		s = unquote_word(s, word);
		strings_add(list, word);
	}
}

bool starts_with(const char *s, const char *prefix)
{
	return !strncmp(s, prefix, strlen(prefix));
}

bool ends_with(const char *s, const char *suffix)
{
	size_t n = strlen(s), m = strlen(suffix);

	return n >= m && !strcmp(s + n - m, suffix);
}

const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}
