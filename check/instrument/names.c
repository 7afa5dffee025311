#define _GNU_SOURCE
#include "instrument/names.h"

#include "cli/strings.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

struct name {
	const char *at;
	size_t length;
};

static int compare(const void *a, const void *b)
{
	const struct name *x = a, *y = b;

	if (x->length != y->length)
		return x->length < y->length ? -1 : 1;
	return memcmp(x->at, y->at, x->length);
}

void names_add(struct names *set, const char *name, size_t length)
{
	if (names_have(set, name, length))
		return;
	struct name *new = must_allocate(sizeof *new);
	*new = (struct name){must_copy(name, length), length};
	if (!tsearch(new, &set->root, compare))
		abort();
}

bool names_have(const struct names *set, const char *name, size_t length)
{
	const struct name key = {name, length};

	return tfind(&key, &set->root, compare);
}
