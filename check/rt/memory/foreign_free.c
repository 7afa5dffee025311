/*
 * free() of a pointer that is not to the program's heap. What libc allocated for itself, or for the program
 * before main or behind our back, stays allocated, because the next execution needs it; anything else is an
 * error of the program.
 */
#include "rt/memory/foreign_free.h"

#include "rt/error/violation.h"
#include "rt/memory/early.h"
#include "rt/memory/roots.h"
#include "rt/memory/symbols.h"
#include "rt/rt.h"
#include "rt/run/fiber.h"
#include "rt/run/os.h"

#include <link.h>
#include <sys/mman.h>
#include <sys/syscall.h>

static int in_module(struct dl_phdr_info *info, size_t size, void *address)
{
	(void)size;
	return symbols_module_contains(info, *(const uint64_t *)address);
}

static bool is_mapped(uint64_t address)
{
	unsigned char resident;

	return os_syscall(SYS_mincore, (long)(address & ~(uint64_t)4095), 1, (long)&resident, 0, 0, 0) == 0;
}

/* Whether what lies before it looks like the head of a chunk of libc's: its size with three flags. */
static bool is_from_libc(uint64_t address)
{
	if (address & 15 || !is_mapped(address - 16))
		return false;
	uint64_t size = *(const uint64_t *)(address - 8) & ~(uint64_t)7;
	return size >= 32 && !(size & 15) && size < (uint64_t)1 << 40;
}

static const char *what_it_is(uint64_t address)
{
	if (fiber_is_stack(address))
		return "the pointer is to a local variable, not to a heap block";
	for (uint32_t i = 0; i < rt_fiber_count; i++)
		if (root_is_tls(&rt_fibers[i], address))
			return "the pointer is to a thread-local variable, not to a heap block";
	if (root_is_global(address))
		return "the pointer is to a global or static variable, not to a heap block";
	rt.below++;
	bool constant = dl_iterate_phdr(in_module, &address);
	rt.below--;
	if (constant)
		return "the pointer is to a constant or a function, not to a heap block";
	return is_from_libc(address) ? NULL : "the pointer does not come from malloc";
}

void foreign_free(uint64_t address, uint64_t pc)
{
	const char *what = early_size(address) ? NULL : what_it_is(address);
	struct violation v = {
		.verdict = ACQ_INVALID_FREE,
		.kind = ACQ_STEP_FREE,
		.order = ACQ_NO_ORDER,
		.address = address,
		.size = 1,
		.pc = pc,
		.access_is_free = true,
	};

	if (!what)
		return;
	violation_message(&v, "%s", what);
	violation_raise(&v);
}
