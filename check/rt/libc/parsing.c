/* Functions of libc that take strings apart: what they write is the program's memory. */
#include "rt/abi/interpose.h"
#include "rt/error/violation.h"
#include "rt/memory/plain.h"
#include "rt/memory/shadow.h"
#include "rt/rt.h"
#include "rt/run/undo.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

INTERPOSE(char *, strtok_r)(char *restrict s, const char *restrict separators, char **restrict rest)
{
	plain_access((uint64_t)rest, sizeof *rest, true, RETURN_ADDRESS);
	if (s)
		*rest = s;
	return token(rest, separators, false, RETURN_ADDRESS);
}

INTERPOSE(char *, strtok)(char *restrict s, const char *restrict separators)
{
	static char *rest; /* one for all threads, as it is in libc */

	plain_access((uint64_t)&rest, sizeof rest, true, RETURN_ADDRESS);
	if (s)
		rest = s;
	return token(&rest, separators, false, RETURN_ADDRESS);
}

INTERPOSE(char *, strsep)(char **restrict rest, const char *restrict separators)
{
	plain_access((uint64_t)rest, sizeof *rest, true, RETURN_ADDRESS);
	return token(rest, separators, true, RETURN_ADDRESS);
}

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

struct item { /* what one conversion of a format writes */
	bool writes, is_text;
	size_t size; /* text: at most */
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

/* Behind a %. Returns what follows the conversion, NULL if it is one whose writes are not known. */
static const char *parse_conversion(const char *p, size_t input, struct item *item)
{
	char length[3] = {0};
	size_t width = 0;

	*item = (struct item){.writes = true};
	if (*p == '*')
		item->writes = false, p++;
	while (*p >= '0' && *p <= '9')
		width = width * 10 + (size_t)(*p++ - '0');
	for (int i = 0; *p && one_of("hlLjztq", *p); p++)
		if (i < 2)
			length[i++] = *p;
	if (*p == 'm' || *p == '$' || !*p)
		return NULL;
	char what = *p++;
	if (what == '%') {
		item->writes = false;
	} else if (what == 'c') {
		item->size = width ? width : 1;
	} else if (what == 's' || what == '[') {
		item->is_text = true;
		item->size = (width && width < input ? width : input) + 1;
		if (what == '[') {
			p += *p == '^';
			p += *p == ']';
			while (*p && *p != ']')
				p++;
			if (!*p++)
				return NULL;
		}
	} else if (what == 'S' || what == 'C') {
		return NULL;
	} else {
		item->size = size_of_number(length, what);
	}
	return length[0] == 'l' && (item->is_text || what == 'c') ? NULL : p;
}

static void for_each_item(const char *format, size_t input, va_list original, int stored, uint64_t pc)
{
	va_list arguments;
	struct item item;

	va_copy(arguments, original);
	for (const char *p = format; *p && stored;) {
		if (*p++ != '%')
			continue;
		p = parse_conversion(p, input, &item);
		if (!p)
			violation_unsupported(pc, "sscanf with the format \"%s\"", format);
		if (!item.writes)
			continue;
		char *to = va_arg(arguments, char *);
		if (stored < 0) { /* before: whatever it will be */
			memory_save((uint64_t)to, item.size);
			continue;
		}
		plain_access((uint64_t)to, item.is_text ? strlen(to) + 1 : item.size, true, pc);
		stored--;
	}
	va_end(arguments);
}

static int scan(const char *s, const char *format, va_list arguments, uint64_t pc)
{
	typedef int scanner(const char *, const char *, va_list);
	scanner *real = REAL_AS(scanner *, __isoc99_vsscanf);
	size_t input = 0;
	va_list again;

	if (!rt_in_program())
		return real(s, format, arguments);
	reads_string(s, pc);
	while (s[input])
		input++;
	for_each_item(format, input, arguments, -1, pc);
	va_copy(again, arguments);
	rt.below++;
	int n = real(s, format, again);
	rt.below--;
	va_end(again);
	for_each_item(format, input, arguments, n < 0 ? 0 : n, pc);
	rt.current->effects++;
	return n;
}

/*
 * The names that programs call are the ones of their C standard; only %a and %m differ, and are the same in
 * all but the oldest.
 */
#define SCAN(own, name, vname)                                                                  \
	EXPORT int own(const char *s, const char *format, ...) __asm__(name);                   \
	EXPORT int own(const char *s, const char *format, ...)                                  \
	{                                                                                       \
		va_list arguments;                                                              \
		va_start(arguments, format);                                                    \
		int n = scan(s, format, arguments, RETURN_ADDRESS);                             \
		va_end(arguments);                                                              \
		return n;                                                                       \
	}                                                                                       \
	EXPORT int v##own(const char *s, const char *format, va_list arguments) __asm__(vname); \
	EXPORT int v##own(const char *s, const char *format, va_list arguments)                 \
	{                                                                                       \
		return scan(s, format, arguments, RETURN_ADDRESS);                              \
	}

SCAN(scan_old, "sscanf", "vsscanf")
SCAN(scan_c99, "__isoc99_sscanf", "__isoc99_vsscanf")
SCAN(scan_c23, "__isoc23_sscanf", "__isoc23_vsscanf")
