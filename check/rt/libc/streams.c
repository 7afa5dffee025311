/*
 * Other names of what stdio.c has: functions that do not lock the stream, and those that choose how it is
 * buffered, which makes no difference here. And output of wide characters.
 */
#include "rt/abi/interpose.h"
#include "rt/error/violation.h"
#include "rt/libc/described.h"
#include "rt/libc/stdio.h"

#include <stdio.h>
#include <stdio_ext.h>
#include <string.h>
#include <wchar.h>

INTERPOSE(void, setlinebuf)(FILE *f)
{
}

INTERPOSE(void, setbuffer)(FILE *f, char *buffer, size_t size)
{
}

INTERPOSE(int, fputs_unlocked)(const char *restrict s, FILE *restrict f)
{
	const uint64_t pc = RETURN_ADDRESS;
	size_t n = TEXT(s);

	stdio_check_stream(f, "fputs_unlocked", pc);
	stdio_write(s, n, pc);
	return 1;
}

INTERPOSE(size_t, fwrite_unlocked)(const void *restrict p, size_t size, size_t n, FILE *restrict f)
{
	const uint64_t pc = RETURN_ADDRESS;

	IN(p, size * n);
	stdio_check_stream(f, "fwrite_unlocked", pc);
	stdio_write(p, size * n, pc);
	return n;
}

#undef fflush_unlocked
INTERPOSE(int, fflush_unlocked)(FILE *f)
{
	if (f)
		stdio_check_stream(f, "fflush_unlocked", RETURN_ADDRESS);
	return 0;
}

#define ASKS_STREAM(name)                                     \
	INTERPOSE(int, name)(FILE * f)                        \
	{                                                     \
		if (f == stdin)                               \
			return 0;                             \
		stdio_check_stream(f, #name, RETURN_ADDRESS); \
		return 0;                                     \
	}
#undef feof_unlocked
#undef ferror_unlocked
ASKS_STREAM(feof_unlocked)
ASKS_STREAM(ferror_unlocked)

/* --- Wide characters ------------------------------------------------------------------------------------ */

#define LONGEST 16 /* bytes of a character */

static wint_t put_wide(wchar_t c, FILE *f, const char *function, uint64_t pc)
{
	char bytes[LONGEST];
	mbstate_t state = {0};

	stdio_check_stream(f, function, pc);
	size_t n = ASKED(size_t, REAL(wcrtomb)(bytes, c, &state));
	if (n > sizeof bytes)
		return WEOF;
	stdio_write(bytes, n, pc);
	return (wint_t)c;
}

#define PUTS_WIDE(name)                                       \
	INTERPOSE(wint_t, name)(wchar_t c, FILE * f)          \
	{                                                     \
		return put_wide(c, f, #name, RETURN_ADDRESS); \
	}
PUTS_WIDE(fputwc)
PUTS_WIDE(putwc)
PUTS_WIDE(fputwc_unlocked)
PUTS_WIDE(putwc_unlocked)

INTERPOSE(wint_t, putwchar)(wchar_t c)
{
	return put_wide(c, stdout, "putwchar", RETURN_ADDRESS);
}

INTERPOSE(wint_t, putwchar_unlocked)(wchar_t c)
{
	return put_wide(c, stdout, "putwchar_unlocked", RETURN_ADDRESS);
}

static int put_wide_text(const wchar_t *s, FILE *f, const char *function, uint64_t pc)
{
	WIDE(s);
	while (*s)
		if (put_wide(*s++, f, function, pc) == WEOF)
			return -1;
	return 1;
}

INTERPOSE(int, fputws)(const wchar_t *restrict s, FILE *restrict f)
{
	return put_wide_text(s, f, "fputws", RETURN_ADDRESS);
}

INTERPOSE(int, fputws_unlocked)(const wchar_t *restrict s, FILE *restrict f)
{
	return put_wide_text(s, f, "fputws_unlocked", RETURN_ADDRESS);
}

/* Which kind of characters a stream is for: what it was told last would have to be undone. */
INTERPOSE(int, fwide)(FILE *f, int mode)
{
	stdio_check_stream(f, "fwide", RETURN_ADDRESS);
	return mode;
}
