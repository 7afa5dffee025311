/*
 * Functions with atomic instructions that no compiler has instrumented (cli/build/asm_atomics.c finds them):
 * assembly, or code that was not compiled by acqrel cc. Whether the program comes to them is known by a trap
 * at their first instruction, which goes away when it is met.
 */
#include "engine/reserve.h"
#include "rt/error/notes.h"
#include "rt/rt.h"

#include <link.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__x86_64__)
typedef uint8_t instruction;
#define TRAP   ((instruction)0xcc)
#define BEHIND 1 /* where the processor is when it has met the trap */
#else
typedef uint32_t instruction;
#define TRAP   ((instruction)0xd4200000)
#define BEHIND 0
#endif

static const struct acq_suspect *suspects;
static size_t suspect_count;
static instruction *replaced;
static uint64_t base; /* of the program, that its file does not know */

static int find_base(struct dl_phdr_info *info, size_t size, void *unused)
{
	(void)size, (void)unused;
	base = info->dlpi_addr;
	return 1; /* the first is the program */
}

static instruction *at(size_t i)
{
	return (instruction *)(base + suspects[i].address);
}

static bool put(instruction *p, instruction what)
{
	uint64_t page = (uint64_t)p & ~(uint64_t)4095;

	if (mprotect((void *)page, 4096, PROT_READ | PROT_WRITE | PROT_EXEC))
		return false;
	*p = what;
	__builtin___clear_cache((char *)p, (char *)(p + 1));
	return mprotect((void *)page, 4096, PROT_READ | PROT_EXEC) == 0;
}

static void say(size_t i)
{
	outcome_add_bound(
		"atomic instructions in %s() were not seen (not built by acqrel cc): races reported may be "
		"none",
		suspects[i].name);
}

static void map_suspects(void)
{
	const struct acq_array *a = &rt.outcome->request.suspects;
	size_t got;

	const char *p =
		mmap(NULL, a->off + a->count * sizeof *suspects, PROT_READ, MAP_SHARED, rt.outcome_fd, 0);
	if (p == MAP_FAILED)
		engine_out_of_memory("functions with atomic instructions");
	suspects = (const struct acq_suspect *)(p + a->off);
	replaced = engine_reserve(a->count * sizeof *replaced, &got);
	if (got < a->count * sizeof *replaced)
		engine_out_of_memory("functions with atomic instructions");
	suspect_count = a->count;
}

void asm_traps_init(void)
{
	if (rt.outcome->request.witness.count || !rt.outcome->request.suspects.count)
		return; /* there may be a debugger */
	rt.below++;
	dl_iterate_phdr(find_base, NULL);
	rt.below--;
	map_suspects();
	for (size_t i = 0; i < suspect_count; i++) {
		replaced[i] = *at(i);
		if (replaced[i] != TRAP && !put(at(i), TRAP))
			say(i);
	}
}

bool asm_traps_is_entered(uint64_t pc)
{
	for (size_t i = 0; i < suspect_count; i++) {
		if (pc - BEHIND != (uint64_t)at(i) || replaced[i] == TRAP)
			continue;
		put(at(i), replaced[i]);
		say(i);
		return true;
	}
	return false;
}
