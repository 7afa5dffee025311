/*
 * Memory and string functions of libc: an access to each byte they look at or change, then the work
 * itself. Written out here because libc's own would be these again.
 */
#include "rt/abi/interpose.h"
#include "rt/libc/malloc.h"
#include "rt/memory/plain.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static void reads(const void *p, size_t n, uint64_t pc)
{
	if (n && rt_in_program())
		plain_access((uint64_t)p, n, false, pc);
}

static void writes(void *p, size_t n, uint64_t pc)
{
	if (n && rt_in_program())
		plain_access((uint64_t)p, n, true, pc);
}

/* The length of s, at most max. Every byte it looks at is checked before. */
static size_t length(const char *s, size_t max, uint64_t pc)
{
	size_t n = 0;

	for (; n < max; n++) {
		reads(s + n, 1, pc);
		if (!s[n])
			break;
	}
	return n;
}

EXPORT void *memcpy(void *restrict to, const void *restrict from, size_t n)
{
	reads(from, n, RETURN_ADDRESS);
	writes(to, n, RETURN_ADDRESS);
	return rt_copy(to, from, n);
}

EXPORT void *memmove(void *to, const void *from, size_t n)
{
	reads(from, n, RETURN_ADDRESS);
	writes(to, n, RETURN_ADDRESS);
	return rt_move(to, from, n);
}

EXPORT void *memset(void *to, int byte, size_t n)
{
	writes(to, n, RETURN_ADDRESS);
	return rt_fill(to, byte, n);
}

EXPORT void *mempcpy(void *restrict to, const void *restrict from, size_t n)
{
	reads(from, n, RETURN_ADDRESS);
	writes(to, n, RETURN_ADDRESS);
	return (char *)rt_copy(to, from, n) + n;
}

EXPORT void bcopy(const void *from, void *to, size_t n)
{
	reads(from, n, RETURN_ADDRESS);
	writes(to, n, RETURN_ADDRESS);
	rt_move(to, from, n);
}

EXPORT void bzero(void *to, size_t n)
{
	writes(to, n, RETURN_ADDRESS);
	rt_fill(to, 0, n);
}

/* clang's names for the same. */
EXPORT void *__tsan_memcpy(void *to, const void *from, size_t n)
{
	reads(from, n, RETURN_ADDRESS);
	writes(to, n, RETURN_ADDRESS);
	return rt_copy(to, from, n);
}

EXPORT void *__tsan_memmove(void *to, const void *from, size_t n)
{
	reads(from, n, RETURN_ADDRESS);
	writes(to, n, RETURN_ADDRESS);
	return rt_move(to, from, n);
}

EXPORT void *__tsan_memset(void *to, int byte, size_t n)
{
	writes(to, n, RETURN_ADDRESS);
	return rt_fill(to, byte, n);
}

EXPORT int memcmp(const void *a, const void *b, size_t n)
{
	reads(a, n, RETURN_ADDRESS);
	reads(b, n, RETURN_ADDRESS);
	return rt_compare(a, b, n);
}

EXPORT int bcmp(const void *a, const void *b, size_t n)
{
	reads(a, n, RETURN_ADDRESS);
	reads(b, n, RETURN_ADDRESS);
	return rt_compare(a, b, n);
}

static void *find_byte(const unsigned char *p, unsigned char c, size_t n, uint64_t pc)
{
	for (size_t i = 0; i < n; i++) {
		reads(p + i, 1, pc);
		if (p[i] == c)
			return (void *)(p + i);
	}
	return NULL;
}

EXPORT void *memchr(const void *s, int c, size_t n)
{
	return find_byte(s, (unsigned char)c, n, RETURN_ADDRESS);
}

EXPORT void *memrchr(const void *s, int c, size_t n)
{
	const unsigned char *p = s;

	while (n--) {
		reads(p + n, 1, RETURN_ADDRESS);
		if (p[n] == (unsigned char)c)
			return (void *)(p + n);
	}
	return NULL;
}

EXPORT size_t strlen(const char *s)
{
	return length(s, SIZE_MAX, RETURN_ADDRESS);
}

EXPORT size_t strnlen(const char *s, size_t max)
{
	return length(s, max, RETURN_ADDRESS);
}

/* Copies the string with its terminator and returns where that went. */
static char *copy_string(char *to, const char *from, uint64_t pc)
{
	size_t n = length(from, SIZE_MAX, pc);

	writes(to, n + 1, pc);
	rt_copy(to, from, n + 1);
	return to + n;
}

EXPORT char *strcpy(char *restrict to, const char *restrict from)
{
	copy_string(to, from, RETURN_ADDRESS);
	return to;
}

EXPORT char *stpcpy(char *restrict to, const char *restrict from)
{
	return copy_string(to, from, RETURN_ADDRESS);
}

EXPORT char *strcat(char *restrict to, const char *restrict from)
{
	copy_string(to + length(to, SIZE_MAX, RETURN_ADDRESS), from, RETURN_ADDRESS);
	return to;
}

EXPORT char *strncpy(char *restrict to, const char *restrict from, size_t max)
{
	size_t n = length(from, max, RETURN_ADDRESS);

	writes(to, max, RETURN_ADDRESS);
	rt_copy(to, from, n);
	rt_fill(to + n, 0, max - n);
	return to;
}

EXPORT char *strncat(char *restrict to, const char *restrict from, size_t max)
{
	char *end = to + length(to, SIZE_MAX, RETURN_ADDRESS);
	size_t n = length(from, max, RETURN_ADDRESS);

	writes(end, n + 1, RETURN_ADDRESS);
	rt_copy(end, from, n);
	end[n] = 0;
	return to;
}

static int compare_strings(const char *a, const char *b, size_t max, bool fold, uint64_t pc)
{
	for (size_t i = 0; i < max; i++) {
		reads(a + i, 1, pc);
		reads(b + i, 1, pc);
		int x = (unsigned char)a[i], y = (unsigned char)b[i];
		if (fold) {
			x = tolower(x);
			y = tolower(y);
		}
		if (x != y || !x)
			return x - y;
	}
	return 0;
}

EXPORT int strcmp(const char *a, const char *b)
{
	return compare_strings(a, b, SIZE_MAX, false, RETURN_ADDRESS);
}

EXPORT int strncmp(const char *a, const char *b, size_t n)
{
	return compare_strings(a, b, n, false, RETURN_ADDRESS);
}

EXPORT int strcasecmp(const char *a, const char *b)
{
	return compare_strings(a, b, SIZE_MAX, true, RETURN_ADDRESS);
}

EXPORT int strncasecmp(const char *a, const char *b, size_t n)
{
	return compare_strings(a, b, n, true, RETURN_ADDRESS);
}

EXPORT char *strchr(const char *s, int c)
{
	return find_byte((const unsigned char *)s, (unsigned char)c, length(s, SIZE_MAX, RETURN_ADDRESS) + 1,
	                 RETURN_ADDRESS);
}

EXPORT char *strrchr(const char *s, int c)
{
	for (size_t n = length(s, SIZE_MAX, RETURN_ADDRESS) + 1; n-- > 0;)
		if (s[n] == (char)c)
			return (char *)(s + n);
	return NULL;
}

EXPORT char *strstr(const char *s, const char *word)
{
	size_t n = length(s, SIZE_MAX, RETURN_ADDRESS), m = length(word, SIZE_MAX, RETURN_ADDRESS);

	for (size_t i = 0; i + m <= n; i++)
		if (!rt_compare((const unsigned char *)s + i, (const unsigned char *)word, m))
			return (char *)(s + i);
	return NULL;
}

INTERPOSE(char *, strdup)(const char *s)
{
	size_t n = length(s, SIZE_MAX, RETURN_ADDRESS);
	char *copy = malloc_for_library(ACQ_CHOICE_STRDUP, n + 1, RETURN_ADDRESS);
	if (copy) {
		writes(copy, n + 1, RETURN_ADDRESS);
		rt_copy(copy, s, n + 1);
	}
	return copy;
}

INTERPOSE(char *, strndup)(const char *s, size_t max)
{
	size_t n = length(s, max, RETURN_ADDRESS);
	char *copy = malloc_for_library(ACQ_CHOICE_STRNDUP, n + 1, RETURN_ADDRESS);
	if (copy) {
		writes(copy, n + 1, RETURN_ADDRESS);
		rt_copy(copy, s, n);
		copy[n] = 0;
	}
	return copy;
}
