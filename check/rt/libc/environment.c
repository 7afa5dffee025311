/* What a program asks the system about itself, or tells it: the same in every execution. */
#include "engine/reserve.h"
#include "rt/abi/interpose.h"
#include "rt/memory/heap.h"
#include "rt/memory/plain.h"
#include "rt/memory/shadow.h"
#include "rt/rt.h"
#include "rt/run/fiber.h"
#include "rt/run/undo.h"
#include "rt/threads/twins.h"

#include <errno.h>
#include <libintl.h>
#include <locale.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

/* --- Processes and processors --------------------------------------------------------------------------- */

#define PROCESS 1000 /* its number, whichever worker it is */

INTERPOSE(pid_t, getpid)(void)
{
	return PROCESS;
}

INTERPOSE(pid_t, getppid)(void)
{
	return PROCESS - 1;
}

INTERPOSE(pid_t, gettid)(void)
{
	twins_are_told_apart(rt.current);
	return PROCESS + rt.current->thread;
}

/* Which processor a thread runs on, and how soon, makes no difference here. */
INTERPOSE(int, sched_getcpu)(void)
{
	return 0;
}

#undef gettext
#undef textdomain
#undef bindtextdomain

/*
 * --- Answers that libc writes into the program's memory --------------------------------------------------
 */

#define FILLS(type, name, parameters, arguments, to, size)                  \
	INTERPOSE(type, name) parameters                                    \
	{                                                                   \
		plain_access((uint64_t)(to), (size), true, RETURN_ADDRESS); \
		rt.below++;                                                 \
		type result = REAL(name) arguments;                         \
		rt.below--;                                                 \
		return result;                                              \
	}

FILLS(int, stat, (const char *restrict path, struct stat *restrict s), (path, s), s, sizeof *s)
FILLS(int, lstat, (const char *restrict path, struct stat *restrict s), (path, s), s, sizeof *s)
FILLS(int, fstat, (int fd, struct stat *s), (fd, s), s, sizeof *s)
FILLS(int, stat64, (const char *restrict path, struct stat64 *restrict s), (path, s), s, sizeof *s)
FILLS(int, lstat64, (const char *restrict path, struct stat64 *restrict s), (path, s), s, sizeof *s)
FILLS(int, fstat64, (int fd, struct stat64 *s), (fd, s), s, sizeof *s)
FILLS(int, getrlimit64, (__rlimit_resource_t what, struct rlimit64 *l), (what, l), l, sizeof *l)
FILLS(int, uname, (struct utsname * u), (u), u, sizeof *u)
FILLS(int, getrlimit, (__rlimit_resource_t what, struct rlimit *l), (what, l), l, sizeof *l)
FILLS(int, gethostname, (char *name, size_t size), (name, size), name, size)
FILLS(ssize_t, readlink, (const char *restrict path, char *restrict to, size_t size), (path, to, size), to,
      size)
FILLS(int, sched_getaffinity, (pid_t process, size_t size, cpu_set_t *set), (process, size, set), set, size)
FILLS(char *, strerror_r, (int error, char *to, size_t size), (error, to, size), to, size)
FILLS(char *, textdomain, (const char *domain), (domain), 0, 0)
FILLS(char *, bindtextdomain, (const char *domain, const char *folder), (domain, folder), 0, 0)
FILLS(char *, gettext, (const char *s), (s), 0, 0)

#define LONGEST_ERROR 64

/*
 * libc would keep the text of an unknown number in its own heap, and the pointer to it where nobody looks:
 * neither would go back.
 */
static char *own_text(void)
{
	static char(*texts)[LONGEST_ERROR]; /* by thread */
	size_t got;

	if (!texts)
		texts = engine_reserve(sizeof *texts * fiber_most(), &got);
	char *text = texts[rt.current->thread];
	undo_save(text, LONGEST_ERROR);
	return text;
}

static char *error_text(int error)
{
	char *text = own_text();

	rt.below++;
	text = REAL(strerror_r)(error, text, LONGEST_ERROR);
	rt.below--;
	return text;
}

INTERPOSE(char *, strerror)(int error)
{
	return error_text(error);
}

INTERPOSE(char *, strerror_l)(int error, locale_t locale)
{
	return error_text(error);
}

INTERPOSE(char *, strsignal)(int signal)
{
	if (signal > 0 && signal < NSIG && REAL(sigdescr_np)(signal))
		return REAL(strsignal)(signal);
	char *text = own_text();
	rt.below++;
	if (signal >= SIGRTMIN && signal <= SIGRTMAX)
		snprintf(text, LONGEST_ERROR, "Real-time signal %d", signal - SIGRTMIN);
	else
		snprintf(text, LONGEST_ERROR, "Unknown signal %d", signal);
	rt.below--;
	return text;
}

static char *folder(char *to, size_t size, uint64_t pc)
{
	if (!to) {
		size = size ? size : 4096;
		to = heap_allocate(size, 16, pc);
	}
	if (to)
		plain_access((uint64_t)to, size, true, pc);
	return to ? REAL(getcwd)(to, size) : NULL;
}

INTERPOSE(char *, getcwd)(char *to, size_t size)
{
	return folder(to, size, RETURN_ADDRESS);
}

char *__getcwd_chk(char *to, size_t size, size_t room);
INTERPOSE(char *, __getcwd_chk)(char *to, size_t size, size_t room)
{
	if (size > room) /* libc ends the program */
		return REAL(__getcwd_chk)(to, size, room);
	return folder(to, size, RETURN_ADDRESS);
}

/*
 * --- Variables of the environment --------------------------------------------------------------------------
 */

/* What setenv adds stays forever, as in libc: it is no leak, and lies outside the program's heap. */
static char added[1 << 20];
static size_t added_size;

static char *add(const char *name, size_t n, const char *value)
{
	size_t m = strlen(value) + 1;
	char *entry = added + added_size;

	if (n + 1 + m > sizeof added - added_size) {
		errno = ENOMEM;
		return NULL;
	}
	undo_save(&added_size, sizeof added_size);
	added_size += n + 1 + m;
	rt_copy(entry, name, n);
	entry[n] = '=';
	rt_copy(entry + n + 1, value, m);
	return entry;
}

static bool is_variable(const char *entry, const char *name, size_t n)
{
	return !strncmp(entry, name, n) && entry[n] == '=';
}

/*
 * The array, and the strings in it, are memory that threads race on: POSIX has getenv safe from other getenvs
 * only.
 */
static char **read_environment(size_t *count, uint64_t pc)
{
	size_t n = 0;

	plain_access((uint64_t)&environ, sizeof environ, false, pc);
	while (environ && environ[n])
		n++;
	if (environ)
		plain_access((uint64_t)environ, (n + 1) * sizeof *environ, false, pc);
	*count = n;
	return environ;
}

static char *find(const char *name, size_t n, uint64_t pc)
{
	size_t count;
	char **all = read_environment(&count, pc);

	for (size_t i = 0; i < count; i++) {
		if (!is_variable(all[i], name, n))
			continue;
		plain_access((uint64_t)all[i], n + 1, false, pc);
		return all[i] + n + 1;
	}
	return NULL;
}

static char *get(const char *name, uint64_t pc)
{
	size_t n = strlen(name);

	plain_access((uint64_t)name, n + 1, false, pc);
	return n && !strchr(name, '=') ? find(name, n, pc) : NULL;
}

INTERPOSE(char *, getenv)(const char *name)
{
	return get(name, RETURN_ADDRESS);
}

INTERPOSE(char *, secure_getenv)(const char *name)
{
	return get(name, RETURN_ADDRESS);
}

/* A copy of the environment with room for one more, without the variable of that name. */
static char **copy_without(const char *name, size_t n, size_t *count, uint64_t pc)
{
	size_t all;
	char **old = read_environment(&all, pc), **copy = heap_allocate((all + 2) * sizeof *copy, 16, pc);

	if (!copy)
		return NULL;
	plain_access((uint64_t)copy, (all + 2) * sizeof *copy, true, pc);
	*count = 0;
	for (size_t i = 0; i < all; i++)
		if (!is_variable(old[i], name, n))
			copy[(*count)++] = old[i];
	copy[*count] = copy[*count + 1] = NULL;
	return copy;
}

/* On the heap, so that what putenv was given is found. */
static char **in_use; /* if it is one of ours */

static void use(char **environment, uint64_t pc)
{
	if (in_use && in_use == environ)
		heap_free((uint64_t)in_use, pc);
	undo_save(&in_use, sizeof in_use);
	in_use = environment;
	plain_access((uint64_t)&environ, sizeof environ, true, pc);
	environ = environment;
}

static int set(char *entry, size_t n, uint64_t pc)
{
	size_t count;
	char **copy = copy_without(entry, n, &count, pc);

	if (!copy)
		return -1;
	copy[count] = entry;
	use(copy, pc);
	return 0;
}

INTERPOSE(int, setenv)(const char *name, const char *value, int overwrite)
{
	size_t n = strlen(name);
	if (!n || strchr(name, '=')) {
		errno = EINVAL;
		return -1;
	}
	plain_access((uint64_t)name, n + 1, false, RETURN_ADDRESS);
	plain_access((uint64_t)value, strlen(value) + 1, false, RETURN_ADDRESS);
	if (!overwrite && find(name, n, RETURN_ADDRESS))
		return 0;
	char *entry = add(name, n, value);
	if (!entry)
		return -1;
	return set(entry, n, RETURN_ADDRESS);
}

INTERPOSE(int, unsetenv)(const char *name)
{
	size_t count;

	if (!*name || strchr(name, '=')) {
		errno = EINVAL;
		return -1;
	}
	char **copy = copy_without(name, strlen(name), &count, RETURN_ADDRESS);
	if (!copy)
		return -1;
	use(copy, RETURN_ADDRESS);
	return 0;
}

INTERPOSE(int, putenv)(char *entry)
{
	const char *equals = strchr(entry, '=');
	return equals ? set(entry, (size_t)(equals - entry), RETURN_ADDRESS) : unsetenv(entry);
}

INTERPOSE(int, clearenv)(void)
{
	use(NULL, RETURN_ADDRESS);
	return 0;
}
