/* Where the program's variables are: the writable segments of its modules, thread-local blocks, stacks. */
#include "rt/memory/roots.h"

#include "rt/memory/early.h"
#include "rt/rt.h"
#include "rt/run/library_locals.h"

#include <link.h>

#define MAX_SEGMENTS 256

static struct segment {
	uint64_t start, end;
} segments[MAX_SEGMENTS];

static uint32_t segment_count;
static uint64_t
	tls_size; /* of the program's own thread-local variables, below the thread pointer on x86-64 */

/* The runtime's own variables: named by the linker after their sections, see link_runtime.cmake. */
extern char __start_acqrel_bss[] __attribute__((weak, visibility("hidden")));
extern char __stop_acqrel_bss[] __attribute__((weak, visibility("hidden")));
extern char __start_acqrel_data[] __attribute__((weak, visibility("hidden")));
extern char __stop_acqrel_data[] __attribute__((weak, visibility("hidden")));

static void add_segment(uint64_t start, uint64_t end)
{
	if (start < end && segment_count < MAX_SEGMENTS)
		segments[segment_count++] = (struct segment){start, end};
}

/* Adds what lies outside a stretch of the runtime's, then outside the next. */
static void add_outside(uint64_t start, uint64_t end, int which)
{
	static char *const own[][2] = {
		{__start_acqrel_bss, __stop_acqrel_bss},
		{__start_acqrel_data, __stop_acqrel_data},
	};

	if (which == 2) {
		add_segment(start, end);
		return;
	}
	uint64_t from = (uint64_t)own[which][0], to = (uint64_t)own[which][1];
	if (to <= start || end <= from) {
		add_outside(start, end, which + 1);
		return;
	}
	add_outside(start, from, which + 1);
	add_outside(to, end, which + 1);
}

static bool (*is_left_out)(const char *name); /* by a module's file name; NULL: none is */

static int note_module(struct dl_phdr_info *info, size_t size, void *unused)
{
	const char *name = info->dlpi_name;

	(void)size, (void)unused;
	for (const char *c = name; *c; c++)
		if (*c == '/')
			name = c + 1;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *p = &info->dlpi_phdr[i];
		uint64_t start = info->dlpi_addr + p->p_vaddr;
		if (p->p_type == PT_LOAD && p->p_flags & PF_W && !(is_left_out && is_left_out(name)))
			add_outside(start, start + p->p_memsz, 0);
		if (p->p_type == PT_TLS && !is_left_out)
			tls_size += (p->p_memsz + p->p_align - 1) / p->p_align * p->p_align + 64;
	}
	return 0;
}

static void find(void)
{
	if (segment_count)
		return;
	rt.below++;
	dl_iterate_phdr(note_module, NULL);
	rt.below--;
}

static struct segment tls_of(const struct fiber *f)
{
#if defined(__x86_64__)
	return (struct segment){f->tls - tls_size, f->tls};
#else
	return (struct segment){f->tls + 16, f->tls + 16 + tls_size};
#endif
}

bool root_is_global(uint64_t address)
{
	find();
	for (uint32_t i = 0; i < segment_count; i++)
		if (address >= segments[i].start && address < segments[i].end)
			return true;
	return false;
}

bool root_is_tls(const struct fiber *f, uint64_t address)
{
	find();
	struct segment s = tls_of(f);
	return address >= s.start && address < s.end;
}

void root_each_variable(void (*visit)(uint64_t start, uint64_t end), bool (*left_out)(const char *name))
{
	is_left_out = left_out;
	segment_count = 0;
	dl_iterate_phdr(note_module, NULL);
	for (uint32_t i = 0; i < segment_count; i++)
		visit(segments[i].start, segments[i].end);
	is_left_out = NULL;
	segment_count = 0; /* to be found anew, all of them */
}

void rt_for_each_root(void (*visit)(uint64_t start, uint64_t end))
{
	find();
	for (uint32_t i = 0; i < segment_count; i++)
		visit(segments[i].start, segments[i].end);
	early_each(visit);
	for (uint32_t i = 0; i < rt_fiber_count; i++) {
		const struct fiber *f = &rt_fibers[i];
		/* What libraries of the system keep for a thread they free when it ends: dlerror's text. */
		library_locals_each(f, visit);
		if (f->thread && f->state == FIBER_ENDED)
			continue; /* its thread-local variables are gone; those of main stay to the end */
		struct segment s = tls_of(f);
		visit(s.start, s.end);
		if (f->state != FIBER_NONE && f->state != FIBER_ENDED)
			visit((uint64_t)f->sp, (uint64_t)f->stack_high);
		if (f->state != FIBER_NONE && f->values)
			visit((uint64_t)f->values, (uint64_t)(f->values + 128));
	}
}
