/*
 * What _FORTIFY_SOURCE turns calls of functions that copy into, `room` being how much there is room for; and
 * names of such functions with underscores. libc's own function is called, and ends the program if the room
 * is too small.
 */
#include "rt/libc/described.h"
#include "rt/libc/malloc.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

/* --- As many bytes as the caller says ------------------------------------------------------------------- */

#define MOVES(name)                                                                       \
	DESCRIBED_ALSO(void *, name, (void *to, const void *from, size_t n, size_t room), \
	               (to, from, n, room), IN(from, n);                                  \
	               OUT(to, described_least(n, room)))
MOVES(__memcpy_chk)
MOVES(__memmove_chk)
MOVES(__mempcpy_chk)
DESCRIBED_ALSO(void *, __mempcpy, (void *restrict to, const void *restrict from, size_t n), (to, from, n),
               IN(from, n);
               OUT(to, n))
DESCRIBED_ALSO(void *, __memset_chk, (void *to, int byte, size_t n, size_t room), (to, byte, n, room),
               OUT(to, described_least(n, room)))
void __explicit_bzero_chk(void *, size_t, size_t);
DESCRIBED_VOID(__explicit_bzero_chk, (void *to, size_t n, size_t room), (to, n, room),
               OUT(to, described_least(n, room)))
void __bzero(void *, size_t);
DESCRIBED_VOID(__bzero, (void *to, size_t n), (to, n), OUT(to, n))

#define MOVES_WIDE(name)                                                                            \
	DESCRIBED_ALSO(wchar_t *, name, (wchar_t * to, const wchar_t *from, size_t n, size_t room), \
	               (to, from, n, room), IN(from, n * sizeof *to);                               \
	               OUT(to, described_least(n, room) * sizeof *to))
MOVES_WIDE(__wmemcpy_chk)
MOVES_WIDE(__wmemmove_chk)
MOVES_WIDE(__wmempcpy_chk)
DESCRIBED_ALSO(wchar_t *, __wmemset_chk, (wchar_t * to, wchar_t c, size_t n, size_t room), (to, c, n, room),
               OUT(to, described_least(n, room) * sizeof *to))

/* --- Strings -------------------------------------------------------------------------------------------- */

#define COPIES(name)                                                                              \
	DESCRIBED_ALSO(char *, name, (char *to, const char *from, size_t room), (to, from, room), \
	               OUT(to, described_least(TEXT(from) + 1, room)))
COPIES(__strcpy_chk)
COPIES(__stpcpy_chk)
DESCRIBED_ALSO(char *, __stpcpy, (char *restrict to, const char *restrict from), (to, from),
               OUT(to, TEXT(from) + 1))
#define COPIES_PART(name)                                                                 \
	DESCRIBED_ALSO(char *, name, (char *to, const char *from, size_t n, size_t room), \
	               (to, from, n, room), TEXT_OF(from, n);                             \
	               OUT(to, described_least(n, room)))
COPIES_PART(__strncpy_chk)
COPIES_PART(__stpncpy_chk)

/* Behind the n characters that are there; the room is that of all. */
static void checked_appends(char *to, size_t n, size_t more, size_t room, uint64_t pc)
{
	if (n < room)
		OUT(to + n, described_least(more + 1, room - n));
}

DESCRIBED_ALSO(char *, __strcat_chk, (char *to, const char *from, size_t room), (to, from, room),
               checked_appends(to, TEXT_OF(to, room), TEXT(from), room, pc))
DESCRIBED_ALSO(char *, __strncat_chk, (char *to, const char *from, size_t n, size_t room),
               (to, from, n, room), checked_appends(to, TEXT_OF(to, room), TEXT_OF(from, n), room, pc))

#define COPIES_WIDE(name)                                                                                   \
	DESCRIBED_ALSO(wchar_t *, name, (wchar_t * to, const wchar_t *from, size_t room), (to, from, room), \
	               OUT(to, described_least(WIDE(from) + 1, room) * sizeof *to))
COPIES_WIDE(__wcscpy_chk)
COPIES_WIDE(__wcpcpy_chk)
#define COPIES_PART_WIDE(name)                                                                      \
	DESCRIBED_ALSO(wchar_t *, name, (wchar_t * to, const wchar_t *from, size_t n, size_t room), \
	               (to, from, n, room), WIDE_OF(from, n);                                       \
	               OUT(to, described_least(n, room) * sizeof *to))
COPIES_PART_WIDE(__wcsncpy_chk)
COPIES_PART_WIDE(__wcpncpy_chk)

static void checked_appends_wide(wchar_t *to, size_t n, size_t more, size_t room, uint64_t pc)
{
	if (n < room)
		OUT(to + n, described_least(more + 1, room - n) * sizeof *to);
}

DESCRIBED_ALSO(wchar_t *, __wcscat_chk, (wchar_t * to, const wchar_t *from, size_t room), (to, from, room),
               checked_appends_wide(to, WIDE_OF(to, room), WIDE(from), room, pc))
DESCRIBED_ALSO(wchar_t *, __wcsncat_chk, (wchar_t * to, const wchar_t *from, size_t n, size_t room),
               (to, from, n, room), checked_appends_wide(to, WIDE_OF(to, room), WIDE_OF(from, n), room, pc))

#if __GLIBC_PREREQ(2, 38)
DESCRIBED_ALSO(size_t, __strlcpy_chk, (char *to, const char *from, size_t n, size_t room),
               (to, from, n, room),
               IF_THERE(n, OUT(to, described_least(described_least(TEXT(from) + 1, n), room))))
DESCRIBED_ALSO(size_t, __strlcat_chk, (char *to, const char *from, size_t n, size_t room),
               (to, from, n, room),
               checked_appends(to, TEXT_OF(to, described_least(n, room)), TEXT(from),
                               described_least(n, room), pc))
DESCRIBED_ALSO(size_t, __wcslcpy_chk, (wchar_t * to, const wchar_t *from, size_t n, size_t room),
               (to, from, n, room),
               IF_THERE(n, OUT(to, described_least(described_least(WIDE(from) + 1, n), room) * sizeof *to)))
DESCRIBED_ALSO(size_t, __wcslcat_chk, (wchar_t * to, const wchar_t *from, size_t n, size_t room),
               (to, from, n, room),
               checked_appends_wide(to, WIDE_OF(to, described_least(n, room)), WIDE(from),
                                    described_least(n, room), pc))
#endif

static char *checked_copy(const char *s, size_t n, uint8_t choice, uint64_t pc)
{
	char *copy = malloc_for_library(choice, n + 1, pc);

	if (copy) {
		OUT(copy, n + 1);
		rt_copy(copy, s, n);
		copy[n] = 0;
	}
	return copy;
}

char *__strdup(const char *s);
INTERPOSE(char *, __strdup)(const char *s)
{
	const uint64_t pc = RETURN_ADDRESS;

	return checked_copy(s, TEXT(s), ACQ_CHOICE_STRDUP, pc);
}

char *__strndup(const char *s, size_t most);
INTERPOSE(char *, __strndup)(const char *s, size_t most)
{
	const uint64_t pc = RETURN_ADDRESS;

	return checked_copy(s, TEXT_OF(s, most), ACQ_CHOICE_STRNDUP, pc);
}

/* --- From one encoding to another ----------------------------------------------------------------------- */

DESCRIBED_ALSO(size_t, __mbstowcs_chk,
               (wchar_t *restrict to, const char *restrict from, size_t n, size_t room), (to, from, n, room),
               {
		       size_t length = TEXT(from);
		       if (to)
			       OUT(to, described_least(described_least(n, length + 1), room) * sizeof *to);
	       })
DESCRIBED_ALSO(size_t, __wcstombs_chk,
               (char *restrict to, const wchar_t *restrict from, size_t n, size_t room), (to, from, n, room),
               {
		       WIDE(from);
		       size_t length = ASKED(size_t, wcstombs(NULL, from, 0));
		       size_t written = length == (size_t)-1 ? n : described_least(n, length + 1);
		       if (to)
			       OUT(to, described_least(written, room));
	       })

/* --- What the system says ------------------------------------------------------------------------------- */

DESCRIBED_ALSO(size_t, __confstr_chk, (int what, char *to, size_t n, size_t room), (what, to, n, room), {
	size_t length = ASKED(size_t, confstr(what, NULL, 0));
	if (to)
		OUT(to, described_least(described_least(n, length), room));
})
#define FILLS(type, name, parameters, arguments, size) \
	DESCRIBED_ALSO(type, name, parameters, arguments, IF_THERE(to, OUT(to, described_least(size, room))))
FILLS(int, __gethostname_chk, (char *to, size_t n, size_t room), (to, n, room), n)
FILLS(int, __getdomainname_chk, (char *to, size_t n, size_t room), (to, n, room), n)
FILLS(ssize_t, __readlink_chk, (const char *restrict path, char *restrict to, size_t n, size_t room),
      (path, to, n, room), (TEXT(path), n))
FILLS(ssize_t, __readlinkat_chk,
      (int folder, const char *restrict path, char *restrict to, size_t n, size_t room),
      (folder, path, to, n, room), (TEXT(path), n))
FILLS(int, __getgroups_chk, (int most, gid_t *to, size_t room), (most, to, room), (size_t)most * sizeof *to)
int __xpg_strerror_r(int, char *, size_t);
DESCRIBED(int, __xpg_strerror_r, (int error, char *to, size_t n), (error, to, n), OUT(to, n))
char *__strerror_r(int, char *, size_t);
DESCRIBED(char *, __strerror_r, (int error, char *to, size_t n), (error, to, n), OUT(to, n))
struct tm *__gmtime_r(const time_t *restrict, struct tm *restrict);
DESCRIBED(struct tm *, __gmtime_r, (const time_t *restrict t, struct tm *restrict to), (t, to),
          IN(t, sizeof *t);
          OUT(to, sizeof *to))
