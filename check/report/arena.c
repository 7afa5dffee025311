#define _GNU_SOURCE
#include "report/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK ((size_t)64 << 10)

struct chunk {
	struct chunk *next;
	size_t used, size;
	max_align_t bytes[];
};

struct arena {
	struct chunk *chunks; /* the first has room, or not */
};

static void *must_get(size_t size)
{
	void *p = calloc(1, size);

	if (!p) {
		fputs("acqrel: out of memory\n", stderr);
		exit(2);
	}
	return p;
}

struct arena *arena_new(void)
{
	return must_get(sizeof(struct arena));
}

void arena_free(struct arena *a)
{
	while (a->chunks) {
		struct chunk *c = a->chunks;
		a->chunks = c->next;
		free(c);
	}
	free(a);
}

void *arena_alloc(struct arena *a, size_t size)
{
	struct chunk *c = a->chunks;

	size = (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
	if (!c || c->size - c->used < size) {
		size_t n = size > CHUNK ? size : CHUNK;
		c = must_get(sizeof *c + n);
		c->size = n;
		c->next = a->chunks;
		a->chunks = c;
	}
	void *p = (char *)c->bytes + c->used;
	c->used += size;
	return p;
}

char *arena_copy(struct arena *a, const char *s, size_t length)
{
	char *copy = arena_alloc(a, length + 1);

	memcpy(copy, s, length);
	return copy;
}

char *arena_print(struct arena *a, const char *format, ...)
{
	va_list arguments, again;

	va_start(arguments, format);
	va_copy(again, arguments);
	int n = vsnprintf(NULL, 0, format, arguments);
	char *s = arena_alloc(a, (size_t)n + 1);
	vsnprintf(s, (size_t)n + 1, format, again);
	va_end(again);
	va_end(arguments);
	return s;
}

void *arena_grow(struct arena *a, void *at, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return at;
	*room = *room ? 2 * *room : 16;
	void *larger = arena_alloc(a, *room * size);
	if (count)
		memcpy(larger, at, count * size);
	return larger;
}
