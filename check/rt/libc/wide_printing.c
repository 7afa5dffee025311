/* Formats of wide characters, printed into memory: what is read and written is told as by stdio.c. */
#include "engine/reserve.h"
#include "rt/abi/interpose.h"
#include "rt/error/violation.h"
#include "rt/libc/stdio.h"
#include "rt/memory/plain.h"
#include "rt/memory/read_only.h"

#include <stdarg.h>
#include <stdio.h>
#include <wchar.h>

#define LONGEST_FORMAT 4096

/* Conversions are the same in both kinds of formats, and of other characters none is looked at. */
static void wide_check_format(const wchar_t *format, va_list arguments, uint64_t pc)
{
	bool constant = read_only_contains((uint64_t)format);
	char narrow[LONGEST_FORMAT];
	size_t n = 0;

	for (;; n++) {
		if (n == LONGEST_FORMAT)
			violation_unsupported(pc, "a format of more than %d wide characters", LONGEST_FORMAT);
		if (!constant)
			plain_access((uint64_t)(format + n), sizeof *format, false, pc);
		narrow[n] = (char)(format[n] < 0x80 ? format[n] : '?');
		if (!format[n])
			break;
	}
	stdio_check_conversions(narrow, arguments, pc);
}

static int wide_format_to(wchar_t *to, size_t room, const wchar_t *format, va_list arguments)
{
	rt.below++;
	int n = REAL(vswprintf)(to, room, format, arguments);
	rt.below--;
	return n;
}

/* How much that is is found by printing it elsewhere. If it is too much, all of the room may be written. */
static int wide_print_to(wchar_t *to, size_t room, const wchar_t *format, va_list arguments, uint64_t pc)
{
	static wchar_t *trial;
	static size_t trial_size;
	va_list again;

	if (!rt_in_program())
		return REAL(vswprintf)(to, room, format, arguments);
	wide_check_format(format, arguments, pc);
	if (!trial)
		trial = engine_reserve((size_t)1 << 30, &trial_size);
	size_t most = trial_size / sizeof *trial;
	va_copy(again, arguments);
	int n = wide_format_to(trial, room < most ? room : most, format, again);
	va_end(again);
	plain_access((uint64_t)to, (n < 0 ? room : (size_t)n + 1) * sizeof *to, true, pc);
	return wide_format_to(to, room, format, arguments);
}

EXPORT int swprintf(wchar_t *restrict to, size_t room, const wchar_t *restrict format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int n = wide_print_to(to, room, format, arguments, RETURN_ADDRESS);
	va_end(arguments);
	return n;
}

EXPORT int vswprintf(wchar_t *restrict to, size_t room, const wchar_t *restrict format, va_list arguments)
{
	return wide_print_to(to, room, format, arguments, RETURN_ADDRESS);
}

/* What _FORTIFY_SOURCE turns the same calls into. */
EXPORT int __swprintf_chk(wchar_t *to, size_t n, int flag, size_t room, const wchar_t *format, ...);
EXPORT int __vswprintf_chk(wchar_t *to, size_t n, int flag, size_t room, const wchar_t *format,
                           va_list arguments);

int __swprintf_chk(wchar_t *to, size_t n, int flag, size_t room, const wchar_t *format, ...)
{
	va_list arguments;

	(void)flag;
	va_start(arguments, format);
	int printed = wide_print_to(to, n < room ? n : room, format, arguments, RETURN_ADDRESS);
	va_end(arguments);
	return printed;
}

int __vswprintf_chk(wchar_t *to, size_t n, int flag, size_t room, const wchar_t *format, va_list arguments)
{
	(void)flag;
	return wide_print_to(to, n < room ? n : room, format, arguments, RETURN_ADDRESS);
}
