/*
 * Memory that the program may read and not write: its constants, and code. An atomic read-modify-write is a
 * write even if it changes nothing, and so is a compare-exchange that fails: the processor wants to write.
 * Atomics live in the graph (location_map.c), so no processor would notice; and what a plain write did there
 * could not be taken back.
 */
#include "rt/memory/read_only.h"

#include "engine/reserve.h"
#include "rt/error/violation.h"
#include "rt/rt.h"

#include <link.h>
#include <sys/auxv.h>

static struct stretch {
	uint64_t start, end;
} * stretches;

static uint32_t count;
static size_t most;

uint64_t read_only_writable_page;

static void add(uint64_t start, uint64_t end)
{
	if (start >= end)
		return;
	if (count == most)
		engine_out_of_memory("where the program's constants lie");
	stretches[count++] = (struct stretch){start, end};
}

static int note_module(struct dl_phdr_info *m, size_t size, void *unused)
{
	uint64_t page = getauxval(AT_PAGESZ);

	(void)size, (void)unused;
	for (int i = 0; i < m->dlpi_phnum; i++) {
		const ElfW(Phdr) *p = &m->dlpi_phdr[i];
		uint64_t start = m->dlpi_addr + p->p_vaddr, end = start + p->p_memsz;
		if (p->p_type == PT_LOAD && !(p->p_flags & PF_W))
			add(start, end);
		else if (p->p_type == PT_GNU_RELRO) /* what the loader has written, and protected then */
			add(start, end & ~(page - 1));
	}
	return 0;
}

void read_only_init(void)
{
	size_t got;

	stretches = engine_reserve(sizeof *stretches << 16, &got);
	most = got / sizeof *stretches;
	rt.below++;
	dl_iterate_phdr(note_module, NULL);
	rt.below--;
}

bool read_only_contains(uint64_t address)
{
	for (uint32_t i = 0; i < count; i++)
		if (address - stretches[i].start < stretches[i].end - stretches[i].start)
			return true;
	return false;
}

void read_only_look(uint64_t address, size_t size, bool atomic, uint64_t pc)
{
	struct violation v = {
		.verdict = ACQ_CRASH,
		.kind = atomic ? ACQ_STEP_RMW : ACQ_STEP_PLAIN_WRITE,
		.order = ACQ_NO_ORDER,
		.address = address,
		.size = size,
		.pc = pc,
		.signal = 11,
	};

	if (!read_only_contains(address) && !read_only_contains(address + size - 1)) {
		/* Segments begin and end with pages. */
		if (!read_only_contains(address | 4095) && !read_only_contains(address & ~(uint64_t)4095))
			read_only_writable_page = address >> 12;
		return;
	}
	violation_message(&v,
	                  atomic ? "an atomic write to memory that is read-only, such as a const object "
	                           "(a read-modify-write is one even if it changes nothing)"
	                         : "a write to memory that is read-only, such as a const object or a string "
	                           "literal");
	violation_raise(&v);
}
