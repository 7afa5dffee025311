/*
 * Functions that ask about settings of the process and its files, and change them if they are told to: those
 * that ask are answered, and of those that change only the name of a thread is kept. All else is unsupported.
 */
#include "rt/abi/interpose.h"
#include "rt/error/violation.h"
#include "rt/libc/described.h"
#include "rt/run/undo.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdarg.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>

/* Where output goes is no terminal while a program is explored. */
INTERPOSE(int, ioctl)(int fd, unsigned long request, ...)
{
	if (fd < 0 || fd > 2 || (request != TIOCGWINSZ && request != TCGETS))
		violation_unsupported(RETURN_ADDRESS, "ioctl");
	errno = ENOTTY;
	return -1;
}

static bool only_asks(int command)
{
	return command == F_GETFD || command == F_GETFL;
}

#define CONTROLS_FILE(name)                                                                          \
	INTERPOSE(int, name)(int fd, int command, ...)                                               \
	{                                                                                            \
		if (fd < 0 || fd > 2 || !only_asks(command))                                         \
			violation_unsupported(RETURN_ADDRESS,                                        \
			                      #name "() of anything but a standard stream, or that " \
			                            "changes it");                                   \
		return ASKED(int, REAL(name)(fd, command));                                          \
	}
CONTROLS_FILE(fcntl)
CONTROLS_FILE(fcntl64)

INTERPOSE(int, prctl)(int option, ...)
{
	const uint64_t pc = RETURN_ADDRESS;
	struct fiber *f = rt.current;
	va_list arguments;

	va_start(arguments, option);
	char *name = va_arg(arguments, char *);
	va_end(arguments);
	if (option == PR_SET_NAME) {
		size_t n = TEXT_OF(name, sizeof f->name - 1);
		rt_fill(f->name, 0, sizeof f->name);
		rt_copy(f->name, name, n);
		f->effects++;
		return 0;
	}
	if (option == PR_GET_NAME) {
		OUT(name, sizeof f->name);
		rt_copy(name, f->name, sizeof f->name);
		return 0;
	}
	violation_unsupported(pc, "prctl() for anything but the name of a thread");
}

/* How libc's own malloc() is to work: the program has the checker's. */
INTERPOSE(int, mallopt)(int what, int value)
{
	return 1;
}

INTERPOSE(int, malloc_trim)(size_t pad)
{
	return 0;
}
