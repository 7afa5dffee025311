/*
 * g_malloc() and its like: so that a block is known by where the program wants it, and what is copied into it
 * is looked at. GLib ends the program when there is no memory: such an execution is not looked at further.
 *
 * Outside of an exploration they do the same: all but slices are malloc's blocks in GLib, too.
 */
#include "glib.h"

#include <string.h>

static void *or_end(void *memory)
{
	if (!memory && ar_checking())
		ar_assume(false);
	if (!memory)
		abort();
	return memory;
}

static bool is_too_much(size_t n, size_t size)
{
	return size && n > SIZE_MAX / size;
}

GLIB void *g_try_malloc(size_t size)
{
	return size ? malloc(size) : NULL;
}

GLIB void *g_try_malloc0(size_t size)
{
	return size ? calloc(1, size) : NULL;
}

GLIB void *g_try_malloc_n(size_t n, size_t size)
{
	return is_too_much(n, size) ? NULL : g_try_malloc(n * size);
}

GLIB void *g_try_malloc0_n(size_t n, size_t size)
{
	return is_too_much(n, size) ? NULL : g_try_malloc0(n * size);
}

GLIB void *g_try_realloc(void *memory, size_t size)
{
	if (size)
		return realloc(memory, size);
	free(memory);
	return NULL;
}

GLIB void *g_try_realloc_n(void *memory, size_t n, size_t size)
{
	return is_too_much(n, size) ? NULL : g_try_realloc(memory, n * size);
}

GLIB void *g_malloc(size_t size)
{
	return size ? or_end(malloc(size)) : NULL;
}

GLIB void *g_malloc0(size_t size)
{
	return size ? or_end(calloc(1, size)) : NULL;
}

GLIB void *g_malloc_n(size_t n, size_t size)
{
	return is_too_much(n, size) ? or_end(NULL) : g_malloc(n * size);
}

GLIB void *g_malloc0_n(size_t n, size_t size)
{
	return is_too_much(n, size) ? or_end(NULL) : g_malloc0(n * size);
}

GLIB void *g_realloc(void *memory, size_t size)
{
	if (size)
		return or_end(realloc(memory, size));
	free(memory);
	return NULL;
}

GLIB void *g_realloc_n(void *memory, size_t n, size_t size)
{
	return is_too_much(n, size) ? or_end(NULL) : g_realloc(memory, n * size);
}

GLIB void(g_free)(void *memory)
{
	free(memory);
}

GLIB void g_free_sized(void *memory, size_t size)
{
	(void)size;
	free(memory);
}

static void *copy(const void *memory, size_t size)
{
	return memory && size ? memcpy(g_malloc(size), memory, size) : NULL;
}

GLIB void *g_memdup(const void *memory, unsigned size)
{
	return copy(memory, size);
}

GLIB void *g_memdup2(const void *memory, size_t size)
{
	return copy(memory, size);
}

GLIB char *(g_strdup)(const char *s)
{
	return s ? copy(s, strlen(s) + 1) : NULL;
}

GLIB char *g_strndup(const char *s, size_t n)
{
	if (!s)
		return NULL;
	char *c = g_malloc0(n + 1);
	memcpy(c, s, strnlen(s, n));
	return c;
}

/* --- Slices: GLib is told to allocate its own in the same way (cli/explore/launch.c) -------------------- */

GLIB void *g_slice_alloc(size_t size)
{
	return ar_checking() ? g_malloc(size) : GLIB_NATIVE(g_slice_alloc)(size);
}

GLIB void *g_slice_alloc0(size_t size)
{
	return ar_checking() ? g_malloc0(size) : GLIB_NATIVE(g_slice_alloc0)(size);
}

GLIB void *g_slice_copy(size_t size, const void *memory)
{
	return ar_checking() ? copy(memory, size) : GLIB_NATIVE(g_slice_copy)(size, memory);
}

GLIB void g_slice_free1(size_t size, void *memory)
{
	if (ar_checking())
		free(memory);
	else
		GLIB_NATIVE(g_slice_free1)(size, memory);
}

GLIB void g_slice_free_chain_with_offset(size_t size, void *chain, size_t next_offset)
{
	while (chain) {
		void *next = *(void **)((char *)chain + next_offset);
		g_slice_free1(size, chain);
		chain = next;
	}
}
