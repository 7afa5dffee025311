/* With _FORTIFY_SOURCE and optimization other functions print: what they print belongs to the execution, too.
 *
 * flags: -D_FORTIFY_SOURCE=2 -D_GNU_SOURCE
 * expect: assertion
 * report:   one 1 two
 * report:   three 3
 * report:   four 4
 * report:   five 5
 * report:   six 6 seven
 */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void say(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
}

static void say_to(FILE *f, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vfprintf(f, format, arguments);
	va_end(arguments);
}

static void build(char *buffer, size_t size, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(buffer, size, format, arguments);
	va_end(arguments);
}

int main(void)
{
	char buffer[40], *copy;

	say("one %d two\n", 1);
	say_to(stdout, "three %d\n", 3);
	dprintf(STDOUT_FILENO, "four %d\n", 4);
	build(buffer, sizeof buffer, "five %d\n", 5);
	fputs(buffer, stdout);
	if (asprintf(&copy, "six %d", 6) < 0)
		return 0;
	fputs(copy, stderr);
	putchar_unlocked(' ');
	puts("seven");
	free(copy);
	assert(!"the end");
}
