/* Functions of libc that take strings apart: what they write is the program's memory. */
#include "engine/reserve.h"
#include "rt/abi/interpose.h"
#include "rt/abi/real.h"
#include "rt/error/violation.h"
#include "rt/libc/malloc.h"
#include "rt/memory/heap.h"
#include "rt/memory/plain.h"
#include "rt/memory/read_only.h"
#include "rt/memory/shadow.h"
#include "rt/rt.h"
#include "rt/run/undo.h"

#include <inttypes.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static void reads_string(const char *s, uint64_t pc)
{
	do
		plain_access((uint64_t)s, 1, false, pc);
	while (*s++);
}

/* --- Tokens ------------------------------------------------------------------------------------------- */

static bool one_of(const char *set, char c)
{
	while (*set && *set != c)
		set++;
	return *set;
}

/* The next token of *rest, which is ended there; NULL: there is none. */
static char *token(char **rest, const char *separators, bool may_be_empty, uint64_t pc)
{
	char *s = *rest, *start;

	if (!s)
		return NULL;
	reads_string(s, pc);
	while (!may_be_empty && *s && one_of(separators, *s))
		s++;
	start = s;
	if (!*s && !may_be_empty) {
		*rest = s;
		return NULL;
	}
	while (*s && !one_of(separators, *s))
		s++;
	if (!*s) {
		*rest = may_be_empty ? NULL : s;
		return start;
	}
	plain_access((uint64_t)s, 1, true, pc);
	*s = 0;
	*rest = s + 1;
	return start;
}

char *__strtok_r(char *restrict s, const char *restrict separators, char **restrict rest);
char *__strsep_g(char **rest, const char *separators);

#define TOKEN_OF_REST(name)                                                                              \
	INTERPOSE(char *, name)(char *restrict s, const char *restrict separators, char **restrict rest) \
	{                                                                                                \
		plain_access((uint64_t)rest, sizeof *rest, true, RETURN_ADDRESS);                        \
		if (s)                                                                                   \
			*rest = s;                                                                       \
		return token(rest, separators, false, RETURN_ADDRESS);                                   \
	}

TOKEN_OF_REST(strtok_r)
TOKEN_OF_REST(__strtok_r)

INTERPOSE(char *, strtok)(char *restrict s, const char *restrict separators)
{
	static char *rest; /* one for all threads, as it is in libc */

	plain_access((uint64_t)&rest, sizeof rest, true, RETURN_ADDRESS);
	if (s)
		rest = s;
	return token(&rest, separators, false, RETURN_ADDRESS);
}

#define NEXT_TOKEN(name)                                                               \
	INTERPOSE(char *, name)(char **restrict rest, const char *restrict separators) \
	{                                                                              \
		plain_access((uint64_t)rest, sizeof *rest, true, RETURN_ADDRESS);      \
		return token(rest, separators, true, RETURN_ADDRESS);                  \
	}

NEXT_TOKEN(strsep)
NEXT_TOKEN(__strsep_g)

/* --- Numbers ------------------------------------------------------------------------------------------ */

#define NUMBER(type, name, parameters, arguments)                                       \
	INTERPOSE(type, name) parameters                                                \
	{                                                                               \
		reads_string(s, RETURN_ADDRESS);                                        \
		if (end)                                                                \
			plain_access((uint64_t)end, sizeof *end, true, RETURN_ADDRESS); \
		return REAL(name) arguments;                                            \
	}

/* Of C23 they have other names since glibc 2.38, which C++ and _GNU_SOURCE call. */
#define INTEGER(type, name)                                                                         \
	NUMBER(type, name, (const char *restrict s, char **restrict end, int base), (s, end, base)) \
	type __isoc23_##name(const char *restrict s, char **restrict end, int base);                \
	NUMBER(type, __isoc23_##name, (const char *restrict s, char **restrict end, int base), (s, end, base))
#define FRACTION(type, name) NUMBER(type, name, (const char *restrict s, char **restrict end), (s, end))

INTEGER(long, strtol)
INTEGER(unsigned long, strtoul)
INTEGER(long long, strtoll)
INTEGER(unsigned long long, strtoull)
INTEGER(intmax_t, strtoimax)
INTEGER(uintmax_t, strtoumax)
FRACTION(float, strtof)
FRACTION(double, strtod)
FRACTION(long double, strtold)

/* --- sscanf ------------------------------------------------------------------------------------------- */

#define MOST_ITEMS 64

struct item { /* what one conversion of a format writes */
	bool writes, is_text, is_count, allocates;
	size_t unit; /* of a character */
	size_t size; /* text: at most */
	int number;  /* of its argument, from 1 on */
	char *to;
	uint64_t before; /* a count: what was there */
};

struct items {
	uint32_t count;
	int arguments;
	struct item items[MOST_ITEMS];
};

static size_t size_of_number(const char *length, char what)
{
	if (one_of("aAeEfFgG", what))
		return length[0] == 'L'   ? sizeof(long double)
		       : length[0] == 'l' ? sizeof(double)
		                          : sizeof(float);
	if (length[0] == 'h')
		return length[1] == 'h' ? 1 : 2;
	return one_of("lLjztq", length[0]) && length[0] ? 8 : what == 'p' ? 8 : 4;
}

static int parse_position(const char **p)
{
	const char *q = *p;
	int n = 0;

	for (; *q >= '0' && *q <= '9'; q++)
		n = n < 1000000 ? n * 10 + (*q - '0') : n;
	if (!n || *q != '$')
		return 0;
	*p = q + 1;
	return n;
}

/* Behind the [ of a set of characters; NULL: it has no end. */
static const char *parse_set(const char *p)
{
	p += *p == '^';
	p += *p == ']';
	while (*p && *p != ']')
		p++;
	return *p ? p + 1 : NULL;
}

/* Behind a %. Returns what follows the conversion, NULL if it is one whose writes are not known. */
static const char *parse_conversion(const char *p, size_t input, struct item *item)
{
	char length[3] = {0};
	size_t width = 0;

	*item = (struct item){.writes = true, .unit = 1, .number = parse_position(&p)};
	for (; *p == '*' || *p == '\'' || *p == 'I'; p++)
		item->writes &= *p != '*';
	while (*p >= '0' && *p <= '9')
		width = width * 10 + (size_t)(*p++ - '0');
	if (*p == 'm')
		item->allocates = true, p++;
	for (int i = 0; *p && one_of("hlLjztq", *p); p++)
		if (i < 2)
			length[i++] = *p;
	char what = *p;
	p += what != 0;
	if (what == 'S' || what == 'C')
		what = (char)(what == 'S' ? 's' : 'c'), length[0] = 'l';
	if (one_of("sc[", what) && length[0] == 'l')
		item->unit = sizeof(wchar_t);
	if (what == '%') {
		item->writes = false;
	} else if (what == 'c') {
		item->size = (width ? width : 1) * item->unit;
	} else if (what == 's' || what == '[') {
		item->is_text = true;
		item->size = ((width && width < input ? width : input) + 1) * item->unit;
		if (what == '[')
			p = parse_set(p);
	} else if (what && one_of("diouxXpnaAeEfFgG", what)) {
		item->is_count = what == 'n';
		item->size = size_of_number(length, what);
	} else {
		return NULL;
	}
	return p;
}

static void find_items(struct items *all, const char *format, size_t input, va_list original, uint64_t pc)
{
	char *pointers[MOST_ITEMS];
	va_list arguments;

	for (const char *p = format; *p;) {
		struct item *item = &all->items[all->count];
		if (*p++ != '%')
			continue;
		p = all->count < MOST_ITEMS ? parse_conversion(p, input, item) : NULL;
		if (p && item->writes && !item->number)
			item->number = all->arguments + 1;
		if (!p || item->number > MOST_ITEMS)
			violation_unsupported(pc, "sscanf with the format \"%s\"", format);
		if (!item->writes)
			continue;
		if (item->number > all->arguments)
			all->arguments = item->number;
		all->count++;
	}
	va_copy(arguments, original);
	for (int i = 0; i < all->arguments; i++)
		pointers[i] = va_arg(arguments, char *);
	va_end(arguments);
	for (uint32_t i = 0; i < all->count; i++)
		all->items[i].to = pointers[all->items[i].number - 1];
}

/* Whatever will be written. */
static void save_items(struct items *all)
{
	for (uint32_t i = 0; i < all->count; i++) {
		struct item *item = &all->items[i];
		memory_save((uint64_t)item->to, item->allocates ? sizeof(char *) : item->size);
		if (item->is_count)
			rt_copy(&item->before, item->to, item->size);
	}
}

static size_t text_size(const char *text, size_t unit)
{
	const wchar_t *wide = (const wchar_t *)(const void *)text;
	size_t n = 0;

	if (unit == 1)
		return strlen(text) + 1;
	while (wide[n])
		n++;
	return (n + 1) * unit;
}

/* libc has allocated it from its own heap; it is to be one of the program's blocks. */
static void take_over(const struct item *item, uint64_t pc)
{
	char **to = (char **)(void *)item->to, *text = *to;
	size_t size = item->is_text ? text_size(text, item->unit) : item->size;

	plain_access((uint64_t)to, sizeof *to, true, pc);
	if (malloc_own.allocate)
		return; /* libc has called that */
	*to = heap_allocate(size, 16, pc);
	if (!*to)
		engine_out_of_memory("what sscanf allocates");
	plain_access((uint64_t)*to, size, true, pc);
	rt_copy(*to, text, size);
	real_heap()->release(text);
}

static void write_items(struct items *all, int stored, uint64_t pc)
{
	for (uint32_t i = 0; i < all->count; i++) {
		const struct item *item = &all->items[i];
		if (item->is_count) { /* no result tells whether it was reached */
			if (stored || rt_compare(&item->before, item->to, item->size))
				plain_access((uint64_t)item->to, item->size, true, pc);
			continue;
		}
		if (stored <= 0)
			continue;
		stored--;
		if (item->allocates)
			take_over(item, pc);
		else
			plain_access((uint64_t)item->to,
			             item->is_text ? text_size(item->to, item->unit) : item->size, true, pc);
	}
}

/* Before and after libc's function, which gets the arguments. */
static void begin_scan(struct items *all, const char *format, size_t input, va_list arguments, uint64_t pc)
{
	find_items(all, format, input, arguments, pc);
	save_items(all);
	rt.below++;
}

static int end_scan(struct items *all, int result, uint64_t pc)
{
	rt.below--;
	write_items(all, result < 0 ? 0 : result, pc);
	rt.current->effects++;
	return result;
}

static int scan(const char *s, const char *format, va_list arguments, uint64_t pc)
{
	typedef int scanner(const char *, const char *, va_list);
	scanner *real = REAL_AS(scanner *, __isoc99_vsscanf);
	struct items items = {0};
	size_t input = 0;

	if (!rt_in_program())
		return real(s, format, arguments);
	reads_string(s, pc);
	while (s[input])
		input++;
	if (!read_only_contains((uint64_t)format))
		reads_string(format, pc);
	begin_scan(&items, format, input, arguments, pc);
	return end_scan(&items, real(s, format, arguments), pc);
}

static void reads_wide(const wchar_t *s, uint64_t pc)
{
	do
		plain_access((uint64_t)s, sizeof *s, false, pc);
	while (*s++);
}

#define LONGEST_FORMAT 1024

/* The format as bytes: what it says of items is written with such characters. */
static void narrow(char *to, const wchar_t *format, uint64_t pc)
{
	size_t n = 0;

	for (; format[n]; n++) {
		if (n + 1 == LONGEST_FORMAT)
			violation_unsupported(pc, "swscanf with a format of more than %u characters",
			                      LONGEST_FORMAT);
		to[n] = '?';
		if ((unsigned)format[n] < 0x80)
			to[n] = (char)format[n];
	}
	to[n] = 0;
}

static int scan_wide(const wchar_t *s, const wchar_t *format, va_list arguments, uint64_t pc)
{
	typedef int scanner(const wchar_t *, const wchar_t *, va_list);
	scanner *real = REAL_AS(scanner *, __isoc99_vswscanf);
	struct items items = {0};
	char bytes[LONGEST_FORMAT];

	if (!rt_in_program())
		return real(s, format, arguments);
	reads_wide(s, pc);
	if (!read_only_contains((uint64_t)format))
		reads_wide(format, pc);
	narrow(bytes, format, pc);
	/* Each character may become several bytes. */
	begin_scan(&items, bytes, wcslen(s) * MB_LEN_MAX, arguments, pc);
	return end_scan(&items, real(s, format, arguments), pc);
}

/*
 * The names that programs call are the ones of their C standard; only %a and %m differ, and are the same in
 * all but the oldest.
 */
#define SCAN(own, name, vname, character, scan)                                                           \
	EXPORT int own(const character *s, const character *format, ...) __asm__(name);                   \
	EXPORT int own(const character *s, const character *format, ...)                                  \
	{                                                                                                 \
		va_list arguments;                                                                        \
		va_start(arguments, format);                                                              \
		int n = scan(s, format, arguments, RETURN_ADDRESS);                                       \
		va_end(arguments);                                                                        \
		return n;                                                                                 \
	}                                                                                                 \
	EXPORT int v##own(const character *s, const character *format, va_list arguments) __asm__(vname); \
	EXPORT int v##own(const character *s, const character *format, va_list arguments)                 \
	{                                                                                                 \
		return scan(s, format, arguments, RETURN_ADDRESS);                                        \
	}

SCAN(scan_old, "sscanf", "vsscanf", char, scan)
SCAN(scan_c99, "__isoc99_sscanf", "__isoc99_vsscanf", char, scan)
SCAN(scan_c23, "__isoc23_sscanf", "__isoc23_vsscanf", char, scan)
SCAN(scan_wide_old, "swscanf", "vswscanf", wchar_t, scan_wide)
SCAN(scan_wide_c99, "__isoc99_swscanf", "__isoc99_vswscanf", wchar_t, scan_wide)
SCAN(scan_wide_c23, "__isoc23_swscanf", "__isoc23_vswscanf", wchar_t, scan_wide)
