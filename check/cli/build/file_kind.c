#define _GNU_SOURCE
/* What files are, going by their names and by the first bytes of response files. */
#include "cli/build/cmdline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const cxx_suffixes[] = {".cc", ".cp", ".cxx", ".cpp", ".CPP", ".c++", ".C", ".ii", NULL};
static const char *const other_suffixes[] = {".c", ".i",  ".s",   ".S",   ".sx",
                                             ".h", ".hh", ".hpp", ".hxx", NULL};

static bool has_suffix(const char *path, const char *const *suffixes)
{
	for (; *suffixes; suffixes++)
		if (ends_with(path, *suffixes))
			return true;
	return false;
}

enum word_role source_role(const char *path)
{
	bool known = !strcmp(path, "-") || has_suffix(path, cxx_suffixes) || has_suffix(path, other_suffixes);

	return known ? WORD_SOURCE : WORD_OBJECT;
}

bool source_is_cxx(const char *path, const char *language)
{
	if (language)
		return starts_with(language, "c++");
	return has_suffix(path, cxx_suffixes);
}

/* The text of a file; NULL: it cannot be read. */
static char *read_all(const char *path)
{
	FILE *f = fopen(path, "r");
	char *text = NULL;
	size_t room = 0;

	if (!f)
		return NULL;
	if (getdelim(&text, &room, '\0', f) < 0) {
		free(text);
		text = must_copy("", 0);
	}
	fclose(f);
	return text;
}

#define DEEPEST 20 /* a response file that names itself */

static void expand(struct strings *out, char *const *words, int depth)
{
	for (; *words; words++) {
		struct strings inner = {0};
		char *text = (*words)[0] == '@' && depth < DEEPEST ? read_all(*words + 1) : NULL;
		if (!text) { /* as compilers do: a name of something else */
			strings_add(out, *words);
			continue;
		}
		strings_add_words(&inner, text);
		if (inner.count)
			expand(out, inner.at, depth + 1);
	}
}

void response_expand(struct strings *out, char *const *words)
{
	expand(out, words, 0);
}
