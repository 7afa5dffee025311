/*
 * Output of the program. What goes to standard output or standard error is kept only for the execution
 * that is reported; in the others nothing is printed. Strings that are printed are checked as reads,
 * buffers that are printed into as writes.
 */
#include "rt/libc/stdio.h"

#include "engine/reserve.h"
#include "rt/abi/interpose.h"
#include "rt/error/violation.h"
#include "rt/libc/malloc.h"
#include "rt/libc/output.h"
#include "rt/libc/temporary_files.h"
#include "rt/memory/plain.h"
#include "rt/memory/read_only.h"
#include "rt/run/choice.h"
#include "rt/run/observer.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

static void check_stream(FILE *f, const char *function, uint64_t pc)
{
	if (f != stdout && f != stderr)
		violation_unsupported(pc, "%s to a file", function);
}

static uint64_t hash(const char *text, size_t n)
{
	uint64_t h = n;

	while (n--)
		h = (h ^ (unsigned char)*text++) * 0x100000001b3;
	return h;
}

static int emit(const char *text, size_t n, uint64_t pc)
{
	if (UNLIKELY(rt_runs_again())) {
		observe_step(pc, hash(text, n), n);
		rt.observer->output(text, n);
	}
	rt.current->effects++;
	return (int)n;
}

/* --- Formats -------------------------------------------------------------------------------------- */

/*
 * What a format makes printf do to memory: it reads the strings, and writes where %n says. Arguments have
 * numbers, in the order of the conversions, or as the conversions say: %2$s.
 */

#define MOST_ARGUMENTS 64

enum argument_type { NO_ARGUMENT, AN_INT, A_LONG, A_DOUBLE, A_LONG_DOUBLE, A_POINTER };

struct conversion {
	char length[2]; /* of the modifiers h l j z t L */
	char what;
	int precision;       /* -1: none */
	int value, stars[2]; /* numbers of its arguments, from 1 on: width and precision; 0: none */
};

struct arguments {
	int last; /* of those that have been given a number by their order */
	int count;
	uint8_t types[MOST_ARGUMENTS];
	uint64_t values[MOST_ARGUMENTS]; /* of integers and pointers */
};

static bool one_of(const char *set, char c)
{
	while (*set && *set != c)
		set++;
	return *set;
}

static int parse_number(const char **p)
{
	int n = 0;

	for (; **p >= '0' && **p <= '9'; ++*p)
		n = n < 1000000 ? n * 10 + (**p - '0') : n;
	return n;
}

/* The number before a $, where there is one. */
static int parse_position(const char **p)
{
	const char *q = *p;
	int n = parse_number(&q);

	if (!n || *q != '$')
		return 0;
	*p = q + 1;
	return n;
}

/* Behind the * of a width or precision. */
static int parse_star(const char **p, struct arguments *a)
{
	int position = parse_position(p);

	return position ? position : ++a->last;
}

/* Reads one conversion behind its %, and returns what follows it. */
static const char *parse_conversion(const char *p, struct conversion *c, struct arguments *a)
{
	*c = (struct conversion){.precision = -1, .value = parse_position(&p)};
	while (one_of("-+ #0'I", *p) && *p)
		p++;
	if (*p == '*') {
		p++;
		c->stars[0] = parse_star(&p, a);
	}
	parse_number(&p);
	if (*p == '.') {
		p++;
		if (*p == '*') {
			p++;
			c->stars[1] = parse_star(&p, a);
		}
		c->precision = parse_number(&p);
	}
	for (int i = 0; *p && one_of("hljztLq", *p); p++)
		if (i < 2)
			c->length[i++] = *p;
	c->what = *p;
	if (!c->value && *p && *p != '%' && *p != 'm')
		c->value = ++a->last;
	return *p ? p + 1 : p;
}

static enum argument_type type_of(const struct conversion *c)
{
	if (c->what == '%' || c->what == 'm')
		return NO_ARGUMENT;
	if (one_of("aAeEfFgG", c->what))
		return c->length[0] == 'L' ? A_LONG_DOUBLE : A_DOUBLE;
	if (one_of("npsS", c->what))
		return A_POINTER;
	return c->length[0] && one_of("lLjztq", c->length[0]) && c->what != 'c' ? A_LONG : AN_INT;
}

static void note_type(struct arguments *a, int number, enum argument_type type, const char *format,
                      uint64_t pc)
{
	if (!number || type == NO_ARGUMENT)
		return;
	if (number > MOST_ARGUMENTS)
		violation_unsupported(pc, "more than %d arguments for the format \"%s\"", MOST_ARGUMENTS,
		                      format);
	a->types[number - 1] = (uint8_t)type;
	if (number > a->count)
		a->count = number;
}

/* Each conversion of the format; false: there is one that is not known. */
static bool each_conversion(const char *format, struct arguments *a,
                            void (*visit)(const struct conversion *, struct arguments *, const char *,
                                          uint64_t),
                            uint64_t pc)
{
	struct conversion c;

	a->last = 0;
	for (const char *p = format; *p;) {
		if (*p++ != '%')
			continue;
		p = parse_conversion(p, &c, a);
		if (!c.what || !one_of("%diouxXbBcCsSaAeEfFgGpnm", c.what))
			return false;
		visit(&c, a, format, pc);
	}
	return true;
}

static void note_types(const struct conversion *c, struct arguments *a, const char *format, uint64_t pc)
{
	note_type(a, c->stars[0], AN_INT, format, pc);
	note_type(a, c->stars[1], AN_INT, format, pc);
	note_type(a, c->value, type_of(c), format, pc);
}

static void take_arguments(struct arguments *a, va_list original)
{
	va_list arguments;

	va_copy(arguments, original);
	for (int i = 0; i < a->count; i++) {
		if (a->types[i] == A_DOUBLE)
			va_arg(arguments, double);
		else if (a->types[i] == A_LONG_DOUBLE)
			va_arg(arguments, long double);
		else if (a->types[i] == A_LONG || a->types[i] == A_POINTER)
			a->values[i] = va_arg(arguments, unsigned long);
		else
			a->values[i] = (uint64_t)va_arg(arguments, int);
	}
	va_end(arguments);
}

static void check_string(const char *s, int precision, uint64_t pc)
{
	for (int i = 0; s && (precision < 0 || i < precision); i++) {
		plain_access((uint64_t)(s + i), 1, false, pc);
		if (!s[i])
			return;
	}
}

/* The precision counts bytes of what is printed, of which each character makes one at least. */
static void check_wide_string(const wchar_t *s, int precision, uint64_t pc)
{
	char bytes[MB_LEN_MAX];
	mbstate_t state = {0};

	for (int made = 0; s && (precision < 0 || made < precision); s++) {
		plain_access((uint64_t)s, sizeof *s, false, pc);
		rt.below++;
		size_t n = REAL(wcrtomb)(bytes, *s, &state);
		rt.below--;
		if (!*s || n == (size_t)-1)
			return;
		made += (int)n;
	}
}

static size_t size_of_count(const struct conversion *c)
{
	if (c->length[0] == 'h')
		return c->length[1] == 'h' ? sizeof(char) : sizeof(short);
	return c->length[0] ? sizeof(long) : sizeof(int);
}

static void check_memory(const struct conversion *c, struct arguments *a, const char *format, uint64_t pc)
{
	uint64_t value = c->value ? a->values[c->value - 1] : 0;
	int precision = c->stars[1] ? (int)a->values[c->stars[1] - 1] : c->precision;

	(void)format;
	if (c->what == 'n')
		plain_access(value, size_of_count(c), true, pc);
	else if (c->what == 'S' || (c->what == 's' && c->length[0] == 'l'))
		check_wide_string((const wchar_t *)value, precision, pc);
	else if (c->what == 's')
		check_string((const char *)value, precision, pc);
}

void stdio_check_conversions(const char *format, va_list arguments, uint64_t pc)
{
	struct arguments a = {0};

	if (!each_conversion(format, &a, note_types, pc))
		violation_unsupported(pc, "a conversion in the format \"%s\"", format);
	take_arguments(&a, arguments);
	each_conversion(format, &a, check_memory, pc);
}

/* Before the format is printed: what that reads, the format included, and writes. */
static void check_format(const char *format, va_list arguments, uint64_t pc)
{
	if (!read_only_contains((uint64_t)format))
		check_string(format, -1, pc);
	stdio_check_conversions(format, arguments, pc);
}

/* vsnprintf of libc, underneath which our own functions pass through. */
static int format_to(char *buffer, size_t size, const char *format, va_list arguments)
{
	rt.below++;
	int n = REAL(vsnprintf)(buffer, size, format, arguments);
	rt.below--;
	return n;
}

static int print(const char *format, va_list arguments, uint64_t pc)
{
	va_list again;

	check_format(format, arguments, pc);
	va_copy(again, arguments);
	int n = format_to(NULL, 0, format, arguments);
	if (n > 0 && rt_runs_again()) {
		static char *text;
		static size_t room;
		if (!text)
			text = engine_reserve((size_t)1 << 32, &room);
		emit(text, (size_t)format_to(text, room, format, again), pc);
	}
	va_end(again);
	rt.current->effects++;
	return n;
}

static int print_to(char *buffer, size_t size, const char *format, va_list arguments, uint64_t pc)
{
	check_format(format, arguments, pc);
	va_list again;
	va_copy(again, arguments);
	int n = format_to(NULL, 0, format, again);
	va_end(again);
	if (n >= 0 && size) {
		size_t written = (size_t)n + 1 < size ? (size_t)n + 1 : size;
		plain_access((uint64_t)buffer, written, true, pc);
		format_to(buffer, size, format, arguments);
	}
	return n;
}

/* --- printf and its family ----------------------------------------------------------------------------- */

#define WITH_ARGUMENTS(call)         \
	va_list arguments;           \
	va_start(arguments, format); \
	int result = call;           \
	va_end(arguments);           \
	return result

static int to_stream(FILE *f, const char *format, va_list arguments, uint64_t pc)
{
	if (!rt_in_program())
		return REAL(vfprintf)(f, format, arguments);
	if (temporary_is(f, pc)) {
		check_format(format, arguments, pc);
		return temporary_print(f, format, arguments);
	}
	check_stream(f, "fprintf", pc);
	return print(format, arguments, pc);
}

static int to_buffer(char *buffer, size_t size, const char *format, va_list arguments, uint64_t pc)
{
	return rt_in_program() ? print_to(buffer, size, format, arguments, pc)
	                       : format_to(buffer, size, format, arguments);
}

static int to_descriptor(int fd, const char *format, va_list arguments, uint64_t pc)
{
	if (!rt_in_program())
		return REAL(vdprintf)(fd, format, arguments);
	if (fd != 1 && fd != 2)
		violation_unsupported(pc, "dprintf to a file");
	return print(format, arguments, pc);
}

/* asprintf: the buffer is the program's. */
static int to_new(char **result, const char *format, va_list arguments, uint64_t pc)
{
	va_list again;

	if (!rt_in_program())
		return REAL(vasprintf)(result, format, arguments);
	check_format(format, arguments, pc);
	va_copy(again, arguments);
	int n = format_to(NULL, 0, format, again);
	va_end(again);
	char *buffer = n < 0 ? NULL : malloc_for_library(ACQ_CHOICE_ASPRINTF, (size_t)n + 1, pc);
	plain_access((uint64_t)result, sizeof *result, true, pc);
	*result = buffer;
	return buffer ? print_to(buffer, (size_t)n + 1, format, arguments, pc) : -1;
}

EXPORT int printf(const char *format, ...)
{
	WITH_ARGUMENTS(to_stream(stdout, format, arguments, RETURN_ADDRESS));
}

EXPORT int vprintf(const char *format, va_list arguments)
{
	return to_stream(stdout, format, arguments, RETURN_ADDRESS);
}

EXPORT int fprintf(FILE *f, const char *format, ...)
{
	WITH_ARGUMENTS(to_stream(f, format, arguments, RETURN_ADDRESS));
}

EXPORT int vfprintf(FILE *f, const char *format, va_list arguments)
{
	return to_stream(f, format, arguments, RETURN_ADDRESS);
}

EXPORT int dprintf(int fd, const char *format, ...)
{
	WITH_ARGUMENTS(to_descriptor(fd, format, arguments, RETURN_ADDRESS));
}

EXPORT int vdprintf(int fd, const char *format, va_list arguments)
{
	return to_descriptor(fd, format, arguments, RETURN_ADDRESS);
}

EXPORT int sprintf(char *buffer, const char *format, ...)
{
	WITH_ARGUMENTS(to_buffer(buffer, INT32_MAX, format, arguments, RETURN_ADDRESS));
}

EXPORT int vsprintf(char *buffer, const char *format, va_list arguments)
{
	return to_buffer(buffer, INT32_MAX, format, arguments, RETURN_ADDRESS);
}

EXPORT int snprintf(char *buffer, size_t size, const char *format, ...)
{
	WITH_ARGUMENTS(to_buffer(buffer, size, format, arguments, RETURN_ADDRESS));
}

EXPORT int vsnprintf(char *buffer, size_t size, const char *format, va_list arguments)
{
	return to_buffer(buffer, size, format, arguments, RETURN_ADDRESS);
}

EXPORT int asprintf(char **buffer, const char *format, ...)
{
	WITH_ARGUMENTS(to_new(buffer, format, arguments, RETURN_ADDRESS));
}

EXPORT int vasprintf(char **buffer, const char *format, va_list arguments)
{
	return to_new(buffer, format, arguments, RETURN_ADDRESS);
}

/* What _FORTIFY_SOURCE turns the same calls into. */
EXPORT int __printf_chk(int flag, const char *format, ...)
{
	(void)flag;
	WITH_ARGUMENTS(to_stream(stdout, format, arguments, RETURN_ADDRESS));
}

EXPORT int __fprintf_chk(FILE *f, int flag, const char *format, ...)
{
	(void)flag;
	WITH_ARGUMENTS(to_stream(f, format, arguments, RETURN_ADDRESS));
}

EXPORT int __snprintf_chk(char *buffer, size_t size, int flag, size_t room, const char *format, ...)
{
	(void)flag, (void)room;
	WITH_ARGUMENTS(to_buffer(buffer, size, format, arguments, RETURN_ADDRESS));
}

EXPORT int __sprintf_chk(char *buffer, int flag, size_t room, const char *format, ...)
{
	(void)flag, (void)room;
	WITH_ARGUMENTS(to_buffer(buffer, INT32_MAX, format, arguments, RETURN_ADDRESS));
}

EXPORT int __vprintf_chk(int flag, const char *format, va_list arguments)
{
	(void)flag;
	return to_stream(stdout, format, arguments, RETURN_ADDRESS);
}

EXPORT int __vfprintf_chk(FILE *f, int flag, const char *format, va_list arguments)
{
	(void)flag;
	return to_stream(f, format, arguments, RETURN_ADDRESS);
}

EXPORT int __vsnprintf_chk(char *buffer, size_t size, int flag, size_t room, const char *format,
                           va_list arguments)
{
	(void)flag, (void)room;
	return to_buffer(buffer, size, format, arguments, RETURN_ADDRESS);
}

EXPORT int __vsprintf_chk(char *buffer, int flag, size_t room, const char *format, va_list arguments)
{
	(void)flag, (void)room;
	return to_buffer(buffer, INT32_MAX, format, arguments, RETURN_ADDRESS);
}

EXPORT int __asprintf_chk(char **buffer, int flag, const char *format, ...)
{
	(void)flag;
	WITH_ARGUMENTS(to_new(buffer, format, arguments, RETURN_ADDRESS));
}

EXPORT int __vasprintf_chk(char **buffer, int flag, const char *format, va_list arguments)
{
	(void)flag;
	return to_new(buffer, format, arguments, RETURN_ADDRESS);
}

EXPORT int __dprintf_chk(int fd, int flag, const char *format, ...)
{
	(void)flag;
	WITH_ARGUMENTS(to_descriptor(fd, format, arguments, RETURN_ADDRESS));
}

EXPORT int __vdprintf_chk(int fd, int flag, const char *format, va_list arguments)
{
	(void)flag;
	return to_descriptor(fd, format, arguments, RETURN_ADDRESS);
}

/* --- Plain text ---------------------------------------------------------------------------------------- */

INTERPOSE(int, puts)(const char *s)
{
	check_string(s, -1, RETURN_ADDRESS);
	emit(s, strlen(s), RETURN_ADDRESS);
	return emit("\n", 1, RETURN_ADDRESS);
}

INTERPOSE(int, fputs)(const char *restrict s, FILE *restrict f)
{
	check_string(s, -1, RETURN_ADDRESS);
	if (temporary_is(f, RETURN_ADDRESS))
		return temporary_write(f, s, strlen(s)) == strlen(s) ? 1 : EOF;
	check_stream(f, "fputs", RETURN_ADDRESS);
	return emit(s, strlen(s), RETURN_ADDRESS);
}

static int put_byte(int c, FILE *f, uint64_t pc)
{
	char byte = (char)c;

	if (!rt_in_program())
		return REAL(fputc)(c, f);
	if (temporary_is(f, pc))
		return temporary_write(f, &byte, 1) == 1 ? (unsigned char)byte : EOF;
	check_stream(f, "fputc", pc);
	emit(&byte, 1, pc);
	return (unsigned char)byte;
}

EXPORT int fputc(int c, FILE *f)
{
	return put_byte(c, f, RETURN_ADDRESS);
}

#undef putc
EXPORT int putc(int c, FILE *f)
{
	return put_byte(c, f, RETURN_ADDRESS);
}

#undef putchar
EXPORT int putchar(int c)
{
	return put_byte(c, stdout, RETURN_ADDRESS);
}

/*
 * Without locking the stream. The macros of <stdio.h> write into the buffer, in code of the program, and call
 * __overflow where they find no room in it: in ours never, also if something was printed before main.
 */
void output_init(void)
{
	FILE *const streams[] = {stdout, stderr};

	for (size_t i = 0; i < sizeof streams / sizeof streams[0]; i++)
		streams[i]->_IO_write_end = streams[i]->_IO_write_ptr;
}

EXPORT int fputc_unlocked(int c, FILE *f)
{
	return put_byte(c, f, RETURN_ADDRESS);
}

#undef putc_unlocked
EXPORT int putc_unlocked(int c, FILE *f)
{
	return put_byte(c, f, RETURN_ADDRESS);
}

#undef putchar_unlocked
EXPORT int putchar_unlocked(int c)
{
	return put_byte(c, stdout, RETURN_ADDRESS);
}

int __overflow(FILE *f, int c);

INTERPOSE(int, __overflow)(FILE *f, int c)
{
	return put_byte(c, f, RETURN_ADDRESS);
}

INTERPOSE(size_t, fwrite)(const void *restrict p, size_t size, size_t n, FILE *restrict f)
{
	plain_access((uint64_t)p, size * n, false, RETURN_ADDRESS);
	if (temporary_is(f, RETURN_ADDRESS))
		return size ? temporary_write(f, p, size * n) / size : 0;
	check_stream(f, "fwrite", RETURN_ADDRESS);
	emit(p, size * n, RETURN_ADDRESS);
	return n;
}

INTERPOSE(ssize_t, write)(int fd, const void *p, size_t n)
{
	plain_access((uint64_t)p, n, false, RETURN_ADDRESS);
	if (temporary_is_descriptor(fd, RETURN_ADDRESS))
		return REAL(write)(fd, p, n);
	if (fd != 1 && fd != 2)
		violation_unsupported(RETURN_ADDRESS, "write to a file");
	return emit(p, n, RETURN_ADDRESS);
}

INTERPOSE(void, perror)(const char *s)
{
	const char *reason = strerror(errno);
	if (s && *s) {
		emit(s, strlen(s), RETURN_ADDRESS);
		emit(": ", 2, RETURN_ADDRESS);
	}
	emit(reason, strlen(reason), RETURN_ADDRESS);
	emit("\n", 1, RETURN_ADDRESS);
}

INTERPOSE(int, fflush)(FILE *f)
{
	return temporary_flush(f, RETURN_ADDRESS);
}

INTERPOSE(int, setvbuf)(FILE *restrict f, char *restrict buffer, int mode, size_t size)
{
	return 0;
}

INTERPOSE(void, setbuf)(FILE *restrict f, char *restrict buffer)
{
}

/* --- For other files ----------------------------------------------------------------------------------- */

void stdio_print(const char *format, va_list arguments, uint64_t pc)
{
	print(format, arguments, pc);
}

void stdio_write(const char *text, size_t n, uint64_t pc)
{
	emit(text, n, pc);
}

void stdio_check_stream(FILE *f, const char *function, uint64_t pc)
{
	check_stream(f, function, pc);
}
