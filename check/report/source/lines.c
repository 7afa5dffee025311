#define _GNU_SOURCE
#include "report/source/lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LARGEST ((long)64 << 20) /* bytes of a file worth reading */

struct file {
	const char *path;
	char **lines;
	size_t count, room;
	struct file *next;
};

struct sources {
	struct arena *arena;
	struct file *files;
};

struct sources *sources_new(struct arena *arena)
{
	struct sources *s = arena_alloc(arena, sizeof *s);

	s->arena = arena;
	return s;
}

static void read_lines(struct arena *arena, struct file *file, FILE *f)
{
	char *line = NULL;
	size_t room = 0;
	long total = 0;
	ssize_t n;

	while ((n = getline(&line, &room, f)) > 0 && (total += n) < LARGEST) {
		while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
			n--;
		file->lines = arena_grow(arena, file->lines, file->count, &file->room, sizeof *file->lines);
		file->lines[file->count++] = arena_copy(arena, line, (size_t)n);
	}
	free(line);
}

static struct file *load(struct sources *s, const char *path)
{
	struct file *file = s->files;

	while (file && strcmp(file->path, path))
		file = file->next;
	if (file)
		return file;
	file = arena_alloc(s->arena, sizeof *file);
	file->path = path;
	file->next = s->files;
	s->files = file;
	FILE *f = fopen(path, "re");
	if (f) {
		read_lines(s->arena, file, f);
		fclose(f);
	}
	return file;
}

const char *source_line(struct sources *s, const char *path, int number)
{
	if (!path || number < 1)
		return NULL;
	struct file *file = load(s, path);
	return (size_t)number <= file->count ? file->lines[number - 1] : NULL;
}
