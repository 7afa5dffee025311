/*
 * Code that acqrel cc compiles calls the runtime for every atomic operation. An atomic instruction in the
 * program is thus one that the runtime does not see: what it orders looks like a race, and what it does wrong
 * is not found. The runtime says so if a function with such an instruction is entered
 * (rt/memory/asm_traps.c).
 */
#include "cli/build/asm_atomics.h"

#include "cli/strings.h"
#include "protocol/request.h"

#include <fcntl.h>
#include <gelf.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RUNTIME_SECTION "acqrel_text" /* see rt/link_runtime.cmake */

struct search {
	Elf *elf;
	bool is_x86;
	struct acq_request *request;
};

/*
 * lock, a size prefix or none, then cmpxchg, xadd, or a bit instruction, on memory. Not cmpxchg16b: clang may
 * read 16 bytes with one although it has called the runtime for them.
 */
static bool is_x86_atomic(const unsigned char *p, const unsigned char *end)
{
	static const unsigned char operations[] = {0xb0, 0xb1, 0xc0, 0xc1, 0xab, 0xb3, 0xba, 0xbb};

	if (*p++ != 0xf0)
		return false;
	if (p < end && *p == 0x66)
		p++;
	if (p < end && (*p & 0xf0) == 0x40)
		p++;
	return end - p >= 3 && p[0] == 0x0f && memchr(operations, p[1], sizeof operations) && p[2] < 0xc0;
}

/*
 * Loads and stores that are exclusive, compare-and-swap, and the operations of LSE; not acquire and release
 * alone.
 */
static bool is_arm_atomic(uint32_t instruction)
{
	bool exclusive = (instruction & 0x3f800000) == 0x08000000;
	bool swaps = (instruction & 0x3fa07c00) == 0x08a07c00;
	bool modifies = (instruction & 0x3b200c00) == 0x38200000;

	return exclusive || swaps || modifies;
}

/* mfence. What exchanges with memory needs no lock, and is too short to be distinguished from other code. */
static bool is_x86_fence(const unsigned char *p, const unsigned char *end)
{
	return end - p >= 3 && p[0] == 0x0f && p[1] == 0xae && p[2] == 0xf0;
}

static bool has_atomic(const struct search *s, const unsigned char *p, size_t n)
{
	const unsigned char *end = p + n;
	uint32_t instruction;

	if (s->is_x86) {
		while (p < end && !is_x86_atomic(p, end) && !is_x86_fence(p, end))
			p++;
		return p < end;
	}
	for (; end - p >= 4; p += 4) {
		memcpy(&instruction, p, sizeof instruction);
		if (is_arm_atomic(instruction))
			return true;
	}
	return false;
}

/* What is one step for other threads: see rt/abi/atomic_block.c. */
static bool is_atomic_block(const char *name)
{
	return starts_with(name, "__VERIFIER_atomic_") && strcmp(name, "__VERIFIER_atomic_begin") &&
	       strcmp(name, "__VERIFIER_atomic_end");
}

/* Counts those that there is no room for, too: the runtime says so. */
static void note_atomic_block(struct acq_request *q, const GElf_Sym *symbol)
{
	if (q->atomic_function_count < ACQ_MAX_ATOMIC_FUNCTIONS)
		q->atomic_functions[q->atomic_function_count] =
			(struct acq_atomic_function){symbol->st_value, symbol->st_value + symbol->st_size};
	q->atomic_function_count++;
}

static void look_at_function(struct search *s, const GElf_Sym *symbol, const char *name)
{
	Elf_Scn *section = elf_getscn(s->elf, symbol->st_shndx);
	GElf_Shdr header;
	size_t names;

	if (!section || !gelf_getshdr(section, &header) || elf_getshdrstrndx(s->elf, &names))
		return;
	const char *section_name = elf_strptr(s->elf, names, header.sh_name);
	Elf_Data *data = elf_getdata(section, NULL);
	uint64_t offset = symbol->st_value - header.sh_addr;
	if (!data || !data->d_buf || !section_name || !strcmp(section_name, RUNTIME_SECTION))
		return;
	if (is_atomic_block(name))
		note_atomic_block(s->request, symbol);
	if (offset > data->d_size || symbol->st_size > data->d_size - offset)
		return;
	if (s->request->suspect_count == ACQ_MAX_SUSPECTS ||
	    !has_atomic(s, (const unsigned char *)data->d_buf + offset, symbol->st_size))
		return;
	struct acq_suspect *suspect = &s->request->suspects[s->request->suspect_count++];
	suspect->address = symbol->st_value;
	snprintf(suspect->name, sizeof suspect->name, "%s", name);
}

static void look_at_symbols(struct search *s, Elf_Scn *section)
{
	GElf_Shdr header;
	GElf_Sym symbol;
	Elf_Data *data = elf_getdata(section, NULL);

	if (!gelf_getshdr(section, &header) || header.sh_type != SHT_SYMTAB || !data || !header.sh_entsize)
		return;
	for (size_t i = 0; i < header.sh_size / header.sh_entsize; i++) {
		if (!gelf_getsym(data, (int)i, &symbol) || GELF_ST_TYPE(symbol.st_info) != STT_FUNC)
			continue;
		const char *name = elf_strptr(s->elf, header.sh_link, symbol.st_name);
		if (name && symbol.st_size && symbol.st_shndx != SHN_UNDEF)
			look_at_function(s, &symbol, name);
	}
}

static void find(const char *path, struct acq_request *request)
{
	struct search s = {.request = request};
	Elf_Scn *section = NULL;
	GElf_Ehdr header;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	elf_version(EV_CURRENT);
	s.elf = elf_begin(fd, ELF_C_READ_MMAP, NULL);
	if (s.elf && gelf_getehdr(s.elf, &header)) {
		s.is_x86 = header.e_machine == EM_X86_64;
		while ((section = elf_nextscn(s.elf, section)))
			look_at_symbols(&s, section);
	}
	elf_end(s.elf);
	close(fd);
}

void assembly_find(const char *path, struct acq_request *request)
{
	/* While help is looked for, the same program is explored many times. */
	static struct acq_request found;
	static char *where;

	if (!where || strcmp(where, path)) {
		free(where);
		where = must_copy(path, strlen(path));
		found = (struct acq_request){0};
		find(path, &found);
	}
	request->atomic_function_count = found.atomic_function_count;
	memcpy(request->atomic_functions, found.atomic_functions, sizeof found.atomic_functions);
	request->suspect_count = found.suspect_count;
	memcpy(request->suspects, found.suspects, sizeof found.suspects);
}
