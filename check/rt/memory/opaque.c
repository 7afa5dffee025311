#include "rt/memory/opaque.h"

#include "engine/reserve.h"
#include "rt/memory/shadow.h"
#include "rt/memory/symbols.h"
#include "rt/rt.h"
#include "rt/run/undo.h"

#include <link.h>
#include <string.h>

static struct opaque {
	uint64_t address;
	size_t size;
} * living;

static uint32_t living_count;
static size_t max_living;

#define MOST_LIBRARIES 8

static struct code {
	uint64_t start, size;
} libraries[MOST_LIBRARIES];

static uint32_t library_count;

static int note_module(struct dl_phdr_info *info, size_t size, void *unused)
{
	(void)size, (void)unused;
	if (!strstr(info->dlpi_name, "/libstdc++.so") && !symbols_is_libc(info->dlpi_name))
		return 0;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *p = &info->dlpi_phdr[i];
		if (p->p_type == PT_LOAD && p->p_flags & PF_X && library_count < MOST_LIBRARIES)
			libraries[library_count++] = (struct code){info->dlpi_addr + p->p_vaddr, p->p_memsz};
	}
	return 0;
}

void opaque_init(void)
{
	rt.below++;
	dl_iterate_phdr(note_module, NULL);
	rt.below--;
	living = engine_reserve(sizeof *living << 24, &max_living);
	max_living /= sizeof *living;
}

bool opaque_is_library(uint64_t pc)
{
	for (uint32_t i = 0; i < library_count; i++)
		if (pc - libraries[i].start < libraries[i].size)
			return true;
	return false;
}

void opaque_add(uint64_t address, size_t size)
{
	if (living_count == max_living)
		engine_out_of_memory("what the C++ library has allocated");
	undo_save(&living_count, sizeof living_count);
	undo_save(&living[living_count], sizeof *living);
	living[living_count++] = (struct opaque){address, size};
	memory_save(address, size);
}

void opaque_remove(uint64_t address)
{
	for (uint32_t i = living_count; i-- > 0;) {
		if (living[i].address != address)
			continue;
		undo_save(&living_count, sizeof living_count);
		undo_save(&living[i], sizeof *living);
		living[i] = living[--living_count];
		return;
	}
}

void opaque_save(void)
{
	for (uint32_t i = 0; i < living_count; i++)
		memory_save(living[i].address, living[i].size);
}
