/*
 * The functions of <wchar.h> that copy, fill, compare and search: an access to each character they look at or
 * change, then the work itself. libstdc++'s headers call them for std::wstring, so programs that never use
 * one want them, too.
 */
#include "rt/memory/plain.h"
#include "rt/rt.h"

#include <wchar.h>

static void reads(const wchar_t *p, size_t n, uint64_t pc)
{
	if (n && rt_in_program())
		plain_access((uint64_t)p, n * sizeof *p, false, pc);
}

static void writes(wchar_t *p, size_t n, uint64_t pc)
{
	if (n && rt_in_program())
		plain_access((uint64_t)p, n * sizeof *p, true, pc);
}

static wchar_t *copy(wchar_t *to, const wchar_t *from, size_t n, uint64_t pc)
{
	reads(from, n, pc);
	writes(to, n, pc);
	if (to <= from)
		for (size_t i = 0; i < n; i++)
			to[i] = from[i];
	else
		while (n--)
			to[n] = from[n];
	return to;
}

static wchar_t *fill(wchar_t *to, wchar_t c, size_t n, uint64_t pc)
{
	writes(to, n, pc);
	for (size_t i = 0; i < n; i++)
		to[i] = c;
	return to;
}

/* The length of s, at most max. Every character it looks at is checked before. */
static size_t length(const wchar_t *s, size_t max, uint64_t pc)
{
	size_t n = 0;

	for (; n < max; n++) {
		reads(s + n, 1, pc);
		if (!s[n])
			break;
	}
	return n;
}

EXPORT wchar_t *wmemcpy(wchar_t *restrict to, const wchar_t *restrict from, size_t n)
{
	return copy(to, from, n, RETURN_ADDRESS);
}

EXPORT wchar_t *wmemmove(wchar_t *to, const wchar_t *from, size_t n)
{
	return copy(to, from, n, RETURN_ADDRESS);
}

EXPORT wchar_t *wmempcpy(wchar_t *restrict to, const wchar_t *restrict from, size_t n)
{
	return copy(to, from, n, RETURN_ADDRESS) + n;
}

EXPORT wchar_t *wmemset(wchar_t *to, wchar_t c, size_t n)
{
	return fill(to, c, n, RETURN_ADDRESS);
}

EXPORT int wmemcmp(const wchar_t *a, const wchar_t *b, size_t n)
{
	reads(a, n, RETURN_ADDRESS);
	reads(b, n, RETURN_ADDRESS);
	for (size_t i = 0; i < n; i++)
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	return 0;
}

static wchar_t *find(const wchar_t *s, wchar_t c, size_t n, uint64_t pc)
{
	for (size_t i = 0; i < n; i++) {
		reads(s + i, 1, pc);
		if (s[i] == c)
			return (wchar_t *)(s + i);
	}
	return NULL;
}

EXPORT wchar_t *wmemchr(const wchar_t *s, wchar_t c, size_t n)
{
	return find(s, c, n, RETURN_ADDRESS);
}

EXPORT size_t wcslen(const wchar_t *s)
{
	return length(s, SIZE_MAX, RETURN_ADDRESS);
}

EXPORT size_t wcsnlen(const wchar_t *s, size_t max)
{
	return length(s, max, RETURN_ADDRESS);
}

EXPORT wchar_t *wcscpy(wchar_t *restrict to, const wchar_t *restrict from)
{
	return copy(to, from, length(from, SIZE_MAX, RETURN_ADDRESS) + 1, RETURN_ADDRESS);
}

EXPORT wchar_t *wcpcpy(wchar_t *restrict to, const wchar_t *restrict from)
{
	size_t n = length(from, SIZE_MAX, RETURN_ADDRESS);

	return copy(to, from, n + 1, RETURN_ADDRESS) + n;
}

EXPORT wchar_t *wcscat(wchar_t *restrict to, const wchar_t *restrict from)
{
	copy(to + length(to, SIZE_MAX, RETURN_ADDRESS), from, length(from, SIZE_MAX, RETURN_ADDRESS) + 1,
	     RETURN_ADDRESS);
	return to;
}

EXPORT wchar_t *wcsncpy(wchar_t *restrict to, const wchar_t *restrict from, size_t max)
{
	size_t n = length(from, max, RETURN_ADDRESS);

	copy(to, from, n, RETURN_ADDRESS);
	fill(to + n, 0, max - n, RETURN_ADDRESS);
	return to;
}

EXPORT wchar_t *wcsncat(wchar_t *restrict to, const wchar_t *restrict from, size_t max)
{
	wchar_t *end = to + length(to, SIZE_MAX, RETURN_ADDRESS);
	size_t n = length(from, max, RETURN_ADDRESS);

	copy(end, from, n, RETURN_ADDRESS);
	fill(end + n, 0, 1, RETURN_ADDRESS);
	return to;
}

static int compare(const wchar_t *a, const wchar_t *b, size_t max, uint64_t pc)
{
	for (size_t i = 0; i < max; i++) {
		reads(a + i, 1, pc);
		reads(b + i, 1, pc);
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
		if (!a[i])
			break;
	}
	return 0;
}

EXPORT int wcscmp(const wchar_t *a, const wchar_t *b)
{
	return compare(a, b, SIZE_MAX, RETURN_ADDRESS);
}

EXPORT int wcsncmp(const wchar_t *a, const wchar_t *b, size_t n)
{
	return compare(a, b, n, RETURN_ADDRESS);
}

EXPORT wchar_t *wcschr(const wchar_t *s, wchar_t c)
{
	return find(s, c, length(s, SIZE_MAX, RETURN_ADDRESS) + 1, RETURN_ADDRESS);
}

EXPORT wchar_t *wcsrchr(const wchar_t *s, wchar_t c)
{
	for (size_t n = length(s, SIZE_MAX, RETURN_ADDRESS) + 1; n-- > 0;)
		if (s[n] == c)
			return (wchar_t *)(s + n);
	return NULL;
}
