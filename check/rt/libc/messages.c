/*
 * Functions of <err.h> and <error.h>: they print what libc would, with the name of the program in front, and
 * end the process if they are asked to.
 */
#include "rt/abi/interpose.h"
#include "rt/libc/stdio.h"

#include <err.h>
#include <errno.h>
#include <error.h>
#include <stdarg.h>
#include <string.h>

#define NO_REASON (-1)

static const char *program(bool with_folder)
{
	const char *name = rt.argv[0] ? rt.argv[0] : "", *base = strrchr(name, '/');

	return base && !with_folder ? base + 1 : name;
}

static void write_text(const char *s, uint64_t pc)
{
	stdio_write(s, strlen(s), pc);
}

/* reason: an errno, or NO_REASON. */
static void say(const char *format, va_list arguments, int reason, uint64_t pc)
{
	write_text(program(false), pc);
	write_text(": ", pc);
	if (format)
		stdio_print(format, arguments, pc);
	if (reason != NO_REASON) {
		write_text(format ? ": " : "", pc);
		write_text(strerror(reason), pc);
	}
	write_text("\n", pc);
}

#define SAY(reason)                                       \
	va_list arguments;                                \
	va_start(arguments, format);                      \
	say(format, arguments, (reason), RETURN_ADDRESS); \
	va_end(arguments)

INTERPOSE(void, warn)(const char *format, ...)
{
	SAY(errno);
}

INTERPOSE(void, warnx)(const char *format, ...)
{
	SAY(NO_REASON);
}

INTERPOSE(void, vwarn)(const char *format, va_list arguments)
{
	say(format, arguments, errno, RETURN_ADDRESS);
}

INTERPOSE(void, vwarnx)(const char *format, va_list arguments)
{
	say(format, arguments, NO_REASON, RETURN_ADDRESS);
}

INTERPOSE(_Noreturn void, err)(int status, const char *format, ...)
{
	SAY(errno);
	exit_process("err", status, RETURN_ADDRESS, false);
}

INTERPOSE(_Noreturn void, errx)(int status, const char *format, ...)
{
	SAY(NO_REASON);
	exit_process("errx", status, RETURN_ADDRESS, false);
}

INTERPOSE(_Noreturn void, verr)(int status, const char *format, va_list arguments)
{
	say(format, arguments, errno, RETURN_ADDRESS);
	exit_process("verr", status, RETURN_ADDRESS, false);
}

INTERPOSE(_Noreturn void, verrx)(int status, const char *format, va_list arguments)
{
	say(format, arguments, NO_REASON, RETURN_ADDRESS);
	exit_process("verrx", status, RETURN_ADDRESS, false);
}

INTERPOSE(void, error)(int status, int reason, const char *format, ...)
{
	SAY(reason ? reason : NO_REASON);
	if (status)
		exit_process("error", status, RETURN_ADDRESS, false);
}

INTERPOSE(void, error_at_line)
(int status, int reason, const char *file, unsigned line, const char *format, ...)
{
	char place[32];

	if (file) {
		write_text(file, RETURN_ADDRESS);
		snprintf(place, sizeof place, ":%u: ", line);
		write_text(place, RETURN_ADDRESS);
	}
	SAY(reason ? reason : NO_REASON);
	if (status)
		exit_process("error_at_line", status, RETURN_ADDRESS, false);
}
