#include "rt/memory/symbols.h"

const ElfW(Dyn) * symbols_dynamic(const struct dl_phdr_info *m)
{
	static const ElfW(Dyn) none = {.d_tag = DT_NULL};

	for (int i = 0; i < m->dlpi_phnum; i++)
		if (m->dlpi_phdr[i].p_type == PT_DYNAMIC)
			return (const ElfW(Dyn) *)(m->dlpi_addr + m->dlpi_phdr[i].p_vaddr);
	return &none;
}

bool symbols_module_contains(const struct dl_phdr_info *m, uint64_t address)
{
	for (int i = 0; i < m->dlpi_phnum; i++) {
		const ElfW(Phdr) *p = &m->dlpi_phdr[i];
		if (p->p_type == PT_LOAD && address - m->dlpi_addr - p->p_vaddr < p->p_memsz)
			return true;
	}
	return false;
}

static bool is_table(const ElfW(Dyn) * d)
{
	return d->d_tag == DT_STRTAB || d->d_tag == DT_HASH || d->d_tag == DT_GNU_HASH ||
	       d->d_tag == DT_VERSYM || d->d_tag == DT_VERNEED || d->d_tag == DT_VERDEF ||
	       d->d_tag == DT_RELA || d->d_tag == DT_JMPREL;
}

/* Nothing says how many there are: up to the next table that the linker has put behind them. */
struct symbols symbols_of(const struct dl_phdr_info *m)
{
	const ElfW(Dyn) *dynamic = symbols_dynamic(m);
	struct symbols s = {0};

	for (const ElfW(Dyn) *d = dynamic; d->d_tag != DT_NULL; d++) {
		if (d->d_tag == DT_STRTAB)
			s.names = (const char *)d->d_un.d_ptr;
		if (d->d_tag == DT_STRSZ)
			s.names_size = d->d_un.d_val;
		if (d->d_tag == DT_SYMTAB)
			s.first = s.end = (const ElfW(Sym) *)d->d_un.d_ptr;
	}
	for (const ElfW(Dyn) *d = dynamic; s.first && d->d_tag != DT_NULL; d++) {
		const ElfW(Sym) *table = (const ElfW(Sym) *)d->d_un.d_ptr;
		if (is_table(d) && table > s.first && (s.end == s.first || table < s.end))
			s.end = table;
	}
	/* What the kernel has mapped is not relocated. */
	return (uint64_t)s.names < m->dlpi_addr ? (struct symbols){0} : s;
}

const char *symbols_want(const struct dl_phdr_info *m, bool (*is_one)(const char *))
{
	struct symbols all = symbols_of(m);

	for (const ElfW(Sym) *s = all.first; s + 1 <= all.end; s++)
		if (s->st_shndx == SHN_UNDEF && s->st_name < all.names_size && is_one(all.names + s->st_name))
			return all.names + s->st_name;
	return NULL;
}

int symbols_compare_names(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return (unsigned char)*a - (unsigned char)*b;
}

uint64_t symbols_find(const struct dl_phdr_info *m, const char *name)
{
	struct symbols all = symbols_of(m);

	for (const ElfW(Sym) *s = all.first; s + 1 <= all.end; s++)
		if (s->st_shndx != SHN_UNDEF && s->st_value && s->st_name < all.names_size &&
		    (s->st_info >> 4) != STB_LOCAL && !symbols_compare_names(all.names + s->st_name, name))
			return m->dlpi_addr + s->st_value;
	return 0;
}

/* --- Names of modules ----------------------------------------------------------------------------------- */

bool symbols_begins_with(const char *s, const char *prefix)
{
	while (*prefix && *s == *prefix)
		s++, prefix++;
	return !*prefix;
}

const char *symbols_base_name(const char *path)
{
	const char *base = path;

	for (; *path; path++)
		if (*path == '/')
			base = path + 1;
	return base;
}

bool symbols_is_libc(const char *path)
{
	const char *name = symbols_base_name(path);

	return symbols_begins_with(name, "libc.so") || symbols_begins_with(name, "ld-") ||
	       symbols_begins_with(name, "ld64.so") || symbols_begins_with(name, "libpthread.so") ||
	       symbols_begins_with(name, "libdl.so") || symbols_begins_with(name, "librt.so");
}

bool symbols_is_system(const char *path)
{
	static const char *const names[] = {
		"libc.so",
		"ld-linux",
		"ld-2",
		"libm.so",
		"libm-2",
		"libmvec.so",
		"libpthread.so",
		"libdl.so",
		"librt.so",
		"libgcc_s.so",
		"libstdc++.so",
		"libc++.so",
		"libc++abi.so",
		"libunwind.so",
		"libatomic.so",
		"linux-vdso.so",
		"linux-gate.so",
		"libresolv.so",
		"libutil.so",
		"ld64.so",
		/* valgrind's own: counting a program's instructions must not change what it does */
		"vgpreload_",
	};

	const char *name = symbols_base_name(path);

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (symbols_begins_with(name, names[i]))
			return true;
	return false;
}

static const char *stood_for[64];
static uint32_t stood_for_count;

void symbols_stand_for(const char *name)
{
	if (stood_for_count < sizeof stood_for / sizeof stood_for[0])
		stood_for[stood_for_count++] = name;
}

bool symbols_is_stood_for(const char *path)
{
	for (uint32_t i = 0; i < stood_for_count; i++)
		if (symbols_begins_with(symbols_base_name(path), stood_for[i]))
			return true;
	return false;
}
