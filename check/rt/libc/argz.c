/*
 * Functions of <argz.h> and <envz.h> that allocate: lists of strings, one behind the other in one block,
 * which grows and shrinks. What they read and write is told, and the block is one of the program's.
 */
#include "rt/abi/interpose.h"
#include "rt/libc/described.h"
#include "rt/libc/malloc.h"
#include "rt/memory/heap.h"

#include <argz.h>
#include <envz.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct list { /* the caller's two variables */
	char **block;
	size_t *size;
};

static struct list look_at_list(char **block, size_t *size, uint64_t pc)
{
	IN(block, sizeof *block);
	IN(size, sizeof *size);
	return (struct list){block, size};
}

static void set_list(const struct list *l, char *block, size_t size, uint64_t pc)
{
	OUT(l->block, sizeof *l->block);
	*l->block = block;
	OUT(l->size, sizeof *l->size);
	*l->size = size;
}

/* Makes the block larger, and leaves so many bytes free at an offset. False: there is no memory. */
static bool make_room(const struct list *l, size_t at, size_t n, uint64_t pc)
{
	size_t old = *l->size;
	char *block = malloc_resize_for_library(*l->block, old, old + n, pc);

	if (!block)
		return false;
	if (at < old) {
		IN(block + at, old - at);
		OUT(block + at + n, old - at);
		memmove(block + at + n, block + at, old - at);
	}
	set_list(l, block, old + n, pc);
	return true;
}

static error_t put_at(const struct list *l, size_t at, const char *bytes, size_t n, uint64_t pc)
{
	if (!n)
		return 0;
	if (!make_room(l, at, n, pc))
		return ENOMEM;
	IN(bytes, n);
	OUT(*l->block + at, n);
	rt_copy(*l->block + at, bytes, n);
	return 0;
}

/* The string at an offset goes; with the last one the block does. */
static void take_out(const struct list *l, size_t at, size_t n, uint64_t pc)
{
	size_t rest = *l->size - at - n;

	IN(*l->block + at + n, rest);
	OUT(*l->block + at, rest);
	memmove(*l->block + at, *l->block + at + n, rest);
	if (*l->size > n) {
		OUT(l->size, sizeof *l->size);
		*l->size -= n;
		return;
	}
	malloc_free_for_library(*l->block, pc);
	set_list(l, NULL, 0, pc);
}

/* --- <argz.h> ----------------------------------------------------------------------------------------- */

/* What becomes of words with separators in between: several of these are one, and none comes first. */
static size_t split_words(char *to, const char *s, int separator)
{
	size_t n = 0;
	char last = 0;

	if (!*s)
		return 0;
	for (; *s; s++) {
		char c = *s;
		if (c == (char)separator)
			c = 0;
		if (!c && !last)
			continue;
		if (to)
			to[n] = c;
		n++;
		last = c;
	}
	if (to)
		to[n] = 0;
	return n + 1;
}

static error_t put_words(const struct list *l, const char *s, int separator, uint64_t pc)
{
	size_t at = *l->size, n;

	TEXT(s);
	n = split_words(NULL, s, separator);
	if (!n)
		return 0;
	if (!make_room(l, at, n, pc))
		return ENOMEM;
	OUT(*l->block + at, n);
	split_words(*l->block + at, s, separator);
	return 0;
}

static error_t put_vector(const struct list *l, char *const words[], uint64_t pc)
{
	error_t error = 0;

	for (; IN(words, sizeof *words), *words && !error; words++)
		error = put_at(l, *l->size, *words, TEXT(*words) + 1, pc);
	return error;
}

#define MAKES(name, parameters, put)                \
	INTERPOSE(error_t, name) parameters         \
	{                                           \
		const uint64_t pc = RETURN_ADDRESS; \
		struct list l = {argz, size};       \
		set_list(&l, NULL, 0, pc);          \
		return put;                         \
	}
MAKES(argz_create, (char *const words[], char **restrict argz, size_t *restrict size),
      put_vector(&l, words, pc))
MAKES(argz_create_sep, (const char *restrict s, int separator, char **restrict argz, size_t *restrict size),
      put_words(&l, s, separator, pc))
INTERPOSE(error_t, argz_append)
(char **restrict argz, size_t *restrict size, const char *restrict bytes, size_t n)
{
	const uint64_t pc = RETURN_ADDRESS;
	struct list l = look_at_list(argz, size, pc);

	return put_at(&l, *size, bytes, n, pc);
}

INTERPOSE(error_t, argz_add)(char **restrict argz, size_t *restrict size, const char *restrict s)
{
	const uint64_t pc = RETURN_ADDRESS;
	struct list l = look_at_list(argz, size, pc);

	return put_at(&l, *size, s, TEXT(s) + 1, pc);
}

INTERPOSE(error_t, argz_add_sep)
(char **restrict argz, size_t *restrict size, const char *restrict s, int separator)
{
	const uint64_t pc = RETURN_ADDRESS;
	struct list l = look_at_list(argz, size, pc);

	return put_words(&l, s, separator, pc);
}

INTERPOSE(void, argz_delete)(char **restrict argz, size_t *restrict size, char *restrict entry)
{
	const uint64_t pc = RETURN_ADDRESS;

	if (!entry)
		return;
	struct list l = look_at_list(argz, size, pc);
	take_out(&l, (size_t)(entry - *argz), TEXT(entry) + 1, pc);
}

INTERPOSE(error_t, argz_insert)
(char **restrict argz, size_t *restrict size, char *restrict before, const char *restrict entry)
{
	const uint64_t pc = RETURN_ADDRESS;
	struct list l = look_at_list(argz, size, pc);

	if (!before)
		return put_at(&l, *size, entry, TEXT(entry) + 1, pc);
	if (before < *argz || before >= *argz + *size)
		return EINVAL;
	size_t at = (size_t)(before - *argz);
	IN(*argz, at);
	while (at && (*argz)[at - 1]) /* the beginning of the string that it is in */
		at--;
	return put_at(&l, at, entry, TEXT(entry) + 1, pc);
}

INTERPOSE(error_t, argz_replace)
(char **restrict argz, size_t *restrict size, const char *restrict s, const char *restrict with,
 unsigned *restrict count)
{
	const uint64_t pc = RETURN_ADDRESS;
	size_t n = TEXT(s), m = TEXT(with), at = 0;

	if (!n)
		return 0;
	struct list l = look_at_list(argz, size, pc);
	IN(*argz, *size);
	while (at + n <= *size) {
		if (memcmp(*argz + at, s, n) != 0) {
			at++;
			continue;
		}
		if (m > n && !make_room(&l, at + n, m - n, pc))
			return ENOMEM;
		if (m < n)
			take_out(&l, at + m, n - m, pc);
		OUT(*argz + at, m);
		rt_copy(*argz + at, with, m);
		at += m;
		if (count) {
			IN(count, sizeof *count);
			OUT(count, sizeof *count);
			++*count;
		}
	}
	return 0;
}

/*
 * --- <envz.h>: entries of a name, and `=` and a value, or not --------------------------------------------
 */

/* Where the entry with the name is; *size of the list if there is none. */
static size_t find_name(const struct list *l, const char *name, size_t length)
{
	size_t at = 0;

	while (at < *l->size) {
		const char *entry = *l->block + at;
		if (!strncmp(entry, name, length) && (!entry[length] || entry[length] == '='))
			return at;
		at += strlen(entry) + 1;
	}
	return at;
}

static size_t name_length(const char *entry)
{
	size_t n = 0;

	while (entry[n] && entry[n] != '=')
		n++;
	return n;
}

static void remove_name(const struct list *l, const char *name, uint64_t pc)
{
	IN(*l->block, *l->size);
	size_t at = find_name(l, name, name_length(name));
	if (at < *l->size)
		take_out(l, at, strlen(*l->block + at) + 1, pc);
}

static error_t add_name(const struct list *l, const char *name, const char *value, uint64_t pc)
{
	size_t n = name_length(name), m = value ? strlen(value) : 0, at;

	remove_name(l, name, pc);
	at = *l->size;
	if (!make_room(l, at, n + (value ? m + 2 : 1), pc))
		return ENOMEM;
	char *to = *l->block + at;
	OUT(to, n + (value ? m + 2 : 1));
	rt_copy(to, name, n);
	to[n] = 0;
	if (!value)
		return 0;
	to[n] = '=';
	rt_copy(to + n + 1, value, m + 1);
	return 0;
}

INTERPOSE(error_t, envz_add)
(char **restrict envz, size_t *restrict size, const char *restrict name, const char *restrict value)
{
	const uint64_t pc = RETURN_ADDRESS;
	struct list l = look_at_list(envz, size, pc);

	TEXT(name);
	IF_THERE(value, TEXT(value));
	return add_name(&l, name, value, pc);
}

INTERPOSE(void, envz_remove)(char **restrict envz, size_t *restrict size, const char *restrict name)
{
	const uint64_t pc = RETURN_ADDRESS;
	struct list l = look_at_list(envz, size, pc);

	TEXT(name);
	remove_name(&l, name, pc);
}

INTERPOSE(error_t, envz_merge)
(char **restrict envz, size_t *restrict size, const char *restrict other, size_t other_size, int override)
{
	const uint64_t pc = RETURN_ADDRESS;
	struct list l = look_at_list(envz, size, pc);
	error_t error = 0;

	IN(other, other_size);
	IN(*envz, *size);
	for (size_t at = 0; at < other_size && !error; at += strlen(other + at) + 1) {
		const char *entry = other + at;
		size_t there = find_name(&l, entry, name_length(entry));
		if (there < *size && !override)
			continue;
		if (there < *size)
			take_out(&l, there, strlen(*envz + there) + 1, pc);
		error = put_at(&l, *size, entry, strlen(entry) + 1, pc);
	}
	return error;
}

INTERPOSE(void, envz_strip)(char **restrict envz, size_t *restrict size)
{
	const uint64_t pc = RETURN_ADDRESS;
	struct list l = look_at_list(envz, size, pc);

	IN(*envz, *size);
	for (size_t at = 0; at < *size;) {
		const char *entry = *envz + at;
		size_t n = strlen(entry) + 1;
		if (entry[name_length(entry)])
			at += n;
		else
			take_out(&l, at, n, pc);
	}
}
