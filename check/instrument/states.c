#define _GNU_SOURCE
#include "instrument/states.h"

#include "cli/strings.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

struct state {
	const char *label;
	size_t length;
	struct known known;
};

static int compare(const void *a, const void *b)
{
	const struct state *x = a, *y = b;

	if (x->length != y->length)
		return x->length < y->length ? -1 : 1;
	return memcmp(x->label, y->label, x->length);
}

static struct state *find(const struct states *s, const char *label, size_t length)
{
	struct state key;

	key.label = label;
	key.length = length;
	struct state *const *found = tfind(&key, &s->root, compare);
	return found ? *found : NULL;
}

void states_note(struct states *s, const char *label, size_t length, const struct known *k)
{
	struct state *state = find(s, label, length);

	if (!state) {
		state = must_allocate(sizeof *state);
		state->label = label;
		state->length = length;
		if (!tsearch(state, &s->root, compare))
			abort();
	}
	state->known = *k;
}

const struct known *states_find(const struct states *s, const char *label, size_t length)
{
	const struct state *state = find(s, label, length);

	return state ? &state->known : NULL;
}
