/* Functions of <argz.h>, <envz.h> and <printf.h> that neither allocate nor free. */
#include "rt/libc/described.h"

#include <argz.h>
#include <envz.h>
#include <printf.h>
#include <string.h>

#define COUNTS(name) \
	DESCRIBED_ALSO(size_t, name, (const char *argz, size_t size), (argz, size), IN(argz, size))
COUNTS(argz_count)
COUNTS(__argz_count)

/* The entry that it comes from is looked at to its end. */
#define GOES_ON(name)                                                                                      \
	DESCRIBED_ALSO(char *, name, (const char *restrict argz, size_t size, const char *restrict entry), \
	               (argz, size, entry), IF_THERE(entry, TEXT(entry)))
GOES_ON(argz_next)
GOES_ON(__argz_next)

/* All separators may change but the last. */
#define JOINS(name)                                                                             \
	void name(char *, size_t, int);                                                         \
	DESCRIBED_VOID(name, (char *argz, size_t size, int separator), (argz, size, separator), \
	               if (size) OUT(argz, size - 1))
JOINS(argz_stringify)
JOINS(__argz_stringify)

DESCRIBED_VOID(argz_extract, (const char *restrict argz, size_t size, char **restrict to), (argz, size, to), {
	IN(argz, size);
	size_t count = ASKED(size_t, REAL(argz_count)(argz, size));
	OUT(to, (count + 1) * sizeof *to);
})

#define LOOKS_FOR(name)                                                                                   \
	DESCRIBED_ALSO(char *, name, (const char *envz, size_t size, const char *key), (envz, size, key), \
	               IN(envz, size);                                                                    \
	               TEXT(key))
LOOKS_FOR(envz_entry)
LOOKS_FOR(envz_get)

DESCRIBED(size_t, parse_printf_format, (const char *restrict format, size_t most, int *restrict types),
          (format, most, types), {
		  TEXT(format);
		  size_t count = ASKED(size_t, REAL(parse_printf_format)(format, 0, NULL));
		  OUT(types, described_least(count, most) * sizeof *types);
	  })
