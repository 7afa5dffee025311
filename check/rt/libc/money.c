/* strfmon, which writes amounts of money: of doubles, as many as the format asks for. */
#include "rt/abi/interpose.h"
#include "rt/error/violation.h"
#include "rt/libc/described.h"

#include <errno.h>
#include <locale.h>
#include <monetary.h>
#include <stdarg.h>
#include <string.h>

#define MOST_AMOUNTS   8 /* they are in registers then */
#define LONGEST_AMOUNT 4096

static int count_amounts(const char *format, uint64_t pc)
{
	int n = 0;

	for (const char *p = format; (p = strchr(p, '%')) != NULL; p++) {
		p++;
		if (*p == '%')
			continue;
		while (*p && *p != 'i' && *p != 'n') {
			if (*p == '=' && p[1]) /* the character that fills */
				p++;
			else if (*p == 'L')
				violation_unsupported(pc, "strfmon of a long double");
			p++;
		}
		n++;
		if (!*p)
			break;
	}
	if (n > MOST_AMOUNTS)
		violation_unsupported(pc, "strfmon of more than %d amounts", MOST_AMOUNTS);
	return n;
}

static ssize_t write_amounts(char *to, size_t room, locale_t locale, const char *format, va_list arguments,
                             uint64_t pc)
{
	double d[MOST_AMOUNTS] = {0};
	char text[LONGEST_AMOUNT];
	size_t used = room < sizeof text ? room : sizeof text;

	TEXT(format);
	for (int i = 0, n = count_amounts(format, pc); i < n; i++)
		d[i] = va_arg(arguments, double);
	rt.below++;
	ssize_t n =
		locale ? REAL(strfmon_l)(text, used, locale, format, d[0], d[1], d[2], d[3], d[4], d[5], d[6],
	                                 d[7])
		       : REAL(strfmon)(text, used, format, d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7]);
	rt.below--;
	if (n < 0 && used < room)
		violation_unsupported(pc, "strfmon of more than %u characters", LONGEST_AMOUNT);
	if (n < 0)
		return n;
	OUT(to, (size_t)n + 1);
	rt_copy(to, text, (size_t)n + 1);
	return n;
}

INTERPOSE(ssize_t, strfmon)(char *restrict to, size_t room, const char *restrict format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	ssize_t n = write_amounts(to, room, NULL, format, arguments, RETURN_ADDRESS);
	va_end(arguments);
	return n;
}

#define OF_LOCALE(name)                                                                         \
	INTERPOSE(ssize_t, name)                                                                \
	(char *restrict to, size_t room, locale_t locale, const char *restrict format, ...)     \
	{                                                                                       \
		va_list arguments;                                                              \
                                                                                                \
		va_start(arguments, format);                                                    \
		ssize_t n = write_amounts(to, room, locale, format, arguments, RETURN_ADDRESS); \
		va_end(arguments);                                                              \
		return n;                                                                       \
	}

ssize_t __strfmon_l(char *restrict to, size_t room, locale_t locale, const char *restrict format, ...);
OF_LOCALE(strfmon_l)
OF_LOCALE(__strfmon_l)
