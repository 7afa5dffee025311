#define _GNU_SOURCE
#include "cli/build/specified.h"

#include "cli/install.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct library {
	const char *name;          /* of its specification */
	const char *option;        /* of compilers, which links it; NULL: there is none */
	const char *file_names[4]; /* as in -lNAME and libNAME.so */
} libraries[] = {
	{"openmp", "-fopenmp", {"gomp", "omp", "iomp5"}},
	{"glib", NULL, {"glib-2.0"}},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* libNAME.so, libNAME.so.1, libNAME.a */
static bool is_file_of(const char *word, const char *name)
{
	const char *file = base_name(word);
	size_t n = strlen(name);

	return starts_with(file, "lib") && !strncmp(file + 3, name, n) &&
	       (starts_with(file + 3 + n, ".so") || !strcmp(file + 3 + n, ".a"));
}

static bool links(const struct library *l, const char *word, const char *before)
{
	for (size_t i = 0; i < COUNT(l->file_names) && l->file_names[i]; i++) {
		const char *name = l->file_names[i];
		if ((starts_with(word, "-l") && !strcmp(word + 2, name)) ||
		    (before && !strcmp(before, "-l") && !strcmp(word, name)) || is_file_of(word, name))
			return true;
	}
	return false;
}

/* -fopenmp, or with clang -fopenmp=libomp; the last one holds, as with -fno-openmp. */
static bool has_option(const struct library *l, const struct cmdline *c)
{
	bool has = false;
	size_t n = l->option ? strlen(l->option) : 0;

	for (size_t i = 0; n && i < c->words.count; i++) {
		const char *w = c->words.at[i];
		if (starts_with(w, l->option) && (!w[n] || w[n] == '='))
			has = true;
		else if (starts_with(w, "-fno-") && !strcmp(w + strlen("-fno-"), l->option + strlen("-f")))
			has = false;
	}
	return has;
}

static bool is_linked(const struct library *l, const struct cmdline *c)
{
	bool linked = has_option(l, c);

	for (size_t i = 0; i < c->words.count && !linked; i++)
		linked = links(l, c->words.at[i], i ? c->words.at[i - 1] : NULL);
	return linked;
}

static bool names_file(const struct library *l, const char *line)
{
	for (size_t i = 0; i < COUNT(l->file_names) && l->file_names[i]; i++)
		if (strstr(line, must_print("/lib%s.so", l->file_names[i])))
			return true;
	return false;
}

static bool is_taken(const struct library *l, int said)
{
	FILE *f = said >= 0 ? fdopen(dup(said), "r") : NULL;
	bool taken = false;
	char *line = NULL;
	size_t room = 0;

	if (f)
		rewind(f);
	while (f && !taken && getline(&line, &room, f) > 0)
		taken = names_file(l, line);
	free(line);
	if (f)
		fclose(f);
	return taken;
}

void specified_add(const struct cmdline *c, int said, struct strings *argv)
{
	for (size_t i = 0; i < COUNT(libraries); i++)
		if (is_linked(&libraries[i], c) || is_taken(&libraries[i], said))
			strings_add(argv, install_specification(libraries[i].name));
}

bool specified_was_missed(const struct cmdline *c, int said)
{
	for (size_t i = 0; i < COUNT(libraries); i++)
		if (!is_linked(&libraries[i], c) && is_taken(&libraries[i], said))
			return true;
	return false;
}

bool specified_is(const char *path)
{
	for (size_t i = 0; i < COUNT(libraries); i++)
		if (!strcmp(path, install_specification(libraries[i].name)))
			return true;
	return false;
}
