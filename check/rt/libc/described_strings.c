/*
 * Functions of <string.h>, <strings.h>, <ctype.h> and <libgen.h> that are not written out
 * (memory_functions.c).
 */
#include "rt/libc/described.h"
#include "rt/libc/malloc.h"

#include <libgen.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#undef basename
#undef strdupa

/* --- Copies --------------------------------------------------------------------------------------------- */

/* What stpncpy() writes does not depend on how long the string is. */
#define COPIES_PART(name)                                                                      \
	DESCRIBED_ALSO(char *, name, (char *restrict to, const char *restrict from, size_t n), \
	               (to, from, n), TEXT_OF(from, n);                                        \
	               OUT(to, n))
COPIES_PART(stpncpy)
COPIES_PART(__stpncpy)

/* Up to the byte and with it, or all. */
static size_t up_to(const void *from, int byte, size_t n, uint64_t pc)
{
	const unsigned char *p = from;

	for (size_t i = 0; i < n; i++) {
		IN(p + i, 1);
		if (p[i] == (unsigned char)byte)
			return i + 1;
	}
	return n;
}

DESCRIBED(void *, memccpy, (void *restrict to, const void *restrict from, int byte, size_t n),
          (to, from, byte, n), OUT(to, up_to(from, byte, n, pc)))
DESCRIBED_VOID(
	swab, (const void *restrict from, void *restrict to, ssize_t n), (from, to, n), if (n > 1) {
		IN(from, (size_t)n & ~(size_t)1);
		OUT(to, (size_t)n & ~(size_t)1);
	})
DESCRIBED(void *, memfrob, (void *p, size_t n), (p, n), IN(p, n); OUT(p, n))
DESCRIBED_VOID(explicit_bzero, (void *p, size_t n), (p, n), OUT(p, n))

#if __GLIBC_PREREQ(2, 38)
/* The result is how long it would have become. */
DESCRIBED(size_t, strlcpy, (char *restrict to, const char *restrict from, size_t room), (to, from, room),
          IF_THERE(room, OUT(to, described_least(TEXT(from) + 1, room))))
DESCRIBED(size_t, strlcat, (char *restrict to, const char *restrict from, size_t room), (to, from, room), {
	size_t n = TEXT_OF(to, room), m = TEXT(from);
	if (n < room)
		OUT(to + n, described_least(m + 1, room - n));
})
#endif

/* --- Searches ------------------------------------------------------------------------------------------- */

DESCRIBED_ALSO(void *, rawmemchr, (const void *s, int c), (s, c), up_to(s, c, WITHOUT_LIMIT, pc))
DESCRIBED_ALSO(void *, __rawmemchr, (const void *s, int c), (s, c), up_to(s, c, WITHOUT_LIMIT, pc))
DESCRIBED(void *, memmem, (const void *s, size_t n, const void *word, size_t m), (s, n, word, m), IN(s, n);
          IN(word, m))
DESCRIBED_ALSO(int, __memcmpeq, (const void *a, const void *b, size_t n), (a, b, n), IN(a, n); IN(b, n))
#undef strchrnul
#undef index
#undef rindex
DESCRIBED_ALSO(char *, strchrnul, (const char *s, int c), (s, c), TEXT(s))
DESCRIBED_ALSO(char *, index, (const char *s, int c), (s, c), TEXT(s))
DESCRIBED_ALSO(char *, rindex, (const char *s, int c), (s, c), TEXT(s))

#define OF_TWO(type, name) \
	DESCRIBED_ALSO(type, name, (const char *a, const char *b), (a, b), TEXT(a); TEXT(b))
OF_TWO(size_t, strspn)
OF_TWO(size_t, strcspn)
OF_TWO(char *, strpbrk)
OF_TWO(char *, strcasestr)
OF_TWO(char *, __strcasestr)
OF_TWO(int, strverscmp)
OF_TWO(int, __strverscmp)
OF_TWO(int, strcoll)
OF_TWO(int, __strcasecmp)

#define OF_TWO_IN_LOCALE(name) \
	DESCRIBED_ALSO(int, name, (const char *a, const char *b, locale_t l), (a, b, l), TEXT(a); TEXT(b))
OF_TWO_IN_LOCALE(strcoll_l)
OF_TWO_IN_LOCALE(__strcoll_l)
OF_TWO_IN_LOCALE(strcasecmp_l)
OF_TWO_IN_LOCALE(__strcasecmp_l)

#define OF_TWO_PARTS(name)                                                                            \
	DESCRIBED_ALSO(int, name, (const char *a, const char *b, size_t n, locale_t l), (a, b, n, l), \
	               TEXT_OF(a, n);                                                                 \
	               TEXT_OF(b, n))
OF_TWO_PARTS(strncasecmp_l)
OF_TWO_PARTS(__strncasecmp_l)

/* --- Transformed ---------------------------------------------------------------------------------------- */

/* Nothing is written where the result does not fit, or what is there is not to be used. */
#define TRANSFORMS(name, parameters, arguments, asked)         \
	DESCRIBED_ALSO(size_t, name, parameters, arguments, {  \
		TEXT(from);                                    \
		size_t n = ASKED(size_t, REAL(name) asked);    \
		if (room)                                      \
			OUT(to, described_least(n + 1, room)); \
	})
TRANSFORMS(strxfrm, (char *restrict to, const char *restrict from, size_t room), (to, from, room),
           (NULL, from, 0))
TRANSFORMS(strxfrm_l, (char *restrict to, const char *restrict from, size_t room, locale_t l),
           (to, from, room, l), (NULL, from, 0, l))
TRANSFORMS(__strxfrm_l, (char *restrict to, const char *restrict from, size_t room, locale_t l),
           (to, from, room, l), (NULL, from, 0, l))

/* --- Paths ---------------------------------------------------------------------------------------------- */

DESCRIBED_ALSO(char *, basename, (const char *path), (path), TEXT(path))
/* These may shorten it. */
DESCRIBED(char *, __xpg_basename, (char *path), (path), IF_THERE(path, OUT(path, TEXT(path) + 1)))
DESCRIBED(char *, dirname, (char *path), (path), IF_THERE(path, OUT(path, TEXT(path) + 1)))
