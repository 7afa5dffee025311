/*
 * See described.sh. usage: described NAME undo|race|none
 *
 * undo: the call that NAME stands for is made in each of two executions: the second must not see the first's.
 * race: two threads make it.
 */
#include <argz.h>
#include <arpa/inet.h>
#include <assert.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <fenv.h>
#include <libgen.h>
#include <locale.h>
#include <math.h>
#include <printf.h>
#include <pthread.h>
#include <regex.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <termios.h>
#include <time.h>
#include <uchar.h>
#include <unistd.h>
#include <wchar.h>
#include <inttypes.h>

static union {
	char text[512];
	unsigned char bytes[512];
	wchar_t wide[128];
	char16_t units16[16];
	char32_t units32[16];
	int number;
	float single;
	double fraction;
	long double extended;
	char *pointer;
	void *frames[8];
	fenv_t environment;
	femode_t mode;
	struct drand48_data random48;
	struct random_data random;
	sigset_t signals;
	struct in_addr address;
	struct tm date;
	clockid_t clock;
	struct sched_param parameters;
	struct timespec interval;
	uid_t user;
	struct termios terminal;
	Dl_info symbol;
	struct statfs system;
	struct statvfs system_of_files;
	struct stat file;
	struct statx extended_file;
	regex_t pattern;
} b;

static double eight = 8.5;
static double fraction[2];
static struct tm date = {.tm_year = 101, .tm_mday = 1};
static sigset_t some_signals;
static struct in_addr some_address = {0x01020304};
static mbstate_t state[2];
static const char *text[2];
static const wchar_t *wide_text[2];
static char option[2][8] = {"a=1,b", "a=1,b"}, *options[2] = {option[0], option[1]};
static char *const tokens[] = {"a", NULL};
static locale_t c_locale;
static atomic_int x;
static const char *name;

static const time_t moment = 1000000000;

/* No header has these: _FORTIFY_SOURCE makes calls of them. */
int __swprintf_chk(wchar_t *, size_t, int, size_t, const wchar_t *, ...);
void *__memcpy_chk(void *, const void *, size_t, size_t),
	*__memmove_chk(void *, const void *, size_t, size_t);
void *__mempcpy_chk(void *, const void *, size_t, size_t), *__memset_chk(void *, int, size_t, size_t);
void __explicit_bzero_chk(void *, size_t, size_t);
char *__stpcpy_chk(char *, const char *, size_t), *__strcpy_chk(char *, const char *, size_t);
char *__strcat_chk(char *, const char *, size_t), *__strncat_chk(char *, const char *, size_t, size_t);
char *__stpncpy_chk(char *, const char *, size_t, size_t),
	*__strncpy_chk(char *, const char *, size_t, size_t);
wchar_t *__wcscpy_chk(wchar_t *, const wchar_t *, size_t), *__wcpcpy_chk(wchar_t *, const wchar_t *, size_t);
wchar_t *__wcscat_chk(wchar_t *, const wchar_t *, size_t);
wchar_t *__wcsncat_chk(wchar_t *, const wchar_t *, size_t, size_t);
wchar_t *__wcsncpy_chk(wchar_t *, const wchar_t *, size_t, size_t);
wchar_t *__wcpncpy_chk(wchar_t *, const wchar_t *, size_t, size_t);
wchar_t *__wmemcpy_chk(wchar_t *, const wchar_t *, size_t, size_t);
wchar_t *__wmemmove_chk(wchar_t *, const wchar_t *, size_t, size_t);
wchar_t *__wmempcpy_chk(wchar_t *, const wchar_t *, size_t, size_t);
wchar_t *__wmemset_chk(wchar_t *, wchar_t, size_t, size_t);
size_t __mbstowcs_chk(wchar_t *, const char *, size_t, size_t);
size_t __wcstombs_chk(char *, const wchar_t *, size_t, size_t), __confstr_chk(int, char *, size_t, size_t);
size_t __wcrtomb_chk(char *, wchar_t, mbstate_t *, size_t);
size_t __mbsrtowcs_chk(wchar_t *, const char **, size_t, mbstate_t *, size_t);
size_t __mbsnrtowcs_chk(wchar_t *, const char **, size_t, size_t, mbstate_t *, size_t);
ssize_t __readlink_chk(const char *, char *, size_t, size_t);
ssize_t __readlinkat_chk(int, const char *, char *, size_t, size_t);
int __gethostname_chk(char *, size_t, size_t), __xpg_strerror_r(int, char *, size_t);
struct tm *__gmtime_r(const time_t *, struct tm *);

static int print_wide(wchar_t *to, const wchar_t *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int n = vswprintf(to, 32, format, arguments);
	va_end(arguments);
	return n;
}

static void call(int turn)
{
	(void)turn;
#define CALL(function, expression)      \
	if (!strcmp(name, #function)) { \
		(void)(expression);     \
		return;                 \
	}
#include "described-calls.h"
#undef CALL
	abort();
}

static void *setter(void *unused)
{
	atomic_store(&x, 1);
	return unused;
}

static void *caller(void *unused)
{
	call(1);
	return unused;
}

static int is_zero(void)
{
	for (size_t i = 0; i < sizeof b; i++)
		if (b.bytes[i])
			return 0;
	return 1;
}

int main(int argc, char **argv)
{
	pthread_t t;

	if (argc < 3)
		return 0;
	name = argv[1];
	memset(&some_signals, 0, sizeof some_signals);
	sigaddset(&some_signals, SIGINT);
	c_locale = newlocale(LC_ALL_MASK, "C", NULL);
	if (!strcmp(argv[2], "race")) {
		pthread_create(&t, NULL, caller, NULL);
		call(0);
	} else {
		pthread_create(&t, NULL, setter, NULL);
		atomic_load(&x);
		assert(is_zero());
		call(0);
		assert(!is_zero()); /* or nothing has been tested */
	}
	pthread_join(t, NULL);
	return 0;
}
