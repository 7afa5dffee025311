/*
 * Files. Those of the standard streams stay open whatever the program does, because the next execution finds
 * them open again. The system's sources of chance can be read, and /proc is as if it were not mounted: what
 * it says of processes is not true of one that is explored. That there is no file of this name is what a
 * program learns. Nothing else can be opened, but temporary files (temporary_files.c).
 */
#include "rt/abi/interpose.h"
#include "rt/error/violation.h"
#include "rt/libc/temporary_files.h"
#include "rt/memory/plain.h"
#include "rt/run/os.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

#define CHANCE 1000 /* the descriptor of a source of chance, however many are open */

static bool same(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return *a == *b;
}

static bool is_chance(const char *path)
{
	return same(path, "/dev/urandom") || same(path, "/dev/random");
}

static bool is_in_proc(const char *path)
{
	static const char folder[] = "/proc/";

	return rt_compare(path, folder, sizeof folder - 1) == 0;
}

static bool is_missing(const char *path)
{
	return is_in_proc(path) || os_syscall(SYS_faccessat, AT_FDCWD, (long)path, F_OK, 0, 0, 0) == -ENOENT;
}

/* create: if there is no such file. */
static int open_one(const char *path, bool create, const char *function, uint64_t pc)
{
	if (!create && is_missing(path)) {
		errno = ENOENT;
		return -1;
	}
	if (!is_chance(path))
		violation_unsupported(pc, "%s() of \"%s\": files are not modelled", function, path);
	return CHANCE;
}

#define OPENS(name)                                                                            \
	INTERPOSE(int, name)(const char *path, int flags, ...)                                 \
	{                                                                                      \
		return open_one(path, flags & (O_CREAT | __O_TMPFILE), #name, RETURN_ADDRESS); \
	}

OPENS(open)
OPENS(open64)

static FILE *open_stream(const char *path, const char *mode, const char *function, uint64_t pc)
{
	if (open_one(path, *mode != 'r', function, pc) < 0)
		return NULL;
	return temporary_with_chance(function, pc);
}

INTERPOSE(FILE *, fopen)(const char *restrict path, const char *restrict mode)
{
	return open_stream(path, mode, "fopen", RETURN_ADDRESS);
}

INTERPOSE(FILE *, fopen64)(const char *restrict path, const char *restrict mode)
{
	return open_stream(path, mode, "fopen64", RETURN_ADDRESS);
}

INTERPOSE(ssize_t, read)(int fd, void *to, size_t n)
{
	if (temporary_is_descriptor(fd, RETURN_ADDRESS)) {
		plain_access((uint64_t)to, n, true, RETURN_ADDRESS);
		return REAL(read)(fd, to, n);
	}
	if (fd != CHANCE)
		violation_unsupported(RETURN_ADDRESS, "read");
	random_fill(to, n, RETURN_ADDRESS);
	return (ssize_t)n;
}

INTERPOSE(int, close)(int fd)
{
	if (fd == CHANCE || (fd >= 0 && fd <= 2) || temporary_is_descriptor(fd, RETURN_ADDRESS))
		return 0;
	errno = EBADF;
	return -1;
}

INTERPOSE(int, fclose)(FILE *f)
{
	if (f != stdin && f != stdout && f != stderr && !temporary_is(f, RETURN_ADDRESS))
		violation_unsupported(RETURN_ADDRESS, "fclose() of a file: files are not modelled");
	return 0;
}
