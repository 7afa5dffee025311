/*
 * Functions, as the tables for unwinding describe them (.eh_frame_hdr and .eh_frame, as compilers write
 * them), and the names of those that are called in other modules, from their relocations.
 */
#include "rt/loops/functions.h"

#include "rt/memory/symbols.h"
#include "rt/rt.h"

#include <elf.h>
#include <link.h>

struct module {
	uint64_t address; /* looked for */
	uint64_t base;
	const uint8_t *unwind_header;
	const ElfW(Dyn) * dynamic;
};

static int find_module(struct dl_phdr_info *info, size_t size, void *argument)
{
	struct module *m = argument;
	bool found = symbols_module_contains(info, m->address);

	(void)size;
	for (int i = 0; found && i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *p = &info->dlpi_phdr[i];
		if (p->p_type == PT_GNU_EH_FRAME)
			m->unwind_header = (const uint8_t *)(info->dlpi_addr + p->p_vaddr);
		if (p->p_type == PT_DYNAMIC)
			m->dynamic = (const ElfW(Dyn) *)(info->dlpi_addr + p->p_vaddr);
	}
	m->base = info->dlpi_addr;
	return found;
}

static bool module_of(uint64_t address, struct module *m)
{
	*m = (struct module){.address = address};
	rt.below++;
	bool found = dl_iterate_phdr(find_module, m);
	rt.below--;
	return found;
}

/*
 * --- Unwinding ---------------------------------------------------------------------------------------------
 */

#define ENCODING_ABSENT   0xff
#define ENCODING_UDATA4   0x03
#define ENCODING_SDATA4   0x0b
#define ENCODING_RELATIVE 0x10 /* to where it stands */
#define ENCODING_HEADER   0x30 /* to the header */

static int32_t word_at(const uint8_t *p)
{
	int32_t word;

	rt_copy(&word, p, sizeof word);
	return word;
}

/* The entry of the header's sorted table with the largest address that is not above this one. */
static const uint8_t *find_entry(const uint8_t *header, uint64_t address)
{
	const uint8_t *table = header + 12;
	uint32_t low = 0, high = (uint32_t)word_at(header + 8);

	if (header[0] != 1 || header[2] != ENCODING_UDATA4 ||
	    header[3] != (ENCODING_HEADER | ENCODING_SDATA4))
		return NULL;
	if (!high || (uint64_t)(header + word_at(table)) > address)
		return NULL;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if ((uint64_t)(header + word_at(table + 8ul * middle)) <= address)
			low = middle;
		else
			high = middle;
	}
	return table + 8ul * low;
}

/*
 * Only what gcc and clang write: "zR", or with a personality and language-specific data "zPLR" (the order of
 * the letters).
 */
struct common {
	bool known, has_data;
};

static struct common read_common(const uint8_t *cie)
{
	const char *letters = (const char *)cie + 9;
	const uint8_t *p = cie + 9;
	struct common c = {.known = true};

	if (cie[8] != 1 || *letters != 'z')
		return (struct common){.known = false};
	while (*p++)
		;
	while (*p++ & 0x80) /* code alignment */
		;
	while (*p++ & 0x80) /* data alignment */
		;
	p++;                /* return address */
	while (*p++ & 0x80) /* how long the following is */
		;
	while (*++letters) {
		uint8_t encoding = *p++;
		switch (*letters) {
		case 'P':
			c.known &= (encoding & 0xf) == ENCODING_SDATA4 || (encoding & 0xf) == ENCODING_UDATA4;
			p += 4;
			break;
		case 'L':
			c.has_data = encoding != ENCODING_ABSENT;
			c.known &= !c.has_data || encoding == (ENCODING_RELATIVE | ENCODING_SDATA4);
			break;
		case 'R':
			c.known &= encoding == (ENCODING_RELATIVE | ENCODING_SDATA4);
			break;
		default:
			c.known = false;
		}
	}
	return c;
}

bool function_bounds(uint64_t address, struct function_bounds *b)
{
	struct module m;

	if (!module_of(address, &m) || !m.unwind_header)
		return false;
	const uint8_t *entry = find_entry(m.unwind_header, address);
	if (!entry)
		return false;
	const uint8_t *fde = m.unwind_header + word_at(entry + 4);
	struct common c = read_common(fde + 4 - word_at(fde + 4));
	if (!c.known)
		return false;
	b->start = (uint64_t)(m.unwind_header + word_at(entry));
	b->end = b->start + (uint32_t)word_at(fde + 12);
	bool handles = c.has_data && fde[16] >= 4 && word_at(fde + 17);
	b->handlers = handles ? fde + 17 + word_at(fde + 17) : NULL;
	return address < b->end;
}

static uint64_t take_number(const uint8_t **p) /* ULEB128 */
{
	uint64_t value = 0;
	unsigned shift = 0;

	do
		value |= (uint64_t)(**p & 0x7f) << (shift & 63);
	while (shift += 7, *(*p)++ & 0x80);
	return value;
}

#define ENCODING_ULEB 0x01

static uint64_t take_encoded(const uint8_t **p, uint8_t encoding)
{
	if (encoding == ENCODING_ULEB)
		return take_number(p);
	*p += 4;
	return (uint32_t)word_at(*p - 4);
}

uint64_t function_landing_pad(const struct function_bounds *b, uint64_t address, bool *known)
{
	const uint8_t *p = b->handlers;
	uint64_t offset = address - 1 - b->start;

	*known = true;
	if (!p)
		return 0;
	*known = *p++ == ENCODING_ABSENT; /* landing pads count from the function's beginning */
	if (*p++ != ENCODING_ABSENT)
		take_number(&p); /* where types begin */
	uint8_t encoding = *p++;
	*known &= encoding == ENCODING_ULEB || encoding == ENCODING_UDATA4;
	uint64_t size = *known ? take_number(&p) : 0;
	for (const uint8_t *end = p + size; p < end;) {
		uint64_t start = take_encoded(&p, encoding), length = take_encoded(&p, encoding);
		uint64_t pad = take_encoded(&p, encoding);
		take_number(&p); /* what is done there */
		if (offset >= start && offset < start + length)
			return pad ? b->start + pad : 0;
	}
	return 0;
}

/*
 * --- Relocations
 * ---------------------------------------------------------------------------------------------
 */

#if defined(__x86_64__)

struct relocations {
	const ElfW(Rela) * all, *calls;
	size_t all_count, calls_count;
	const ElfW(Sym) * symbols;
	const char *names;
};

/* The loader has made these addresses; in programs without one they are what the file says. */
static uint64_t loaded(const struct module *m, uint64_t address)
{
	return address < m->base ? m->base + address : address;
}

static struct relocations read_dynamic(const struct module *m)
{
	struct relocations r = {0};

	for (const ElfW(Dyn) *d = m->dynamic; d && d->d_tag != DT_NULL; d++)
		switch (d->d_tag) {
		case DT_RELA:
			r.all = (void *)loaded(m, d->d_un.d_ptr);
			break;
		case DT_RELASZ:
			r.all_count = d->d_un.d_val / sizeof *r.all;
			break;
		case DT_JMPREL:
			r.calls = (void *)loaded(m, d->d_un.d_ptr);
			break;
		case DT_PLTRELSZ:
			r.calls_count = d->d_un.d_val / sizeof *r.calls;
			break;
		case DT_SYMTAB:
			r.symbols = (void *)loaded(m, d->d_un.d_ptr);
			break;
		case DT_STRTAB:
			r.names = (void *)loaded(m, d->d_un.d_ptr);
			break;
		}
	return r;
}

static const char *find_name(const struct relocations *r, const ElfW(Rela) * list, size_t count,
                             uint64_t offset)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].r_offset == offset && ELF64_R_SYM(list[i].r_info))
			return r->names + r->symbols[ELF64_R_SYM(list[i].r_info)].st_name;
	return NULL;
}

const char *function_called_through(uint64_t word)
{
	struct module m;

	if (!module_of(word, &m))
		return NULL;
	struct relocations r = read_dynamic(&m);
	if (!r.symbols || !r.names)
		return NULL;
	const char *name = find_name(&r, r.calls, r.calls ? r.calls_count : 0, word - m.base);
	return name ? name : find_name(&r, r.all, r.all ? r.all_count : 0, word - m.base);
}

#endif
