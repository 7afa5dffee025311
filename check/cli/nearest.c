/* Guesses what a mistyped word was meant to be. */
#include "cli/cli.h"

#include <stddef.h>
#include <string.h>

#define LONGEST 40

static unsigned minimum(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* The number of letters to insert, delete or replace to turn one word into the other. */
static unsigned distance(const char *a, const char *b)
{
	size_t n = strlen(b);
	unsigned row[LONGEST + 1];

	for (size_t k = 0; k <= n; k++)
		row[k] = (unsigned)k;
	for (; *a; a++) {
		unsigned diagonal = row[0]++;
		for (size_t k = 1; k <= n; k++) {
			unsigned replaced = diagonal + (*a != b[k - 1]);
			diagonal = row[k];
			row[k] = minimum(replaced, minimum(row[k], row[k - 1]) + 1);
		}
	}
	return row[n];
}

const char *nearest_word(const char *word, const char *const *candidates)
{
	const char *best = NULL;
	unsigned least = 0;

	if (strlen(word) > LONGEST)
		return NULL;
	for (; *candidates; candidates++) {
		unsigned d = distance(word, *candidates);
		if ((!best || d < least) && 3 * (size_t)d <= strlen(word) + 2) {
			best = *candidates;
			least = d;
		}
	}
	return best;
}
