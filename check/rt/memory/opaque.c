#include "rt/memory/opaque.h"

#include "engine/reserve.h"
#include "rt/memory/shadow.h"
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

static uint64_t library_start, library_end;

static int note_module(struct dl_phdr_info *info, size_t size, void *unused)
{
	(void)size, (void)unused;
	if (!strstr(info->dlpi_name, "/libstdc++.so"))
		return 0;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *p = &info->dlpi_phdr[i];
		if (p->p_type != PT_LOAD || !(p->p_flags & PF_X))
			continue;
		library_start = info->dlpi_addr + p->p_vaddr;
		library_end = library_start + p->p_memsz;
	}
	return 1;
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
	return pc - library_start < library_end - library_start;
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
