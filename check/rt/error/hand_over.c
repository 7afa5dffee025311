/* The end of an exploration: everything the reporter needs goes into the shared memory. */
#include "rt/error/hand_over.h"

#include "rt/error/record.h"
#include "rt/error/replay.h"
#include "rt/error/violation.h"
#include "rt/memory/heap.h"
#include "rt/memory/roots.h"
#include "rt/rt.h"
#include "rt/run/fiber.h"
#include "rt/run/os.h"

#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/syscall.h>

static uint64_t file_size;

static void append_bytes(const void *p, size_t n)
{
	const char *bytes = p;

	while (n) {
		long done =
			os_syscall(SYS_pwrite64, rt.outcome_fd, (long)bytes, (long)n, (long)file_size, 0, 0);
		if (done <= 0)
			return;
		bytes += done;
		n -= (size_t)done;
		file_size += (uint64_t)done;
	}
}

static void append(struct acq_array *array, const void *p, size_t size, size_t count)
{
	static const char zeros[8];

	append_bytes(zeros, -file_size & 7);
	array->off = file_size;
	array->count = count;
	append_bytes(p, size * count);
}

/* A line as /proc/self/maps has them, for one module, from its first page to its last. */
static int append_module(struct dl_phdr_info *m, size_t size, void *number)
{
	const char *name = m->dlpi_name && *m->dlpi_name ? m->dlpi_name : (const char *)getauxval(AT_EXECFN);
	uint64_t start = UINT64_MAX, end = 0;
	char line[PATH_MAX + 100];

	(void)size;
	for (int i = 0; i < m->dlpi_phnum; i++) {
		const ElfW(Phdr) *p = &m->dlpi_phdr[i];
		if (p->p_type != PT_LOAD)
			continue;
		uint64_t from = (m->dlpi_addr + p->p_vaddr) & ~(uint64_t)4095;
		uint64_t to = (m->dlpi_addr + p->p_vaddr + p->p_memsz + 4095) & ~(uint64_t)4095;
		start = from < start ? from : start;
		end = to > end ? to : end;
	}
	int n = snprintf(line, sizeof line, "%lx-%lx r-xp 00000000 00:01 %d %s\n", start, end,
	                 ++*(int *)number, name);
	if (n > 0 && (size_t)n < sizeof line)
		append_bytes(line, (size_t)n);
	return 0;
}

static void append_maps(void)
{
	static char buffer[16384];
	struct acq_array *array = &rt.outcome->maps;
	long n, fd = os_syscall(SYS_openat, AT_FDCWD, (long)"/proc/self/maps", O_RDONLY, 0, 0, 0);

	int number = 0;

	array->off = file_size;
	if (fd < 0)
		dl_iterate_phdr(append_module, &number);
	while (fd >= 0 && (n = os_syscall(SYS_read, fd, (long)buffer, sizeof buffer, 0, 0, 0)) > 0)
		append_bytes(buffer, (size_t)n);
	array->count = file_size - array->off;
}

static void append_threads(void)
{
	struct acq_array *array = &rt.outcome->threads;

	append(array, NULL, 1, 0);
	array->count = rt_fiber_count;
	for (uint32_t i = 0; i < rt_fiber_count; i++) {
		const struct fiber *f = &rt_fibers[i];
		struct acq_thread t = {
			.stack_low = (uint64_t)f->stack_low,
			.stack_high = (uint64_t)f->stack_high,
			.start_pc = !i        ? (uint64_t)rt.main
		                    : f->runs ? f->runs
		                              : (uint64_t)f->start,
			.creator = ACQ_NO_THREAD,
			.create_step = ACQ_NO_STEP,
		};
		for (uint32_t c = 0; i && c < rt_fiber_count; c++)
			for (uint32_t k = 0; k < rt_fibers[c].created; k++)
				if (rt_fibers[c].children[k] == i) {
					t.creator = (uint16_t)c;
					t.ordinal = (uint16_t)k;
				}
		if (i)
			t.create_step = record_step_of(f->created_by);
		rt_copy(t.name, f->name, sizeof t.name);
		append_bytes(&t, sizeof t);
	}
}

/* Where the address that the error is about lies. */
static void tell_region(uint64_t address)
{
	struct acq_outcome *o = rt.outcome;
	const struct fiber *f = fiber_of_stack(address);

	o->region_thread = ACQ_NO_THREAD;
	if (!address) {
		o->region = ACQ_REGION_NONE;
	} else if (f) {
		o->region = ACQ_REGION_STACK;
		o->region_thread = f->thread;
	} else if (heap_is(address)) {
		o->region = ACQ_REGION_HEAP;
	} else {
		o->region = root_is_global(address) ? ACQ_REGION_GLOBAL : ACQ_REGION_UNKNOWN;
		for (uint32_t i = 0; i < rt_fiber_count; i++)
			if (root_is_tls(&rt_fibers[i], address)) {
				o->region = ACQ_REGION_TLS;
				o->region_thread = (uint16_t)i;
			}
	}
}

static uint64_t end_of_request(void)
{
	const struct acq_outcome *o = rt.outcome;

	return sizeof *o + o->request.witness.count * sizeof(struct acq_witness_event) +
	       o->request.overrides.count * sizeof(struct acq_override);
}

void outcome_show_output(const char *output, size_t size)
{
	struct acq_workers *team = &rt.outcome->team;

	os_lock(&team->saying);
	/*
	 * relaxed: pairs with the exchange in workers_found_error(); a worker that reports an error takes the
	 * lock after that
	 */
	if (!__atomic_load_n(&team->reporting, __ATOMIC_RELAXED)) {
		file_size = end_of_request();
		append(&rt.outcome->output, output, 1, size);
	}
	os_unlock(&team->saying);
}

/* For what is to be named where there is no error. All other workers have ended. */
static void hand_over_maps(void)
{
	const struct acq_array *output = &rt.outcome->output;

	file_size = output->count ? output->off + output->count : end_of_request();
	append_maps();
}

static void hand_over(uint32_t verdict)
{
	struct acq_outcome *o = rt.outcome;
	const struct violation *v = &rt_violation;
	struct record r;

	os_lock(&o->team.saying); /* until no other worker is writing to the same place */
	os_unlock(&o->team.saying);
	file_size = end_of_request();
	record_hand_over(&r);
	uint32_t event_count;
	const struct acq_witness_event *events = witness_make(&event_count);
	append(&o->witness, events, sizeof *events, event_count);
	append(&o->steps, r.steps, sizeof *r.steps, r.step_count);
	append(&o->pcs, r.pcs, sizeof *r.pcs, r.pc_count);
	append(&o->output, r.output, 1, r.output_size);
	append(&o->blocks, r.blocks, sizeof *r.blocks, r.block_count);
	append_threads();
	append_maps();
	o->verdict = verdict;
	o->signal = v->signal;
	o->exit_status = v->exit_status;
	o->addr = v->address;
	o->len = v->size;
	o->ordered = v->ordered;
	o->object_addr = v->object;
	o->object_len = v->object_size;
	rt_copy(o->message, v->message, sizeof o->message);
	o->column = v->column;
	if (v->asserted_file) {
		o->asserted_line = v->asserted_line;
		snprintf(o->asserted_file, sizeof o->asserted_file, "%s", v->asserted_file);
		snprintf(o->asserted_function, sizeof o->asserted_function, "%s",
		         v->asserted_function ? v->asserted_function : "");
	}
	tell_region(v->address);
}

_Noreturn void outcome_finish(uint32_t verdict, bool exhaustive)
{
	struct acq_outcome *o = rt.outcome;

	rt.below++;
	if (verdict == ACQ_OK && o->bounds[0][0]) {
		verdict = ACQ_INCOMPLETE;
		exhaustive = false;
	}
	if (verdict == ACQ_OK || verdict == ACQ_INCOMPLETE) {
		hand_over_maps();
		o->verdict = verdict;
	} else {
		hand_over(verdict);
	}
	o->exhaustive = exhaustive;
	/*
	 * release: pairs with the acquire in the reporter; else it may read an outcome that is not all there
	 */
	__atomic_store_n(&o->progress.state, ACQ_STATE_DONE, __ATOMIC_RELEASE);
	os_exit(0);
}
