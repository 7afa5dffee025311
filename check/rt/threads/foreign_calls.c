/*
 * Shared libraries that were not built by acqrel cc and have atomic instructions of their own. What they
 * order is not known: what two threads do that have both called such a library looks like a race, or like a
 * wait for nothing, although the library may have ordered it. That must be no accusation.
 *
 * So calls of these libraries are noted. The program calls other modules through words that the dynamic
 * linker fills in. Where such a word leads into one of these libraries, it gets the address of a few
 * instructions that lead there by way of foreign_call (foreign_calls.S). What the library does with the
 * program's functions, in threads that it has started, is known by where these threads begin.
 */
#include "rt/threads/foreign_calls.h"

#if defined(__x86_64__)

#include "engine/reserve.h"
#include "rt/abi/real.h"
#include "rt/error/notes.h"
#include "rt/loops/decode.h"
#include "rt/loops/functions.h"
#include "rt/memory/symbols.h"
#include "rt/memory/uninstrumented.h"
#include "rt/threads/quiet_functions.h"

#include <dlfcn.h>
#include <link.h>
#include <sys/mman.h>

#define PAGE 4096

struct library {
	const char *name;
	uint64_t start, end;
	bool stood_for; /* what a specification stands in for is called only where that lacks something */
};

static struct library *libraries;
static uint32_t library_count, most_libraries;

struct call_site { /* a word that leads to a function of such a library */
	uint64_t target;
	const char *name;
	uint32_t library;
};

static struct call_site *sites;
static uint32_t site_count, most_sites;

/* --- Atomic instructions ---------------------------------------------------------------------------- */

static const uint8_t *behind_prefixes(const uint8_t *p, bool *locked)
{
	for (*locked = false; *p == 0xf0 || *p == 0x66 || *p == 0xf2 || *p == 0xf3 || *p == 0x64; p++)
		*locked |= *p == 0xf0;
	return p + ((*p & 0xf0) == 0x40);
}

/* A lock prefix, or xchg with memory. */
static bool is_atomic_instruction(const uint8_t *p, const struct instruction *i)
{
	bool locked;
	const uint8_t *opcode = behind_prefixes(p, &locked);

	return locked || (i->memory && (*opcode == 0x86 || *opcode == 0x87));
}

/* The same in code that is not known: those with a lock prefix that other bytes hardly look like. */
static bool looks_atomic(const uint8_t *p)
{
	static const uint8_t opcodes[] = {0xab, 0xb0, 0xb1, 0xb3, 0xba, 0xbb, 0xc0, 0xc1, 0xc7};
	bool locked;
	const uint8_t *opcode = behind_prefixes(p, &locked);

	for (size_t i = 0; locked && i < sizeof opcodes; i++)
		if (opcode[0] == 0x0f && opcode[1] == opcodes[i] && opcode[2] < 0xc0)
			return true;
	return false;
}

static bool function_has_atomics(const uint8_t *p, const uint8_t *end)
{
	struct instruction i;

	for (; p < end && decode(p, &i); p += i.length)
		if (is_atomic_instruction(p, &i))
			return true;
	for (; p + 16 < end; p++)
		if (looks_atomic(p))
			return true;
	return false;
}

static bool has_atomics(uint64_t at, uint64_t end)
{
	struct function_bounds b;

	while (at < end) {
		bool known = function_bounds(at, &b) && b.end > at;
		if (known && function_has_atomics((const uint8_t *)at, (const uint8_t *)b.end))
			return true;
		at = known ? b.end : at + 1;
	}
	return false;
}

static bool is_main_module(const struct dl_phdr_info *m)
{
	return symbols_module_contains(m, (uint64_t)rt.main);
}

static bool is_of_instrumentation(const char *name)
{
	return symbols_begins_with(name, "__tsan_");
}

static bool tells(const struct dl_phdr_info *m)
{
	return is_main_module(m) || symbols_module_contains(m, (uint64_t)&rt) ||
	       symbols_want(m, is_of_instrumentation);
}

static int find_library(struct dl_phdr_info *m, size_t size, void *unused)
{
	bool stood_for = symbols_is_stood_for(m->dlpi_name), atomics = stood_for;
	uint64_t start = UINT64_MAX, end = 0;

	(void)size, (void)unused;
	if (!m->dlpi_name[0] || tells(m) || symbols_is_system(m->dlpi_name))
		return 0;
	for (int i = 0; i < m->dlpi_phnum; i++) {
		const ElfW(Phdr) *p = &m->dlpi_phdr[i];
		uint64_t from = m->dlpi_addr + p->p_vaddr, to = from + p->p_memsz;
		if (p->p_type != PT_LOAD)
			continue;
		start = from < start ? from : start;
		end = to > end ? to : end;
		if (p->p_flags & PF_X && !atomics)
			atomics = has_atomics(from, to);
	}
	if (!atomics)
		return 0;
	if (library_count == most_libraries)
		engine_out_of_memory("shared libraries");
	libraries[library_count++] = (struct library){symbols_base_name(m->dlpi_name), start, end, stood_for};
	return 0;
}

static const struct library *library_of(uint64_t address)
{
	for (uint32_t i = 0; i < library_count; i++)
		if (address >= libraries[i].start && address < libraries[i].end)
			return &libraries[i];
	return NULL;
}

/* --- Noting calls --------------------------------------------------------------------------------------- */

void foreign_call(void);

/* Called by foreign_call: the function that is meant. */
__attribute__((used)) uint64_t foreign_called(uint64_t site)
{
	const struct library *l = &libraries[sites[site].library];

	if (rt_in_program() && l->stood_for)
		violation_unsupported(
			0, "%s() of %s: the specification that stands in for it does not have this function",
			sites[site].name, l->name);
	if (rt_in_program())
		rt.current->called_library = (uint16_t)(sites[site].library + 1);
	return sites[site].target;
}

/* pushq $site; jmp *address_of_foreign_call */
static uint8_t *code, *code_end;

static bool make_room(void)
{
	if (code_end - code >= 16)
		return true;
	code = mmap(NULL, PAGE, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (code == MAP_FAILED)
		return false;
	code_end = code + PAGE;
	*(void (**)(void))code = foreign_call;
	code += 16;
	return true;
}

static uint64_t make_way(uint32_t site)
{
	uint8_t *way = code;
	int32_t distance = (int32_t)((uint8_t *)((uint64_t)way & ~(uint64_t)(PAGE - 1)) - (way + 11));

	way[0] = 0x68;
	rt_copy(way + 1, &site, 4);
	way[5] = 0xff;
	way[6] = 0x25;
	rt_copy(way + 7, &distance, 4);
	code += 16;
	return (uint64_t)way;
}

static void replace(uint64_t *word, uint64_t target, const char *name, const struct library *l)
{
	uint64_t page = (uint64_t)word & ~(uint64_t)(PAGE - 1);

	if (site_count == most_sites)
		engine_out_of_memory("calls of shared libraries");
	if (!make_room() || mprotect((void *)page, PAGE, PROT_READ | PROT_WRITE))
		return;
	sites[site_count] = (struct call_site){target, name, (uint32_t)(l - libraries)};
	*word = make_way(site_count++);
}

static void look_at_relocations(const struct dl_phdr_info *m, const ElfW(Rela) * r, size_t size)
{
	struct symbols all = symbols_of(m);

	for (size_t i = 0; i < size / sizeof *r; i++) {
		uint64_t type = ELF64_R_TYPE(r[i].r_info);
		const ElfW(Sym) *s = all.first + ELF64_R_SYM(r[i].r_info);
		bool jumps = type == R_X86_64_JUMP_SLOT;
		if ((!jumps && type != R_X86_64_GLOB_DAT) || s >= all.end || s->st_name >= all.names_size)
			continue;
		uint64_t *word = (uint64_t *)(m->dlpi_addr + r[i].r_offset);
		uint64_t target = *word;
		if (symbols_module_contains(m, target)) /* not looked up yet */
			target = (uint64_t)real_dlsym(RTLD_DEFAULT, all.names + s->st_name);
		const struct library *l = library_of(target);
		if (l && (jumps || (s->st_info & 15) == STT_FUNC) &&
		    !quiet_function(l->name, all.names + s->st_name))
			replace(word, target, all.names + s->st_name, l);
	}
}

static int replace_words(struct dl_phdr_info *m, size_t size, void *unused)
{
	const ElfW(Rela) *jumps = NULL, *others = NULL;
	size_t jump_size = 0, other_size = 0;

	(void)size, (void)unused;
	if (!tells(m))
		return 0;
	for (const ElfW(Dyn) *d = symbols_dynamic(m); d->d_tag != DT_NULL; d++) {
		if (d->d_tag == DT_JMPREL)
			jumps = (const ElfW(Rela) *)d->d_un.d_ptr;
		if (d->d_tag == DT_PLTRELSZ)
			jump_size = d->d_un.d_val;
		if (d->d_tag == DT_RELA)
			others = (const ElfW(Rela) *)d->d_un.d_ptr;
		if (d->d_tag == DT_RELASZ)
			other_size = d->d_un.d_val;
	}
	if (jumps)
		look_at_relocations(m, jumps, jump_size);
	if (others)
		look_at_relocations(m, others, other_size);
	return 0;
}

void foreign_calls_init(void)
{
	size_t got;

	libraries = engine_reserve(sizeof *libraries << 16, &got);
	most_libraries = (uint32_t)(got / sizeof *libraries);
	if (most_libraries > UINT16_MAX - 1)
		most_libraries = UINT16_MAX - 1;
	rt.below++;
	dl_iterate_phdr(find_library, NULL);
	if (library_count) {
		sites = engine_reserve(sizeof *sites << 20, &got);
		most_sites = (uint32_t)(got / sizeof *sites);
		dl_iterate_phdr(replace_words, NULL);
	}
	rt.below--;
}

/* --- Asking ------------------------------------------------------------------------------------------- */

static const struct library *called_by(const struct fiber *f)
{
	const struct library *l = library_count ? library_of((uint64_t)f->start) : NULL;

	return l ? l : f->called_library ? &libraries[f->called_library - 1] : NULL;
}

const char *foreign_calls_between(const struct fiber *a, const struct fiber *b)
{
	const struct library *l = called_by(a);

	return l && called_by(b) ? l->name : NULL;
}

const char *foreign_calls_of_waiting(void)
{
	for (uint32_t i = 0; library_count && i < rt_fiber_count; i++)
		for (uint32_t k = 0; k < i; k++) {
			const struct fiber *a = &rt_fibers[i], *b = &rt_fibers[k];
			const char *name = foreign_calls_between(a, b);
			if (name && (a->state != FIBER_ENDED || b->state != FIBER_ENDED))
				return name;
		}
	return NULL;
}

void foreign_calls_excuse(struct violation *v, const char *library, const char *looks_like)
{
	v->verdict = ACQ_UNSUPPORTED;
	violation_message(v,
	                  "%s, which was not built by acqrel cc and has atomic instructions of its own: both "
	                  "threads call it, so it may order what looks like %s. Build it with "
	                  "CC=\"acqrel cc\", or check a model of what it does with pthreads or C11 atomics",
	                  library, looks_like);
}

void foreign_calls_say(void)
{
	uint32_t threads = 0;
	const struct library *l = NULL;

	for (uint32_t i = 0; library_count && i < rt_fiber_count; i++) {
		const struct library *one =
			rt_fibers[i].state == FIBER_NONE ? NULL : called_by(&rt_fibers[i]);
		threads += one != NULL;
		l = one ? one : l;
	}
	if (threads > 1)
		outcome_add_bound("several threads call %s, whose atomic instructions are not seen: other "
		                  "orders of these calls were not explored",
		                  l->name);
}

#else

void foreign_calls_init(void)
{
}

const char *foreign_calls_between(const struct fiber *a, const struct fiber *b)
{
	(void)a, (void)b;
	return NULL;
}

const char *foreign_calls_of_waiting(void)
{
	return NULL;
}

void foreign_calls_excuse(struct violation *v, const char *library, const char *looks_like)
{
	(void)v, (void)library, (void)looks_like;
}

void foreign_calls_say(void)
{
}

#endif
