#include "source.h"

#include <stdlib.h>

uint64_t outcome_hash(const struct source *s, uint64_t registers[MAX_THREADS][MAX_INSTRUCTIONS])
{
	uint64_t h = 0;

	for (unsigned t = 0; t < s->program.thread_count; t++)
		for (unsigned i = 0; i < s->program.threads[t].length; i++)
			if (is_recorded(s, t, i))
				h = (h + registers[t][i] + 1) * 0x9e3779b97f4a7c15;
	return h;
}

void expected_add(struct expected *x, uint64_t hash)
{
	if (x->right_count == x->capacity) {
		x->capacity = x->capacity ? 2 * x->capacity : 64;
		x->right = realloc(x->right, x->capacity * sizeof *x->right);
		if (!x->right)
			abort();
	}
	x->right[x->right_count++] = hash;
}

static int compare(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

void expected_sort(struct expected *x)
{
	size_t n = 0;

	if (x->right_count)
		qsort(x->right, x->right_count, sizeof *x->right, compare);
	for (size_t i = 0; i < x->right_count; i++)
		if (!n || x->right[n - 1] != x->right[i])
			x->right[n++] = x->right[i];
	x->right_count = n;
}
