/*
 * Functions of <wchar.h>, <wctype.h> and <uchar.h>, and those of <stdlib.h> for characters of several bytes.
 * The simple ones are written out in wide_characters.c. What libc keeps if a conversion's state is not handed
 * over is the runtime's here.
 */
#include "rt/libc/described.h"
#include "rt/libc/malloc.h"

#include <stdlib.h>
#include <string.h>
#include <uchar.h>
#include <time.h>
#include <wchar.h>

#define TWO(type, name) \
	DESCRIBED_ALSO(type, name, (const wchar_t *a, const wchar_t *b), (a, b), WIDE(a); WIDE(b))
TWO(size_t, wcsspn)
TWO(size_t, wcscspn)
TWO(wchar_t *, wcspbrk)
TWO(wchar_t *, wcsstr)
TWO(wchar_t *, wcswcs)
TWO(int, wcscoll)
TWO(int, wcscasecmp)
DESCRIBED(int, wcsncasecmp, (const wchar_t *a, const wchar_t *b, size_t n), (a, b, n), WIDE_OF(a, n);
          WIDE_OF(b, n))
DESCRIBED_ALSO(wchar_t *, wcschrnul, (const wchar_t *s, wchar_t c), (s, c), WIDE(s))
DESCRIBED(int, wcswidth, (const wchar_t *s, size_t n), (s, n), WIDE_OF(s, n))

#define TWO_IN_LOCALE(name)                                                                             \
	DESCRIBED_ALSO(int, name, (const wchar_t *a, const wchar_t *b, locale_t l), (a, b, l), WIDE(a); \
	               WIDE(b))
TWO_IN_LOCALE(wcscoll_l)
TWO_IN_LOCALE(__wcscoll_l)
TWO_IN_LOCALE(wcscasecmp_l)
TWO_IN_LOCALE(__wcscasecmp_l)
#define TWO_PARTS(name)                                                                                     \
	DESCRIBED_ALSO(int, name, (const wchar_t *a, const wchar_t *b, size_t n, locale_t l), (a, b, n, l), \
	               WIDE_OF(a, n);                                                                       \
	               WIDE_OF(b, n))
TWO_PARTS(wcsncasecmp_l)
TWO_PARTS(__wcsncasecmp_l)

#define WIDE_TRANSFORMS(name, parameters, arguments, asked)                 \
	DESCRIBED_ALSO(size_t, name, parameters, arguments, {               \
		WIDE(from);                                                 \
		size_t n = ASKED(size_t, REAL(name) asked);                 \
		if (room)                                                   \
			OUT(to, described_least(n + 1, room) * sizeof *to); \
	})
WIDE_TRANSFORMS(wcsxfrm, (wchar_t *restrict to, const wchar_t *restrict from, size_t room), (to, from, room),
                (NULL, from, 0))
WIDE_TRANSFORMS(wcsxfrm_l, (wchar_t *restrict to, const wchar_t *restrict from, size_t room, locale_t l),
                (to, from, room, l), (NULL, from, 0, l))
WIDE_TRANSFORMS(__wcsxfrm_l, (wchar_t *restrict to, const wchar_t *restrict from, size_t room, locale_t l),
                (to, from, room, l), (NULL, from, 0, l))

DESCRIBED(wchar_t *, wcpncpy, (wchar_t *restrict to, const wchar_t *restrict from, size_t n), (to, from, n),
          WIDE_OF(from, n);
          OUT(to, n * sizeof *to))
#if __GLIBC_PREREQ(2, 38)
DESCRIBED(size_t, wcslcpy, (wchar_t *restrict to, const wchar_t *restrict from, size_t room),
          (to, from, room), IF_THERE(room, OUT(to, described_least(WIDE(from) + 1, room) * sizeof *to)))
DESCRIBED(size_t, wcslcat, (wchar_t *restrict to, const wchar_t *restrict from, size_t room),
          (to, from, room), {
		  size_t n = WIDE_OF(to, room), m = WIDE(from);
		  if (n < room)
			  OUT(to + n, described_least(m + 1, room - n) * sizeof *to);
	  })
#endif

INTERPOSE(wchar_t *, wcsdup)(const wchar_t *s)
{
	const uint64_t pc = RETURN_ADDRESS;
	size_t size = (WIDE(s) + 1) * sizeof *s;
	wchar_t *copy = malloc_for_library(ACQ_CHOICE_STRDUP, size, pc);

	if (copy) {
		OUT(copy, size);
		rt_copy(copy, s, size);
	}
	return copy;
}

DESCRIBED(wchar_t *, wcstok,
          (wchar_t *restrict s, const wchar_t *restrict separators, wchar_t **restrict rest),
          (s, separators, rest), {
		  WIDE(separators);
		  OUT(rest, sizeof *rest);
		  wchar_t *from = s ? s : *rest;
		  if (from) {
			  size_t n = WIDE(from);
			  /* the one that ends the token */
			  from += ASKED(size_t, REAL(wcsspn)(from, separators));
			  n = ASKED(size_t, REAL(wcscspn)(from, separators));
			  if (from[n])
				  OUT(from + n, sizeof *from);
		  }
	  })

DESCRIBED(size_t, wcsftime,
          (wchar_t *restrict to, size_t room, const wchar_t *restrict format, const struct tm *restrict t),
          (to, room, format, t), {
		  WIDE(format);
		  IN(t, sizeof *t);
		  OUT(to, room * sizeof *to);
	  })
#define WIDE_TIME(name)                                                                    \
	DESCRIBED_ALSO(size_t, name,                                                       \
	               (wchar_t *restrict to, size_t room, const wchar_t *restrict format, \
	                const struct tm *restrict t, locale_t l),                          \
	               (to, room, format, t, l), {                                         \
			       WIDE(format);                                               \
			       IN(t, sizeof *t);                                           \
			       OUT(to, room * sizeof *to);                                 \
		       })
WIDE_TIME(wcsftime_l)
WIDE_TIME(__wcsftime_l)

/* --- Conversions ---------------------------------------------------------------------------------------- */

#define LONGEST_CHARACTER 16 /* bytes, in any encoding */

/* The state that a conversion goes on from, and changes. */
static mbstate_t *changed_state(mbstate_t *handed_over, mbstate_t *own, uint64_t pc)
{
	mbstate_t *s = handed_over ? handed_over : own;

	OUT(s, sizeof *s);
	return s;
}

/* How many bytes a conversion that has this result has looked at, of n. */
static size_t looked_at(size_t result, size_t n)
{
	switch (result) {
	case (size_t)-3: /* the second part of a character that was read before */
		return 0;
	case (size_t)-2:
		return n;
	case (size_t)-1:
	case 0:
		return described_least(n, 1);
	default:
		return result;
	}
}

#define TO_CHARACTER(name, type)                                                                  \
	DESCRIBED_AFTER(size_t, name,                                                             \
	                (type * to, const char *restrict s, size_t n, mbstate_t *restrict state), \
	                (to, s, n, used), static mbstate_t own ALONE;                             \
	                mbstate_t *used = changed_state(state, &own, pc);                         \
	                if (to) OUT(to, sizeof *to), IF_THERE(s, IN(s, looked_at(result, n))))
TO_CHARACTER(mbrtowc, wchar_t)
size_t __mbrtowc(wchar_t *, const char *restrict, size_t, mbstate_t *restrict);
TO_CHARACTER(__mbrtowc, wchar_t)
TO_CHARACTER(mbrtoc16, char16_t)
TO_CHARACTER(mbrtoc32, char32_t)
#if __GLIBC_PREREQ(2, 36)
size_t mbrtoc8(unsigned char *restrict, const char *restrict, size_t, mbstate_t *restrict);
TO_CHARACTER(mbrtoc8, unsigned char)
#endif

#define LENGTH_OF_CHARACTER(name)                                                                    \
	size_t name(const char *restrict, size_t, mbstate_t *restrict);                              \
	DESCRIBED_AFTER(size_t, name, (const char *restrict s, size_t n, mbstate_t *restrict state), \
	                (s, n, used), static mbstate_t own ALONE;                                    \
	                mbstate_t *used = changed_state(state, &own, pc),                            \
	                IF_THERE(s, IN(s, looked_at(result, n))))
LENGTH_OF_CHARACTER(mbrlen)
LENGTH_OF_CHARACTER(__mbrlen)
DESCRIBED(int, mbsinit, (const mbstate_t *state), (state), IF_THERE(state, IN(state, sizeof *state)))

/* The result is the number of bytes, which are tried before. */
#define FROM_CHARACTER(name, type)                                                    \
	INTERPOSE(size_t, name)(char *restrict to, type c, mbstate_t *restrict state) \
	{                                                                             \
		const uint64_t pc = RETURN_ADDRESS;                                   \
		static mbstate_t own ALONE;                                           \
		mbstate_t *used = changed_state(state, &own, pc);                     \
		char bytes[LONGEST_CHARACTER];                                        \
		size_t n = ASKED(size_t, REAL(name)(to ? bytes : NULL, c, used));     \
		if (to && n && n <= sizeof bytes) {                                   \
			OUT(to, n);                                                   \
			rt_copy(to, bytes, n);                                        \
		}                                                                     \
		return n;                                                             \
	}
FROM_CHARACTER(wcrtomb, wchar_t)
FROM_CHARACTER(c16rtomb, char16_t)
FROM_CHARACTER(c32rtomb, char32_t)
#if __GLIBC_PREREQ(2, 36)
size_t c8rtomb(char *restrict, unsigned char, mbstate_t *restrict);
FROM_CHARACTER(c8rtomb, unsigned char)
#endif

size_t __wcrtomb_chk(char *restrict, wchar_t, mbstate_t *restrict, size_t);
INTERPOSE(size_t, __wcrtomb_chk)(char *restrict to, wchar_t c, mbstate_t *restrict state, size_t room)
{
	const uint64_t pc = RETURN_ADDRESS;
	static mbstate_t own ALONE;
	mbstate_t *used = changed_state(state, &own, pc), trial = *used;
	char bytes[LONGEST_CHARACTER];
	size_t n = ASKED(size_t, REAL(wcrtomb)(to ? bytes : NULL, c, &trial));

	if (to && n <= sizeof bytes)
		OUT(to, described_least(n, room));
	return ASKED(size_t, REAL(__wcrtomb_chk)(to, c, used, room));
}

/*
 * Strings. As many characters are written as the result says, and the terminator if there is room; how much
 * was read is where the pointer has come to.
 */
#define LEAST_OF(n, m) described_least(n, m)

static size_t wide_end(const wchar_t *s)
{
	size_t n = 0;

	while (s[n])
		n++;
	return n;
}

#define TO_WIDE(name, parameters, arguments, most)                                                      \
	DESCRIBED_AFTER(                                                                                \
		size_t, name, parameters, arguments, static mbstate_t own ALONE;                        \
		mbstate_t *used = changed_state(state, &own, pc); const char *start = *from;            \
		OUT(from, sizeof *from);                                                                \
		if (to) OUT(to, LEAST_OF(room, LEAST_OF(strnlen(start, most), most) + 1) * sizeof *to), \
		IN(start, to && *from ? (size_t)(*from - start) : strnlen(start, most)))
TO_WIDE(mbsrtowcs, (wchar_t *restrict to, const char **restrict from, size_t room, mbstate_t *restrict state),
        (to, from, room, used), WITHOUT_LIMIT)
TO_WIDE(mbsnrtowcs,
        (wchar_t *restrict to, const char **restrict from, size_t bytes, size_t room,
         mbstate_t *restrict state),
        (to, from, bytes, room, used), bytes)

#define OF_WIDE_TEXT(name, parameters, arguments, asked, most)                                        \
	DESCRIBED_AFTER(                                                                              \
		size_t, name, parameters, arguments, static mbstate_t own ALONE;                      \
		mbstate_t *used = changed_state(state, &own, pc); const wchar_t *start = *from;       \
		OUT(from, sizeof *from);                                                              \
		if (to) {                                                                             \
			mbstate_t trial = *used;                                                      \
			const wchar_t *at = start;                                                    \
			size_t n = ASKED(size_t, REAL(name) asked);                                   \
			if (n != (size_t)-1)                                                          \
				OUT(to, LEAST_OF(room, n + 1));                                       \
			else                                                                          \
				OUT(to, room);                                                        \
		},                                                                                    \
		IN(start, (to && *from ? (size_t)(*from - start) : LEAST_OF(wide_end(start), most)) * \
	                          sizeof *start))
OF_WIDE_TEXT(wcsrtombs,
             (char *restrict to, const wchar_t **restrict from, size_t room, mbstate_t *restrict state),
             (to, from, room, used), (NULL, &at, 0, &trial), WITHOUT_LIMIT)
OF_WIDE_TEXT(wcsnrtombs,
             (char *restrict to, const wchar_t **restrict from, size_t characters, size_t room,
              mbstate_t *restrict state),
             (to, from, characters, room, used), (NULL, &at, characters, 0, &trial), characters)

/* Likewise, if there is room for so many: else libc ends the program. */
size_t __mbsrtowcs_chk(wchar_t *restrict, const char **restrict, size_t, mbstate_t *restrict, size_t);
TO_WIDE(__mbsrtowcs_chk,
        (wchar_t *restrict to, const char **restrict from, size_t room, mbstate_t *restrict state,
         size_t all),
        (to, from, room, used, all), WITHOUT_LIMIT)
size_t __mbsnrtowcs_chk(wchar_t *restrict, const char **restrict, size_t, size_t, mbstate_t *restrict,
                        size_t);
TO_WIDE(__mbsnrtowcs_chk,
        (wchar_t *restrict to, const char **restrict from, size_t bytes, size_t room,
         mbstate_t *restrict state, size_t all),
        (to, from, bytes, room, used, all), bytes)

size_t __wcsrtombs_chk(char *restrict, const wchar_t **restrict, size_t, mbstate_t *restrict, size_t);
OF_WIDE_TEXT(__wcsrtombs_chk,
             (char *restrict to, const wchar_t **restrict from, size_t room, mbstate_t *restrict state,
              size_t all),
             (to, from, room, used, all), (NULL, &at, 0, &trial, all), WITHOUT_LIMIT)
size_t __wcsnrtombs_chk(char *restrict, const wchar_t **restrict, size_t, size_t, mbstate_t *restrict,
                        size_t);
OF_WIDE_TEXT(__wcsnrtombs_chk,
             (char *restrict to, const wchar_t **restrict from, size_t characters, size_t room,
              mbstate_t *restrict state, size_t all),
             (to, from, characters, room, used, all), (NULL, &at, characters, 0, &trial, all), characters)

/* Without a state of the program's. */
DESCRIBED(size_t, mbstowcs, (wchar_t *restrict to, const char *restrict from, size_t room), (to, from, room),
          {
		  size_t n = TEXT(from);
		  if (to)
			  OUT(to, LEAST_OF(room, n + 1) * sizeof *to);
	  })
DESCRIBED(size_t, wcstombs, (char *restrict to, const wchar_t *restrict from, size_t room), (to, from, room),
          {
		  WIDE(from);
		  size_t n = ASKED(size_t, REAL(wcstombs)(NULL, from, 0));
		  if (to)
			  OUT(to, n == (size_t)-1 ? room : LEAST_OF(room, n + 1));
	  })
DESCRIBED_AFTER(int, mblen, (const char *s, size_t n), (s, n), (void)0,
                IF_THERE(s, IN(s, looked_at((size_t)result, n))))
DESCRIBED_AFTER(int, mbtowc, (wchar_t *restrict to, const char *restrict s, size_t n), (to, s, n),
                IF_THERE(to &&s, OUT(to, sizeof *to)), IF_THERE(s, IN(s, looked_at((size_t)result, n))))

static int encode(char *to, wchar_t c, uint64_t pc)
{
	char bytes[LONGEST_CHARACTER];
	int n = ASKED(int, REAL(wctomb)(to ? bytes : NULL, c));

	if (to && n > 0) {
		OUT(to, (size_t)n);
		rt_copy(to, bytes, (size_t)n);
	}
	return n;
}

INTERPOSE(int, wctomb)(char *to, wchar_t c)
{
	return encode(to, c, RETURN_ADDRESS);
}

int __wctomb_chk(char *to, wchar_t c, size_t room);
INTERPOSE(int, __wctomb_chk)(char *to, wchar_t c, size_t room)
{
	if (room < MB_CUR_MAX) /* libc ends the program */
		return REAL(__wctomb_chk)(to, c, room);
	return encode(to, c, RETURN_ADDRESS);
}
