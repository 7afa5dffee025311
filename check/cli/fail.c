#include "cli/fail.h"

#include <stdarg.h>
#include <stdio.h>

static char last_failure[1000]; /* not allocated: memory may be what is missing */

int fail(const char *format, ...)
{
	va_list arguments;

	fflush(stdout);
	fputs("acqrel: ", stderr);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
	va_start(arguments, format);
	vsnprintf(last_failure, sizeof last_failure, format, arguments);
	va_end(arguments);
	return EXIT_UNUSABLE;
}

const char *failure(void)
{
	return last_failure;
}
