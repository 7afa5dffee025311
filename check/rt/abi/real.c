/* What the runtime itself calls of libc where it stands in for the name. */
#include "rt/abi/real.h"

#include "rt/memory/symbols.h"
#include "rt/rt.h"

#include <dlfcn.h>

struct wanted {
	const char *name;
	uint64_t address;
};

static int find(struct dl_phdr_info *m, size_t size, void *argument)
{
	struct wanted *w = argument;

	(void)size;
	if (symbols_is_libc(m->dlpi_name))
		w->address = symbols_find(m, w->name);
	return w->address != 0;
}

/* dlsym() and malloc() cannot be asked for themselves. */
static void *find_in_libc(const char *name)
{
	struct wanted w = {.name = name};

	dl_iterate_phdr(find, &w);
	return (void *)w.address;
}

const struct libc_heap *real_heap(void)
{
	static struct libc_heap heap;

	if (heap.release)
		return &heap;
	heap.allocate = (__typeof__(heap.allocate))find_in_libc("__libc_malloc");
	heap.clear = (__typeof__(heap.clear))find_in_libc("__libc_calloc");
	heap.grow = (__typeof__(heap.grow))find_in_libc("__libc_realloc");
	heap.align = (__typeof__(heap.align))find_in_libc("__libc_memalign");
	heap.release = (__typeof__(heap.release))find_in_libc("__libc_free");
	return &heap;
}

void *(*real_dlsym_itself(void))(void *, const char *)
{
	static void *(*real)(void *, const char *);

	if (!real)
		real = (__typeof__(real))find_in_libc("dlsym");
	return real;
}

void *real_dlsym(void *handle, const char *name)
{
	rt.below++;
	void *found = real_dlsym_itself()(handle, name);
	rt.below--;
	return found;
}

void *real_function(const char *name)
{
	return real_dlsym(RTLD_NEXT, name);
}

void *real_look_up(void **known, const char *name)
{
	void *real = real_function(name);

	/* relaxed: all threads find the same address, and what lies there does not change */
	__atomic_store_n(known, real, __ATOMIC_RELAXED);
	return real;
}
