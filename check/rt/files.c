/*
 * Files. Those of the standard streams stay open whatever the program does, because the next execution finds them open
 * again. The system's sources of chance can be read; nothing else can be opened.
 */
#include "rt.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#define CHANCE 1000 /* the descriptor of a source of chance, however many are open */

static bool same(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return *a == *b;
}

static int open_one(const char *path, const char *function, uint64_t pc)
{
	if (!same(path, "/dev/urandom") && !same(path, "/dev/random"))
		violation_unsupported(pc, "%s() of \"%s\": files are not modelled", function, path);
	return CHANCE;
}

#define OPENS(name)                                                                        \
	EXPORT int name(const char *path, int flags, ...)                                  \
	{                                                                                  \
		va_list arguments;                                                         \
		mode_t mode;                                                               \
		if (rt_in_program())                                                       \
			return open_one(path, #name, RETURN_ADDRESS);                      \
		va_start(arguments, flags);                                                \
		mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(arguments, mode_t) : 0;    \
		va_end(arguments);                                                         \
		return ((int (*)(const char *, int, ...))real_function(#name))(path, flags, mode); \
	}

OPENS(open)
OPENS(open64)

EXPORT ssize_t read(int fd, void *to, size_t n)
{
	if (!rt_in_program())
		return REAL(read)(fd, to, n);
	if (fd != CHANCE)
		violation_unsupported(RETURN_ADDRESS, "read");
	random_fill(to, n, RETURN_ADDRESS);
	return (ssize_t)n;
}

EXPORT int close(int fd)
{
	if (!rt_in_program())
		return REAL(close)(fd);
	if (fd == CHANCE || (fd >= 0 && fd <= 2))
		return 0;
	errno = EBADF;
	return -1;
}

EXPORT int fclose(FILE *f)
{
	if (!rt_in_program())
		return REAL(fclose)(f);
	if (f != stdin && f != stdout && f != stderr)
		violation_unsupported(RETURN_ADDRESS, "fclose() of a file: files are not modelled");
	return 0;
}
