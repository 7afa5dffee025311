#include "rt/libc/temporary_files.h"

#include "rt/abi/interpose.h"
#include "rt/error/violation.h"
#include "rt/memory/plain.h"
#include "rt/run/os.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MAX_FILES   256
#define LONGEST     256 /* name */
#define PLACEHOLDER "XXXXXX"

static struct file {
	int fd;
	FILE *stream; /* NULL: not opened as one */
	uint16_t thread;
	char name[LONGEST]; /* that mkstemp() has given; empty: none */
} files[MAX_FILES];

/*
 * Streams are closed here alone: what libc frees under a call of the program's stays allocated (see
 * malloc.c).
 */
void temporary_close_all(void)
{
	while (rt.temporary_files) {
		struct file *f = &files[--rt.temporary_files];
		if (f->stream)
			REAL(fclose)(f->stream);
		else
			REAL(close)(f->fd);
	}
}

static struct file *new_file(const char *function, uint64_t pc)
{
	if (rt.temporary_files == MAX_FILES)
		violation_unsupported(pc, "%s(): more than %d temporary files in an execution", function,
		                      MAX_FILES);
	long fd = os_syscall(SYS_memfd_create, (long)"temporary", 0, 0, 0, 0, 0);
	if (fd < 0)
		violation_unsupported(pc, "%s(): the system has no room for a temporary file", function);
	struct file *f = &files[rt.temporary_files++];
	*f = (struct file){.fd = (int)fd, .thread = rt.current->thread};
	rt.current->effects++;
	return f;
}

static void open_stream(struct file *f, const char *mode)
{
	rt.below++;
	f->stream = REAL(fdopen)(f->fd, mode);
	rt.below--;
}

/*
 * --- Which file -------------------------------------------------------------------------------------------
 */

static void use(const struct file *f, uint64_t pc)
{
	rt.current->effects++;
	if (f->thread != rt.current->thread)
		violation_unsupported(pc, "a temporary file that another thread has opened");
}

static struct file *of_stream(const FILE *stream)
{
	for (uint32_t i = 0; i < rt.temporary_files; i++)
		if (files[i].stream == stream)
			return &files[i];
	return NULL;
}

static struct file *of_descriptor(int fd)
{
	for (uint32_t i = 0; i < rt.temporary_files; i++)
		if (files[i].fd == fd)
			return &files[i];
	return NULL;
}

bool temporary_is(const FILE *stream, uint64_t pc)
{
	struct file *f = stream ? of_stream(stream) : NULL;

	if (f)
		use(f, pc);
	return f;
}

bool temporary_is_descriptor(int fd, uint64_t pc)
{
	struct file *f = of_descriptor(fd);

	if (f)
		use(f, pc);
	return f;
}

/*
 * --- Opening
 * ------------------------------------------------------------------------------------------------
 */

INTERPOSE(FILE *, tmpfile)(void)
{
	struct file *f = new_file("tmpfile", RETURN_ADDRESS);
	open_stream(f, "w+b");
	return f->stream;
}

#define CHANCE_SIZE 65536 /* more than anyone reads from one stream */

FILE *temporary_with_chance(const char *function, uint64_t pc)
{
	static char bytes[CHANCE_SIZE];
	struct file *f = new_file(function, pc);

	random_fill(bytes, sizeof bytes, pc);
	if (os_syscall(SYS_pwrite64, f->fd, (long)bytes, sizeof bytes, 0, 0, 0) != sizeof bytes)
		violation_unsupported(pc, "%s(): the system has no room for a temporary file", function);
	open_stream(f, "rb");
	return f->stream;
}

INTERPOSE(int, mkstemp)(char *template)
{
	size_t n = strlen(template), rest = strlen(PLACEHOLDER);
	if (n < rest || strcmp(template + n - rest, PLACEHOLDER)) {
		errno = EINVAL;
		return -1;
	}
	if (n >= LONGEST)
		violation_unsupported(RETURN_ADDRESS, "mkstemp(): a name of %zu bytes", n);
	struct file *f = new_file("mkstemp", RETURN_ADDRESS);
	plain_access((uint64_t) template + n - rest, rest, true, RETURN_ADDRESS);
	for (size_t i = 0, number = rt.temporary_files; i < rest; i++, number /= 10)
		template[n - 1 - i] = (char)('0' + number % 10);
	rt_copy(f->name, template, n + 1);
	return f->fd;
}

INTERPOSE(FILE *, fdopen)(int fd, const char *mode)
{
	struct file *f = of_descriptor(fd);
	if (!f || f->stream)
		violation_unsupported(RETURN_ADDRESS, "fdopen() of anything but a new temporary file");
	use(f, RETURN_ADDRESS);
	open_stream(f, mode);
	return f->stream;
}

/* Nothing is there under the name that mkstemp() has given. */
static bool is_given(const char *path)
{
	for (uint32_t i = 0; i < rt.temporary_files; i++)
		if (files[i].name[0] && !strcmp(files[i].name, path)) {
			files[i].name[0] = 0;
			return true;
		}
	return false;
}

/* Programs remove what an earlier run may have left: it is not there. What is there stays. */
static int remove_one(const char *path, const char *function, uint64_t pc)
{
	if (is_given(path))
		return 0;
	if (os_syscall(SYS_faccessat, AT_FDCWD, (long)path, F_OK, 0, 0, 0) != -ENOENT)
		violation_unsupported(pc, "%s() of \"%s\": files are not modelled", function, path);
	errno = ENOENT;
	return -1;
}

INTERPOSE(int, unlink)(const char *path)
{
	return remove_one(path, "unlink", RETURN_ADDRESS);
}

INTERPOSE(int, remove)(const char *path)
{
	return remove_one(path, "remove", RETURN_ADDRESS);
}

/*
 * --- Reading and writing
 * --------------------------------------------------------------------------------------
 */

size_t temporary_write(FILE *f, const void *p, size_t n)
{
	rt.below++;
	size_t written = REAL(fwrite)(p, 1, n, f);
	rt.below--;
	return written;
}

int temporary_print(FILE *f, const char *format, va_list arguments)
{
	rt.below++;
	int n = REAL(vfprintf)(f, format, arguments);
	rt.below--;
	return n;
}

static int flush(FILE *f)
{
	rt.below++;
	int result = REAL(fflush)(f);
	rt.below--;
	return result;
}

int temporary_flush(FILE *f, uint64_t pc)
{
	int result = 0;

	if (f)
		return temporary_is(f, pc) ? flush(f) : 0;
	for (uint32_t i = 0; i < rt.temporary_files; i++)
		if (files[i].stream && files[i].thread == rt.current->thread)
			result |= flush(files[i].stream);
	return result;
}

static void need(const FILE *f, const char *function, uint64_t pc)
{
	if (!temporary_is(f, pc))
		violation_unsupported(pc, "%s", function);
}

static void need_descriptor(int fd, const char *function, uint64_t pc)
{
	if (!temporary_is_descriptor(fd, pc))
		violation_unsupported(pc, "%s", function);
}

INTERPOSE(size_t, fread)(void *restrict to, size_t size, size_t n, FILE *restrict f)
{
	need(f, "fread", RETURN_ADDRESS);
	rt.below++;
	size_t got = REAL(fread)(to, size, n, f);
	rt.below--;
	plain_access((uint64_t)to, got * size, true, RETURN_ADDRESS);
	return got;
}

INTERPOSE(char *, fgets)(char *restrict to, int size, FILE *restrict f)
{
	need(f, "fgets", RETURN_ADDRESS);
	rt.below++;
	char *line = REAL(fgets)(to, size, f);
	rt.below--;
	if (line)
		plain_access((uint64_t)to, strlen(line) + 1, true, RETURN_ADDRESS);
	return line;
}

/*
 * --- Bytes, and where the next is
 * -----------------------------------------------------------------------------
 */

#define GETS_BYTE(name)                         \
	INTERPOSE(int, name)(FILE * f)          \
	{                                       \
		need(f, #name, RETURN_ADDRESS); \
		rt.below++;                     \
		int c = REAL(fgetc)(f);         \
		rt.below--;                     \
		return c;                       \
	}

#undef getc
GETS_BYTE(fgetc)
GETS_BYTE(getc)

INTERPOSE(int, ungetc)(int c, FILE *f)
{
	need(f, "ungetc", RETURN_ADDRESS);
	rt.below++;
	c = REAL(ungetc)(c, f);
	rt.below--;
	return c;
}

/*
 * Positions are kept by libc and the system, like what the file holds: only the thread whose file it is may
 * move them or ask, and what libc allocates for the first operation on a stream is its own.
 */
#define ON_FILE(type, name, parameters, arguments, check) \
	INTERPOSE(type, name) parameters                  \
	{                                                 \
		check;                                    \
		rt.below++;                               \
		type result = REAL(name) arguments;       \
		rt.below--;                               \
		return result;                            \
	}

#define ON_STREAM(type, name, parameters, arguments) \
	ON_FILE(type, name, parameters, arguments, temporary_is(f, RETURN_ADDRESS))
#define ON_DESCRIPTOR(type, name, parameters, arguments) \
	ON_FILE(type, name, parameters, arguments, need_descriptor(fd, #name, RETURN_ADDRESS))

/* The standard streams stay where they are. */
#define MOVES_STREAM(name, parameters, arguments) \
	ON_FILE(int, name, parameters, arguments, need(f, #name, RETURN_ADDRESS))
MOVES_STREAM(fseek, (FILE * f, long offset, int from), (f, offset, from))
MOVES_STREAM(fseeko, (FILE * f, off_t offset, int from), (f, offset, from))
MOVES_STREAM(fseeko64, (FILE * f, off64_t offset, int from), (f, offset, from))
ON_STREAM(long, ftell, (FILE * f), (f))
ON_STREAM(off_t, ftello, (FILE * f), (f))
ON_STREAM(off64_t, ftello64, (FILE * f), (f))
MOVES_STREAM(fsetpos, (FILE * f, const fpos_t *position), (f, position))
MOVES_STREAM(fsetpos64, (FILE * f, const fpos64_t *position), (f, position))
ON_STREAM(int, feof, (FILE * f), (f))
ON_STREAM(int, ferror, (FILE * f), (f))
ON_DESCRIPTOR(off_t, lseek, (int fd, off_t offset, int from), (fd, offset, from))
ON_DESCRIPTOR(off64_t, lseek64, (int fd, off64_t offset, int from), (fd, offset, from))

#define GETS_POSITION(name, position_type)                                                        \
	INTERPOSE(int, name)(FILE *restrict f, position_type *restrict position)                  \
	{                                                                                         \
		if (temporary_is(f, RETURN_ADDRESS))                                              \
			plain_access((uint64_t)position, sizeof *position, true, RETURN_ADDRESS); \
		rt.below++;                                                                       \
		int result = REAL(name)(f, position);                                             \
		rt.below--;                                                                       \
		return result;                                                                    \
	}

GETS_POSITION(fgetpos, fpos_t)
GETS_POSITION(fgetpos64, fpos64_t)

INTERPOSE(void, rewind)(FILE *f)
{
	need(f, "rewind", RETURN_ADDRESS);
	rt.below++;
	REAL(rewind)(f);
	rt.below--;
}

INTERPOSE(void, clearerr)(FILE *f)
{
	temporary_is(f, RETURN_ADDRESS);
	rt.below++;
	REAL(clearerr)(f);
	rt.below--;
}
