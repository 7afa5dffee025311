/*
 * Functions with __attribute__((destructor)): of the program, and of libraries that are no part of the
 * system.
 */
#include "engine/reserve.h"
#include "rt/error/unwind.h"
#include "rt/libc/handlers.h"

#include <link.h>
#include <string.h>

typedef void destructor(void);

static struct module {
	const ElfW(Dyn) * dynamic;
	uint64_t base;
	const char *names, *file; /* its string table; what it is called */
	destructor *const *functions;
	size_t count;
	destructor *last; /* what -Wl,-fini names */
	/* which function is the compiler's own and calls __cxa_finalize(library), if that is known */
	size_t finalizer;
	const void *library;
} * modules;

static struct module *running;
static size_t running_function;

static uint32_t module_count;
static size_t max_modules;

/* --- Finding them --------------------------------------------------------------------------------------- */

static const char *file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* Addresses in a dynamic section have been relocated by the loader, or have not: as the C library likes. */
static uint64_t address_in(const struct module *m, uint64_t value)
{
	return value < m->base ? value + m->base : value;
}

static void read_module(struct module *m)
{
	uint64_t own_name = 0;
	bool named = false;

	for (const ElfW(Dyn) *d = m->dynamic; d->d_tag != DT_NULL; d++) {
		if (d->d_tag == DT_STRTAB)
			m->names = (const char *)address_in(m, d->d_un.d_ptr);
		else if (d->d_tag == DT_FINI_ARRAY)
			m->functions = (destructor *const *)(m->base + d->d_un.d_ptr);
		else if (d->d_tag == DT_FINI_ARRAYSZ)
			m->count = d->d_un.d_val / sizeof(destructor *);
		else if (d->d_tag == DT_FINI)
			m->last = (destructor *)(m->base + d->d_un.d_ptr);
		else if (d->d_tag == DT_SONAME)
			own_name = d->d_un.d_val, named = true;
	}
	if (named && m->names)
		m->file = m->names + own_name;
}

static int note_module(struct dl_phdr_info *info, size_t size, void *unused)
{
	(void)size, (void)unused;
	if (module_count == max_modules)
		engine_out_of_memory("what the program's libraries do in the end");
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *p = &info->dlpi_phdr[i];
		uint64_t dynamic = info->dlpi_addr + p->p_vaddr;
		if (p->p_type != PT_DYNAMIC || !unwind_is_program(dynamic))
			continue;
		struct module m = {
			.dynamic = (const ElfW(Dyn) *)dynamic,
			.base = info->dlpi_addr,
			.file = file_name(info->dlpi_name),
		};
		read_module(&m);
		modules[module_count++] = m;
	}
	return 0;
}

static bool needs(const struct module *m, const struct module *other)
{
	for (const ElfW(Dyn) *d = m->dynamic; d->d_tag != DT_NULL; d++)
		if (d->d_tag == DT_NEEDED && m->names &&
		    !strcmp(file_name(m->names + d->d_un.d_val), other->file))
			return true;
	return false;
}

/* Puts the module that none of those from `first` on needs, other than itself, in the first place. */
static void choose_first(uint32_t first)
{
	for (uint32_t i = first; i < module_count; i++) {
		bool needed = false;
		for (uint32_t k = first; k < module_count && !needed; k++)
			needed = k != i && needs(&modules[k], &modules[i]);
		if (needed)
			continue;
		struct module chosen = modules[i];
		memmove(&modules[first + 1], &modules[first], (i - first) * sizeof chosen);
		modules[first] = chosen;
		return;
	}
	/* They need each other: in the order in which they were loaded. */
}

void destructors_init(void)
{
	size_t got;

	modules = engine_reserve(sizeof *modules << 12, &got);
	max_modules = got / sizeof *modules;
	rt.below++;
	dl_iterate_phdr(note_module, NULL);
	for (uint32_t i = 0; i < module_count; i++)
		choose_first(i);
	rt.below--;
}

/* --- Running them --------------------------------------------------------------------------------------- */

/* One of each module's functions is the compiler's own, and has nothing to do. */
bool destructors_wait(void)
{
	for (uint32_t i = 0; i < module_count; i++)
		if (modules[i].count > 1)
			return true;
	return false;
}

/*
 * It keeps that it has run, where it is not seen: from the second execution on the call is made in its place.
 */
void destructors_note_finalizer(const void *library)
{
	if (!running)
		return;
	running->finalizer = running_function;
	running->library = library;
}

static void run_module(struct module *m)
{
	for (size_t i = m->count; i-- > 0;) {
		running = m;
		running_function = i;
		if (m->library && m->finalizer == i)
			handlers_finalize(m->library);
		else
			m->functions[i]();
	}
	running = NULL;
	if (m->last)
		m->last();
}

void destructors_run(void)
{
	for (uint32_t i = 0; i < module_count; i++)
		run_module(&modules[i]);
}
