/*
 * Code that acqrel cc compiles calls the runtime for every atomic operation, and before every atomic
 * instruction of assembly (protocol/assembly.h). An atomic instruction without such a call is one that the
 * runtime does not see: what it orders looks like a race, and what it does wrong is not found. The runtime
 * says so if a function with such an instruction is entered (rt/memory/asm_traps.c).
 */
#include "cli/build/asm_atomics.h"

#include "cli/strings.h"
#include "protocol/request.h"

#include <Zydis/Zydis.h>
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
	struct asm_atomics *found;
	size_t room;
};

/* Whether it is atomic, or a full fence. */
static bool is_x86_atomic(const ZydisDecodedInstruction *i, const ZydisDecodedOperand *operands)
{
	if (i->mnemonic == ZYDIS_MNEMONIC_MFENCE || i->attributes & ZYDIS_ATTRIB_HAS_LOCK)
		return true;
	return i->mnemonic == ZYDIS_MNEMONIC_XCHG && (operands[0].type == ZYDIS_OPERAND_TYPE_MEMORY ||
	                                              operands[1].type == ZYDIS_OPERAND_TYPE_MEMORY);
}

/* What the instrumentation puts before it ends like this. */
static bool is_told_of(const unsigned char *start, const unsigned char *p)
{
	static const unsigned char end[] = {0x5e, 0x5f, 0x48, 0x8d, 0xa4, 0x24, 0x80, 0, 0, 0};

	return p - start >= (ptrdiff_t)sizeof end && !memcmp(p - sizeof end, end, sizeof end);
}

/* Of code that is not known, the next byte is taken for the beginning of what is. */
static bool has_x86_atomic(const unsigned char *start, size_t n)
{
	ZydisDecodedOperand operands[ZYDIS_MAX_OPERAND_COUNT];
	ZydisDecodedInstruction i;
	ZydisDecoder decoder;

	ZydisDecoderInit(&decoder, ZYDIS_MACHINE_MODE_LONG_64, ZYDIS_STACK_WIDTH_64);
	for (size_t at = 0; at < n;) {
		if (!ZYAN_SUCCESS(ZydisDecoderDecodeFull(&decoder, start + at, n - at, &i, operands))) {
			at++;
			continue;
		}
		if (is_x86_atomic(&i, operands) && !is_told_of(start, start + at))
			return true;
		at += i.length;
	}
	return false;
}

/* On aarch64: `ldp x0, x1, [sp], #48`. */
static bool is_arm_hook_end(uint32_t instruction)
{
	return instruction == 0xa8c307e0;
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

/* An exclusive store belongs to the load before it. */
static bool is_exclusive_store(uint32_t instruction)
{
	return (instruction & 0x3fc00000) == 0x08000000;
}

static bool has_atomic(const struct search *s, const unsigned char *p, size_t n)
{
	const unsigned char *end = p + n;
	bool is_told_of = false, loop_is_told_of = false;
	uint32_t instruction;

	if (s->is_x86)
		return has_x86_atomic(p, n);
	for (; end - p >= 4; p += 4) {
		memcpy(&instruction, p, sizeof instruction);
		if (is_arm_atomic(instruction)) {
			bool stores = is_exclusive_store(instruction);
			if (!is_told_of && !(stores && loop_is_told_of))
				return true;
			loop_is_told_of = !stores;
		}
		is_told_of = is_arm_hook_end(instruction);
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
static void note_atomic_block(struct asm_atomics *a, const GElf_Sym *symbol)
{
	if (a->block_count < ACQ_MAX_ATOMIC_FUNCTIONS)
		a->blocks[a->block_count] =
			(struct acq_atomic_function){symbol->st_value, symbol->st_value + symbol->st_size};
	a->block_count++;
}

static void note_suspect(struct search *s, const GElf_Sym *symbol, const char *name)
{
	struct asm_atomics *a = s->found;

	if (a->suspect_count == s->room) {
		struct acq_suspect *larger = must_allocate((2 * s->room + 64) * sizeof *larger);
		memcpy(larger, a->suspects, a->suspect_count * sizeof *larger);
		free(a->suspects);
		a->suspects = larger;
		s->room = 2 * s->room + 64;
	}
	struct acq_suspect *suspect = &a->suspects[a->suspect_count++];
	*suspect = (struct acq_suspect){.address = symbol->st_value};
	snprintf(suspect->name, sizeof suspect->name, "%s", name);
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
		note_atomic_block(s->found, symbol);
	if (offset > data->d_size || symbol->st_size > data->d_size - offset)
		return;
	if (has_atomic(s, (const unsigned char *)data->d_buf + offset, symbol->st_size))
		note_suspect(s, symbol, name);
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

static void find(const char *path, struct asm_atomics *found)
{
	struct search s = {.found = found};
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

const struct asm_atomics *asm_atomics_find(const char *path)
{
	/* While help is looked for, the same program is explored many times. */
	static struct asm_atomics found;
	static char *where;

	if (!where || strcmp(where, path)) {
		free(where);
		where = must_copy(path, strlen(path));
		free(found.suspects);
		found = (struct asm_atomics){0};
		find(path, &found);
	}
	return &found;
}
