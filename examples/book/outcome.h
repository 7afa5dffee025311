/*
 * What came out of one run of a litmus program: outcome("%d %d", a, b), at its end.
 *
 * Natively it is printed. For the checker it is what says which outcomes there are: built with -DFIND='"0 20"' the
 * program fails if that comes out, so an error means that it can; with -DONLY='"0 0|10 20"' it fails if anything else
 * does, so that no error means that these are all.
 */
#ifndef OUTCOME_H
#define OUTCOME_H

#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Whether text is one of the alternatives, which are separated by |. */
static inline bool outcome_is(const char *text, const char *alternatives)
{
	size_t n = strlen(text);

	for (;;) {
		if (strncmp(alternatives, text, n) == 0 &&
		    (alternatives[n] == '|' || alternatives[n] == '\0'))
			return true;
		alternatives = strchr(alternatives, '|');
		if (!alternatives)
			return false;
		alternatives++;
	}
}

__attribute__((format(printf, 1, 2))) static inline void outcome(const char *format, ...)
{
	char text[100];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
#if defined(FIND)
	assert(!outcome_is(text, FIND));
#elif defined(ONLY)
	assert(outcome_is(text, ONLY));
#else
	puts(text);
#endif
}

#endif
