/*
 * What the program finds by name while it runs: dlsym, dlvsym, dlopen, dlclose. A function of libc's that the
 * runtime stands in for is found as the runtime's, under whatever name a wrapper of the program's own has in
 * front of it: malloc() that forwards to what dlsym(RTLD_NEXT, "malloc") finds is one that allocates from the
 * program's heap.
 */
#include "rt/abi/interpose.h"
#include "rt/abi/real.h"
#include "rt/error/violation.h"
#include "rt/memory/symbols.h"
#include "rt/memory/uninstrumented.h"
#include "rt/rt.h"

#include <dlfcn.h>

/*
 * Made by link_runtime.cmake, in the order of the names: where these are, and what the runtime has for them.
 */
extern const struct stand_in {
	int32_t name, function; /* from where they stand */
} stand_ins[], stand_ins_end[];

static const void *at(const int32_t *distance)
{
	return (const char *)distance + *distance;
}

static void *stand_in(const char *name)
{
	size_t low = 0, high = (size_t)(stand_ins_end - stand_ins);

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = symbols_compare_names(name, at(&stand_ins[middle].name));
		if (!order)
			return (void *)at(&stand_ins[middle].function);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

/*
 * --- Whose it would be without the checker
 * -------------------------------------------------------------------
 */

enum owner {
	NO_OWNER,
	PROGRAM, /* or the runtime, in its place */
	LIBRARY,
	SYSTEM, /* a library of the system's: what the runtime stands in for */
};

struct search {
	const char *name; /* of the function; NULL: looked for is the module */
	uint64_t from,
		at; /* an address in the module behind which the search begins, or 0; one in the module */
	bool begun;
	enum owner owner;
};

static enum owner owner_of(const struct dl_phdr_info *m)
{
	if (symbols_module_contains(m, (uint64_t)rt.main) || symbols_module_contains(m, (uint64_t)&rt))
		return PROGRAM;
	return symbols_is_system(m->dlpi_name) ? SYSTEM : LIBRARY;
}

/* Modules come in the order in which the dynamic linker looks into them. */
static int look(struct dl_phdr_info *m, size_t size, void *argument)
{
	struct search *s = argument;

	(void)size;
	if (s->begun && (s->name ? symbols_find(m, s->name) != 0 : symbols_module_contains(m, s->at)))
		s->owner = owner_of(m);
	s->begun |= symbols_module_contains(m, s->from);
	return s->owner != NO_OWNER;
}

static enum owner find_owner(void *handle, const char *name, uint64_t pc)
{
	struct search s = {.name = name, .from = handle == RTLD_NEXT ? pc : 0, .begun = handle != RTLD_NEXT};

	if (handle != RTLD_NEXT && handle != RTLD_DEFAULT) {
		s.name = NULL;
		s.at = (uint64_t)real_dlsym(handle, name);
		if (!s.at)
			return NO_OWNER;
	}
	rt.below++;
	dl_iterate_phdr(look, &s);
	rt.below--;
	return s.owner;
}

/*
 * --- The calls
 * -----------------------------------------------------------------------------------------------
 */

struct answer { /* to what is in dynamic.S */
	void *result;
	void *go_on; /* unless NULL: the call is made there, as the program has made it */
};

/* Not by libraries of the system's, which find each other. */
static bool is_explored_call(uint64_t pc)
{
	struct search s = {.at = pc, .begun = true};

	if (!start_is_explored())
		return false;
	rt.below++;
	dl_iterate_phdr(look, &s);
	rt.below--;
	return s.owner != SYSTEM;
}

/* dlsym() and dlvsym(), of which `real` is libc's. All versions of a function are one to the runtime. */
static struct answer find(void *handle, const char *name, uint64_t pc, void *real)
{
	void *ours = is_explored_call(pc) ? stand_in(name) : NULL;
	enum owner owner = ours ? find_owner(handle, name, pc) : NO_OWNER;

	if (owner == SYSTEM || (owner == LIBRARY && uninstrumented_is_allocation(name)))
		return (struct answer){.result = ours};
	return (struct answer){.go_on = real};
}

struct answer dynamic_dlsym(void *handle, const char *name, void *unused, uint64_t pc)
{
	(void)unused;
	return find(handle, name, pc, (void *)real_dlsym_itself());
}

struct answer dynamic_dlvsym(void *handle, const char *name, const char *version, uint64_t pc)
{
	(void)version;
	return find(handle, name, pc, (void *)REAL(dlvsym));
}

/* What is loaded stays so. To load something else in midst of an execution cannot be undone. */
struct answer dynamic_dlopen(const char *name, int flags, void *unused, uint64_t pc)
{
	(void)unused;
	void *(*real)(const char *, int) = REAL(dlopen);
	if (!rt_in_program())
		return (struct answer){.go_on = (void *)real};
	rt.below++;
	void *found = real(name, name ? flags | RTLD_NOLOAD : flags);
	rt.below--;
	if (!found)
		violation_unsupported(
			pc,
			"dlopen of what is not loaded yet: link the program with %s, or load it in a "
			"constructor",
			name);
	return (struct answer){.result = found};
}

INTERPOSE(int, dlclose)(void *handle)
{
	return 0; /* the next execution needs it */
}
