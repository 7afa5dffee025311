/* Memory that is written without telling: see uninstrumented.h. */
#include "rt/memory/uninstrumented.h"

#include "engine/reserve.h"
#include "protocol/note.h"
#include "rt/abi/real.h"
#include "rt/error/notes.h"
#include "rt/error/violation.h"
#include "rt/libc/catalogue.h"
#include "rt/memory/early.h"
#include "rt/memory/heap.h"
#include "rt/memory/roots.h"
#include "rt/memory/symbols.h"
#include "rt/rt.h"

#include <dlfcn.h>
#include <link.h>
#include <string.h>

#define MAX_KEPT 256

static struct kept { /* variables, and what they held before main */
	char *address, *copy;
	size_t size;
} kept[MAX_KEPT];

static uint32_t kept_count;

static struct thread_locals { /* of one module: at the same distance from every thread's pointer */
	uint64_t offset;
	const char *image;
	size_t image_size, size;
} locals[MAX_KEPT];

static uint32_t locals_count;

/* --- Which modules tell ------------------------------------------------------------------------------- */

static bool equal(const char *a, const char *b)
{
	return !symbols_compare_names(a, b);
}

static bool is_program(const struct dl_phdr_info *m)
{
	return symbols_module_contains(m, (uint64_t)rt.main);
}

static bool has_runtime(const struct dl_phdr_info *m)
{
	return symbols_module_contains(m, (uint64_t)&rt);
}

static bool is_instrumentation(const char *name)
{
	return equal(name, "__tsan_func_entry") || equal(name, "__tsan_init");
}

static bool is_instrumented(const struct dl_phdr_info *m)
{
	return symbols_want(m, is_instrumentation) != NULL;
}

/* Functions of libstdc++ that are not treated (docs/libstdcxx.md): streams of wchar_t, and <strstream>. */
static bool is_untold_stream(const char *name)
{
	return symbols_begins_with(name, "_Z") &&
	       ((strstr(name, "char_traitsIwE") && strstr(name, "stream")) || strstr(name, "strstream"));
}

static void note_streams(const struct dl_phdr_info *m)
{
	const char *name = symbols_want(m, is_untold_stream);

	if (!name)
		return;
	rt.uninstrumented = true;
	outcome_note("what libstdc++ does to memory in %s is not checked, and uninitialized memory is not "
	             "looked for",
	             strstr(name, "strstream") ? "<strstream>" : "streams of wchar_t");
}

bool uninstrumented_is_allocation(const char *name)
{
	static const char *const names[] = {
		"malloc",   "calloc", "realloc",       "reallocarray",   "free",
		"memalign", "valloc", "aligned_alloc", "posix_memalign", "malloc_usable_size"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (equal(name, names[i]))
			return true;
	return name[0] == '_' && name[1] == 'Z' && (name[2] == 'n' || name[2] == 'd');
}

/* A shared library defines what the runtime stands in for: natively, that would be called. */
static void note_hidden_functions(const struct dl_phdr_info *m, const char *module)
{
	struct symbols all = symbols_of(m);

	for (const ElfW(Sym) *s = all.first; s + 1 <= all.end; s++) {
		if (s->st_shndx == SHN_UNDEF || (s->st_info & 15) != STT_FUNC || s->st_name >= all.names_size)
			continue;
		const char *name = all.names + s->st_name;
		const char *found = real_dlsym(RTLD_DEFAULT, name);
		if (!symbols_is_in_runtime((uint64_t)found) || uninstrumented_is_allocation(name) ||
		    violation_knows_library_of(name))
			continue;
		outcome_add_bound(
			"%s() of %s was not called, but what the checker has for libc's: link it statically",
			name, module);
		return;
	}
}

struct definition {
	const char *name;
	bool is_of_libc;
};

/* Libraries that are the C library. */
static bool is_part_of_libc(const char *path)
{
	static const char *const names[] = {"libm.so", "libm-2", "libresolv.so", "libutil.so", "libanl.so"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (symbols_begins_with(symbols_base_name(path), names[i]))
			return true;
	return symbols_is_libc(path);
}

static int look_in_libc(struct dl_phdr_info *m, size_t size, void *argument)
{
	struct definition *d = argument;

	(void)size;
	d->is_of_libc |= is_part_of_libc(m->dlpi_name) && symbols_find(m, d->name);
	return d->is_of_libc;
}

static bool is_unknown(const char *name)
{
	struct definition d = {.name = name};

	/* Not those of C++, nor the compiler's. */
	if ((name[0] == '_' && name[1] == 'Z') || symbols_begins_with(name, "__tsan_") ||
	    symbols_begins_with(name, "_Unwind_") ||
	    symbols_is_in_runtime((uint64_t)real_dlsym(RTLD_DEFAULT, name)) || catalogue_is_pure(name))
		return false;
	dl_iterate_phdr(look_in_libc, &d);
	return d.is_of_libc;
}

/* A libc that is newer than the runtime has functions of which it is not known what they do. */
static void note_unknown_functions(const struct dl_phdr_info *m)
{
	struct symbols all = symbols_of(m);

	for (const ElfW(Sym) *s = all.first; s + 1 <= all.end; s++) {
		unsigned type = s->st_info & 15;
		if (s->st_shndx != SHN_UNDEF || (type != STT_FUNC && type != STT_NOTYPE) || !s->st_name ||
		    s->st_name >= all.names_size || !is_unknown(all.names + s->st_name))
			continue;
		rt.uninstrumented = true;
		outcome_add_bound(
			"%s() of the C library is not known to the checker: what it does is neither "
			"checked nor undone",
			all.names + s->st_name);
	}
}

/* What the driver of the linker has written into the module (cli/build/linked.c); NULL: nothing. */
static const char *linked_uninstrumented(const struct dl_phdr_info *m)
{
	for (int i = 0; i < m->dlpi_phnum; i++) {
		const ElfW(Phdr) *p = &m->dlpi_phdr[i];
		if (p->p_type != PT_NOTE || p->p_align > 4)
			continue;
		const char *at = (const char *)(m->dlpi_addr + p->p_vaddr), *end = at + p->p_memsz;
		while (end - at >= (ptrdiff_t)sizeof(struct acq_note_head)) {
			const struct acq_note_head *h = (const struct acq_note_head *)at;
			size_t name_size = (h->name_size + 3) & ~(size_t)3;
			const char *text = h->name + name_size;
			if (h->type == ACQ_NOTE_TYPE && name_size == sizeof h->name &&
			    equal(h->name, ACQ_NOTE_NAME))
				return *text ? text : NULL;
			at = text + ((h->size + 3) & ~(size_t)3);
		}
	}
	return NULL;
}

/* Object files and members of archives that the module was linked from. */
static bool note_linked(const struct dl_phdr_info *m)
{
	const char *files = linked_uninstrumented(m);

	if (!files)
		return false;
	rt.uninstrumented = true;
	outcome_note("code that acqrel cc has not compiled, or assembly, in %s: what it does to memory is "
	             "not checked, "
	             "and uninitialized memory is not looked for",
	             files);
	return true;
}

static int note_module(struct dl_phdr_info *m, size_t size, void *unused)
{
	const char *name = symbols_base_name(m->dlpi_name);

	(void)size, (void)unused;
	if (symbols_is_stood_for(name))
		return 0;
	bool linked = note_linked(m), is_of_system = symbols_is_system(name) || has_runtime(m);
	if (is_program(m) || (!is_of_system && is_instrumented(m)))
		note_streams(m);
	if (is_program(m) || !is_of_system)
		note_unknown_functions(m);
	if (!is_program(m) && name[0] && !symbols_is_system(name) && !has_runtime(m))
		note_hidden_functions(m, name);
	if (is_program(m)) {
		if (!has_runtime(m)) {
			rt.uninstrumented = true;
			outcome_note("the program was not built with acqrel cc: of memory that the compiler "
			             "copies or clears without saying so (memset and memcpy of a known "
			             "size) no races are found, and uninitialized memory is not looked for");
		}
	} else if (name[0] && !has_runtime(m) && !symbols_is_system(name) && !linked && !is_instrumented(m)) {
		rt.uninstrumented = true;
		outcome_note("%s was not built with acqrel cc: what it does to memory is not checked, and "
		             "uninitialized memory is not looked for",
		             name);
	}
	return 0;
}

/* --- What their variables held ------------------------------------------------------------------------ */

static void keep(uint64_t start, uint64_t end)
{
	size_t got;

	if (start >= end)
		return;
	if (kept_count == MAX_KEPT) {
		outcome_add_bound(
			"variables in more than %d places: not all are brought back for every execution",
			MAX_KEPT);
		return;
	}
	char *copy = engine_reserve(end - start, &got);
	if (got < end - start)
		engine_out_of_memory("what the program's variables hold");
	rt_copy(copy, (const void *)start, end - start);
	kept[kept_count++] = (struct kept){(char *)start, copy, end - start};
}

static void keep_thread_locals(const struct dl_phdr_info *m, const ElfW(Phdr) * p)
{
	uint64_t mine = (uint64_t)m->dlpi_tls_data;

	if (!mine || locals_count == MAX_KEPT)
		return;
	locals[locals_count++] = (struct thread_locals){
		.offset = mine - rt_fibers[0].tls,
		.image = (const char *)(m->dlpi_addr + p->p_vaddr),
		.image_size = p->p_filesz,
		.size = p->p_memsz,
	};
	keep(mine, mine + p->p_memsz);
}

static int keep_module(struct dl_phdr_info *m, size_t size, void *unused)
{
	(void)size, (void)unused;
	if (symbols_is_libc(m->dlpi_name))
		return 0;
	for (int i = 0; i < m->dlpi_phnum; i++)
		if (m->dlpi_phdr[i].p_type == PT_TLS)
			keep_thread_locals(m, &m->dlpi_phdr[i]);
	return 0;
}

void uninstrumented_init(void)
{
	rt.below++;
	dl_iterate_phdr(note_module, NULL);
	if (rt.uninstrumented) {
		dl_iterate_phdr(keep_module, NULL);
		root_each_variable(keep, symbols_is_libc);
		early_each(keep);
		char **end = rt.envp;
		while (*end)
			end++;
		keep((uint64_t)rt.argv, (uint64_t)end);
	}
	rt.below--;
}

/* --- Bringing it back ----------------------------------------------------------------------------------- */

typedef uint64_t word __attribute__((aligned(1), may_alias));

/* Parts of it can no longer be written: they have not changed. */
static void restore(const struct kept *k)
{
	size_t i = 0;

	for (; i + 8 <= k->size; i += 8)
		if (UNLIKELY(*(word *)(k->address + i) != *(word *)(k->copy + i)))
			*(word *)(k->address + i) = *(word *)(k->copy + i);
	for (; i < k->size; i++)
		k->address[i] = k->copy[i];
}

static void restore_thread(const struct fiber *f)
{
	for (uint32_t i = 0; i < locals_count; i++) {
		const struct thread_locals *l = &locals[i];
		char *at = (char *)(f->tls + l->offset);
		rt_copy(at, l->image, l->image_size);
		rt_fill(at + l->image_size, 0, l->size - l->image_size);
	}
}

void uninstrumented_restore(void)
{
	for (uint32_t i = 0; i < kept_count; i++)
		restore(&kept[i]);
	for (uint32_t i = 1; i < rt_fiber_count; i++)
		restore_thread(&rt_fibers[i]);
	heap_clear();
}
