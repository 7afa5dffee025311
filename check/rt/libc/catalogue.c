#include "rt/libc/catalogue.h"

#include "rt/memory/symbols.h"

#include <features.h>
#include <stddef.h>

/* Names one behind the other, up to an empty one. */
static bool is_in(const char *names, const char *name)
{
	while (*names) {
		if (!symbols_compare_names(names, name))
			return true;
		while (*names++)
			;
	}
	return false;
}

#define DESCRIBED(name)
#define MODELLED(name)
#define RESTORED(name)
#define UNSUPPORTED(name)

bool catalogue_is_pure(const char *name)
{
	static const char names[] =
#define PURE(name) #name "\0"
#include "rt/libc/catalogue.inc"
#undef PURE
		;

	return is_in(names, name);
}
