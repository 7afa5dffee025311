/*
 * Functions that ask the system or libc and write the answer where the program says, and those that change
 * only what the program hands over: sets of signals, addresses of networks, times, settings of terminals.
 */
#include "rt/libc/described.h"
#include "rt/libc/malloc.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fnmatch.h>
#include <grp.h>
#include <limits.h>
#include <regex.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

/* --- Sets of signals ------------------------------------------------------------------------------------ */

#define WORD sizeof(unsigned long) /* there are no more signals */

DESCRIBED(int, sigemptyset, (sigset_t * set), (set), OUT(set, sizeof *set))
DESCRIBED(int, sigfillset, (sigset_t * set), (set), OUT(set, sizeof *set))
DESCRIBED(int, sigaddset, (sigset_t * set, int signal), (set, signal), OUT(set, WORD))
DESCRIBED(int, sigdelset, (sigset_t * set, int signal), (set, signal), OUT(set, WORD))
DESCRIBED(int, sigismember, (const sigset_t *set, int signal), (set, signal), IN(set, WORD))
DESCRIBED(int, sigisemptyset, (const sigset_t *set), (set), IN(set, WORD))
DESCRIBED(int, sigandset, (sigset_t * to, const sigset_t *a, const sigset_t *b), (to, a, b), IN(a, WORD);
          IN(b, WORD); OUT(to, sizeof *to))
DESCRIBED(int, sigorset, (sigset_t * to, const sigset_t *a, const sigset_t *b), (to, a, b), IN(a, WORD);
          IN(b, WORD); OUT(to, sizeof *to))

/* --- Addresses ------------------------------------------------------------------------------------------ */

static size_t size_of_address(int family)
{
	return family == AF_INET ? sizeof(struct in_addr) : sizeof(struct in6_addr);
}

DESCRIBED(in_addr_t, inet_addr, (const char *s), (s), TEXT(s))
DESCRIBED(in_addr_t, inet_network, (const char *s), (s), TEXT(s))
DESCRIBED(int, inet_aton, (const char *s, struct in_addr *to), (s, to), {
	struct in_addr trial;
	TEXT(s);
	if (to && ASKED(int, REAL(inet_aton)(s, &trial)))
		OUT(to, sizeof *to);
})
DESCRIBED(int, inet_pton, (int family, const char *restrict s, void *restrict to), (family, s, to), {
	struct in6_addr trial;
	TEXT(s);
	if (ASKED(int, REAL(inet_pton)(family, s, &trial)) == 1)
		OUT(to, size_of_address(family));
})
DESCRIBED(const char *, inet_ntop, (int family, const void *restrict from, char *restrict to, socklen_t room),
          (family, from, to, room), {
		  char trial[INET6_ADDRSTRLEN] = "";
		  IN(from, size_of_address(family));
		  if (ASKED(const char *, REAL(inet_ntop)(family, from, trial, sizeof trial)) &&
	              strlen(trial) < room)
			  OUT(to, strlen(trial) + 1);
	  })

/* --- Times ---------------------------------------------------------------------------------------------- */

DESCRIBED_AFTER(char *, strptime,
                (const char *restrict s, const char *restrict format, struct tm *restrict t), (s, format, t),
                TEXT(s);
                TEXT(format); OUT(t, sizeof *t), (void)0)
DESCRIBED_ALSO(char *, strptime_l,
               (const char *restrict s, const char *restrict format, struct tm *restrict t, locale_t l),
               (s, format, t, l), TEXT(s);
               TEXT(format); OUT(t, sizeof *t))
#define FORMATS_TIME(name)                                                           \
	DESCRIBED_ALSO(size_t, name,                                                 \
	               (char *restrict to, size_t room, const char *restrict format, \
	                const struct tm *restrict t, locale_t l),                    \
	               (to, room, format, t, l), {                                   \
			       TEXT(format);                                         \
			       IN(t, sizeof *t);                                     \
			       OUT(to, room);                                        \
		       })
FORMATS_TIME(strftime_l)
FORMATS_TIME(__strftime_l)
DESCRIBED(int, clock_getcpuclockid, (pid_t process, clockid_t *to), (process, to), OUT(to, sizeof *to))
DESCRIBED(int, sched_rr_get_interval, (pid_t process, struct timespec *to), (process, to),
          OUT(to, sizeof *to))
DESCRIBED(int, sched_getparam, (pid_t process, struct sched_param *to), (process, to), OUT(to, sizeof *to))
DESCRIBED(int, __sched_cpucount, (size_t size, const cpu_set_t *set), (size, set), IN(set, size))

/* --- Users, settings and terminals ---------------------------------------------------------------------- */

DESCRIBED(int, getgroups, (int most, gid_t *to), (most, to),
          IF_THERE(most > 0, OUT(to, (size_t)most * sizeof *to)))
#define THREE(name, type)                                                                             \
	DESCRIBED(int, name, (type * real, type * effective, type * saved), (real, effective, saved), \
	          OUT(real, sizeof *real);                                                            \
	          OUT(effective, sizeof *effective); OUT(saved, sizeof *saved))
THREE(getresuid, uid_t)
THREE(getresgid, gid_t)
DESCRIBED(size_t, confstr, (int what, char *to, size_t room), (what, to, room), {
	size_t n = ASKED(size_t, REAL(confstr)(what, NULL, 0));
	if (to)
		OUT(to, described_least(n, room));
})
DESCRIBED(int, getdomainname, (char *to, size_t room), (to, room), OUT(to, room))
DESCRIBED(int, tcgetattr, (int fd, struct termios *to), (fd, to), OUT(to, sizeof *to))
DESCRIBED(speed_t, cfgetispeed, (const struct termios *t), (t), IN(t, sizeof *t))
DESCRIBED(speed_t, cfgetospeed, (const struct termios *t), (t), IN(t, sizeof *t))
DESCRIBED(int, cfsetispeed, (struct termios * t, speed_t speed), (t, speed), OUT(t, sizeof *t))
DESCRIBED(int, cfsetospeed, (struct termios * t, speed_t speed), (t, speed), OUT(t, sizeof *t))
DESCRIBED(int, cfsetspeed, (struct termios * t, speed_t speed), (t, speed), OUT(t, sizeof *t))
DESCRIBED_VOID(cfmakeraw, (struct termios * t), (t), OUT(t, sizeof *t))
DESCRIBED(int, dladdr, (const void *address, Dl_info *to), (address, to), OUT(to, sizeof *to))
DESCRIBED(int, backtrace, (void **to, int most), (to, most), OUT(to, (size_t)most * sizeof *to))
DESCRIBED_ALSO(int, __backtrace, (void **to, int most), (to, most), OUT(to, (size_t)most * sizeof *to))

/* Pointers, and the texts that they lead to, in one block: libc's becomes one of the program's. */
static char **name_addresses(void *const *addresses, int n, uint64_t pc)
{
	size_t size = (size_t)n * sizeof(char *);

	IN(addresses, (size_t)n * sizeof *addresses);
	char **texts = ASKED(char **, REAL(backtrace_symbols)(addresses, n));
	if (!texts)
		return NULL;
	for (int i = 0; i < n; i++)
		size += strlen(texts[i]) + 1;
	char **copy = malloc_for_library(ACQ_CHOICE_MALLOC, size, pc);
	if (copy) {
		OUT(copy, size);
		char *to = (char *)(copy + n);
		for (int i = 0; i < n; i++) {
			rt_copy(to, texts[i], strlen(texts[i]) + 1);
			copy[i] = to;
			to += strlen(to) + 1;
		}
	}
	rt.below++;
	free(texts);
	rt.below--;
	return copy;
}

INTERPOSE(char **, backtrace_symbols)(void *const *addresses, int n)
{
	return name_addresses(addresses, n, RETURN_ADDRESS);
}

char **__backtrace_symbols(void *const *addresses, int n);
INTERPOSE(char **, __backtrace_symbols)(void *const *addresses, int n)
{
	return name_addresses(addresses, n, RETURN_ADDRESS);
}

INTERPOSE(cpu_set_t *, __sched_cpualloc)(size_t n)
{
	return malloc_for_library(ACQ_CHOICE_MALLOC, CPU_ALLOC_SIZE(n), RETURN_ADDRESS);
}

INTERPOSE(void, __sched_cpufree)(cpu_set_t *set)
{
	malloc_free_for_library(set, RETURN_ADDRESS);
}

/* --- What is said of files ------------------------------------------------------------------------------ */

DESCRIBED(int, access, (const char *path, int mode), (path, mode), TEXT(path))
DESCRIBED(int, eaccess, (const char *path, int mode), (path, mode), TEXT(path))
DESCRIBED(int, euidaccess, (const char *path, int mode), (path, mode), TEXT(path))
DESCRIBED(int, faccessat, (int folder, const char *path, int mode, int flags), (folder, path, mode, flags),
          TEXT(path))
DESCRIBED(long, pathconf, (const char *path, int what), (path, what), TEXT(path))
DESCRIBED(ssize_t, readlinkat, (int folder, const char *restrict path, char *restrict to, size_t room),
          (folder, path, to, room), TEXT(path);
          OUT(to, room))

#define OF_PATH(name, type)                                                                    \
	DESCRIBED_ALSO(int, name, (const char *path, struct type *to), (path, to), TEXT(path); \
	               OUT(to, sizeof *to))
#define OF_DESCRIPTOR(name, type) \
	DESCRIBED_ALSO(int, name, (int fd, struct type *to), (fd, to), OUT(to, sizeof *to))
OF_PATH(statfs, statfs)
OF_PATH(__statfs, statfs)
OF_PATH(statfs64, statfs64)
OF_PATH(statvfs, statvfs)
OF_PATH(statvfs64, statvfs64)
OF_DESCRIPTOR(fstatfs, statfs)
OF_DESCRIPTOR(fstatfs64, statfs64)
OF_DESCRIPTOR(fstatvfs, statvfs)
OF_DESCRIPTOR(fstatvfs64, statvfs64)

#define IN_FOLDER(name, type)                                                                        \
	DESCRIBED_ALSO(int, name,                                                                    \
	               (int folder, const char *restrict path, struct type *restrict to, int flags), \
	               (folder, path, to, flags), TEXT(path);                                        \
	               OUT(to, sizeof *to))
IN_FOLDER(fstatat, stat)
IN_FOLDER(fstatat64, stat64)
DESCRIBED(int, statx,
          (int folder, const char *restrict path, int flags, unsigned mask, struct statx *restrict to),
          (folder, path, flags, mask, to), TEXT(path);
          OUT(to, sizeof *to))

/* What headers older than glibc 2.33 made of stat(). */
#define OLD_OF_PATH(name, type)                                                                          \
	DESCRIBED_ALSO(int, name, (int version, const char *path, struct type *to), (version, path, to), \
	               TEXT(path);                                                                       \
	               OUT(to, sizeof *to))
#define OLD_OF_DESCRIPTOR(name, type)                                                        \
	DESCRIBED_ALSO(int, name, (int version, int fd, struct type *to), (version, fd, to), \
	               OUT(to, sizeof *to))
#define OLD_IN_FOLDER(name, type)                                                                          \
	DESCRIBED_ALSO(int, name, (int version, int folder, const char *path, struct type *to, int flags), \
	               (version, folder, path, to, flags), TEXT(path);                                     \
	               OUT(to, sizeof *to))
OLD_OF_PATH(__xstat, stat)
OLD_OF_PATH(__lxstat, stat)
OLD_OF_PATH(__xstat64, stat64)
OLD_OF_PATH(__lxstat64, stat64)
OLD_OF_DESCRIPTOR(__fxstat, stat)
OLD_OF_DESCRIPTOR(__fxstat64, stat64)
OLD_IN_FOLDER(__fxstatat, stat)
OLD_IN_FOLDER(__fxstatat64, stat64)

/* A name in memory that the program frees. */
static char *hand_over(const char *name, uint64_t pc)
{
	size_t size = strlen(name) + 1;
	char *copy = malloc_for_library(ACQ_CHOICE_STRDUP, size, pc);

	if (copy) {
		OUT(copy, size);
		rt_copy(copy, name, size);
	}
	return copy;
}

static char *resolve(const char *path, char *to, uint64_t pc)
{
	char name[PATH_MAX];

	TEXT(path);
	if (!ASKED(char *, REAL(realpath)(path, name)))
		return NULL;
	if (!to)
		return hand_over(name, pc);
	OUT(to, strlen(name) + 1);
	rt_copy(to, name, strlen(name) + 1);
	return to;
}

INTERPOSE(char *, realpath)(const char *restrict path, char *restrict to)
{
	return resolve(path, to, RETURN_ADDRESS);
}

char *__realpath_chk(const char *path, char *to, size_t room);
INTERPOSE(char *, __realpath_chk)(const char *path, char *to, size_t room)
{
	if (to && room < PATH_MAX) /* libc ends the program */
		return REAL(__realpath_chk)(path, to, room);
	return resolve(path, to, RETURN_ADDRESS);
}

INTERPOSE(char *, canonicalize_file_name)(const char *path)
{
	return resolve(path, NULL, RETURN_ADDRESS);
}

INTERPOSE(char *, get_current_dir_name)(void)
{
	char name[PATH_MAX];

	return ASKED(char *, REAL(getcwd)(name, sizeof name)) ? hand_over(name, RETURN_ADDRESS) : NULL;
}

/* --- Patterns ------------------------------------------------------------------------------------------- */

DESCRIBED(int, fnmatch, (const char *pattern, const char *s, int flags), (pattern, s, flags), TEXT(pattern);
          TEXT(s))

/*
 * What regcomp() allocates is libc's, and stays: an execution that goes on from before regfree() still needs
 * it.
 */
DESCRIBED(int, regcomp, (regex_t *restrict to, const char *restrict pattern, int flags), (to, pattern, flags),
          TEXT(pattern);
          OUT(to, sizeof *to))
DESCRIBED(size_t, regerror, (int error, const regex_t *restrict compiled, char *restrict to, size_t room),
          (error, compiled, to, room), {
		  size_t n = ASKED(size_t, REAL(regerror)(error, compiled, NULL, 0));
		  if (room)
			  OUT(to, described_least(n, room));
	  })
DESCRIBED(int, regexec,
          (const regex_t *restrict compiled, const char *restrict s, size_t n, regmatch_t matches[restrict],
           int flags),
          (compiled, s, n, matches, flags), IN(compiled, sizeof *compiled);
          if (flags & REG_STARTEND) IN(matches, sizeof *matches); else TEXT(s);
          if (matches) OUT(matches, n * sizeof *matches))

INTERPOSE(void, regfree)(regex_t *compiled)
{
	const uint64_t pc = RETURN_ADDRESS;

	OUT(compiled, sizeof *compiled);
	rt_fill(compiled, 0, sizeof *compiled);
}
