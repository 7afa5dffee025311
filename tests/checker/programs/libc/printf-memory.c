/* What printf writes for %n, and reads for strings, is memory like any other, also where arguments have
 * numbers.
 *
 * expect: ok 2
 */
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static struct {
	int plain;
	signed char least;
	short small;
	long large;
	int numbered, to_stream, to_descriptor, of_new, of_list;
} counts;

static char text[64];
static atomic_int x;

static void *sets(void *unused)
{
	atomic_store(&x, 1);
	return unused;
}

static void with_list(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
}

static void *prints(void *unused)
{
	char unended[4] = {'a', 'b', 'c', 'd'}, *new;
	wchar_t wide[2] = {L'x', L'y'};

	atomic_load(&x);
	assert(!counts.plain && !counts.least && !counts.small && !counts.large && !counts.numbered);
	assert(!counts.to_stream && !counts.to_descriptor && !counts.of_new && !counts.of_list && !text[0]);
	snprintf(text, sizeof text, "abc%n", &counts.plain);
	assert(counts.plain == 3);
	sprintf(text, "a%hhnbc%hnd%ln", &counts.least, &counts.small, &counts.large);
	assert(counts.least == 1 && counts.small == 3 && counts.large == 4);
	snprintf(text, sizeof text, "%3$s %1$*2$d%4$n", 7, 3, "text", &counts.numbered);
	assert(!strcmp(text, "text   7") && counts.numbered == 8);
	fprintf(stderr, "%s%n", "ab", &counts.to_stream);
	dprintf(1, "%n", &counts.to_descriptor);
	assert(counts.to_stream == 2);
	assert(asprintf(&new, "%f %Lf%n", 1.0, 2.0L, &counts.of_new) == counts.of_new);
	free(new);
	with_list("%d%n%s", 12, &counts.of_list, "");
	assert(counts.of_list == 2);
	snprintf(text, sizeof text, "%.4s%.*s", unended, 2, unended);
	assert(!strcmp(text, "abcdab"));
	snprintf(text, sizeof text, "%.2ls", wide);
	assert(!strcmp(text, "xy"));
	return unused;
}

int main(void)
{
	pthread_t t, u;

	pthread_create(&t, NULL, sets, NULL);
	pthread_create(&u, NULL, prints, NULL);
	pthread_join(t, NULL);
	pthread_join(u, NULL);
	return 0;
}
