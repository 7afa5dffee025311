#include "rt/run/override.h"

#include "engine/reserve.h"
#include "rt/abi/volatile.h"
#include "rt/error/line_lock.h"
#include "rt/memory/plain.h"

#include <link.h>
#include <sys/mman.h>

__attribute__((used)) bool override_any; /* entry.S looks at it, too */
static uint32_t override_count;

struct override {
	uint64_t pcs[ACQ_MOST_CALLERS]; /* none: every operation */
	uint8_t kind, order, on_failure;
};

static struct override *overrides;

static int note_module(struct dl_phdr_info *m, size_t size, void *next)
{
	struct acq_module **module = next;
	uint64_t start = UINT64_MAX, end = 0;

	(void)size;
	for (int i = 0; i < m->dlpi_phnum; i++) {
		const ElfW(Phdr) *p = &m->dlpi_phdr[i];
		uint64_t from = m->dlpi_addr + p->p_vaddr, to = from + p->p_memsz;
		if (p->p_type != PT_LOAD)
			continue;
		start = from < start ? from : start;
		end = to > end ? to : end;
	}
	if (*module == rt.outcome->modules + ACQ_MOST_MODULES)
		return 1;
	*(*module)++ = (struct acq_module){start, end};
	return 0;
}

static uint64_t address_of(uint64_t place)
{
	uint64_t module = ACQ_PLACE_MODULE(place), thread = module - ACQ_PLACE_STACKS;

	if (module >= ACQ_PLACE_STACKS)
		return thread < rt_fiber_count
		               ? (uint64_t)rt_fibers[thread].stack_high - ACQ_PLACE_OFFSET(place)
		               : 0;
	if (!module || module > ACQ_MOST_MODULES)
		return 0;
	return rt.outcome->modules[module - 1].start + ACQ_PLACE_OFFSET(place);
}

static void take_over(const struct acq_override *from, struct override *to)
{
	for (int i = 0; i < ACQ_MOST_CALLERS; i++)
		to->pcs[i] = address_of(from->places[i]);
	to->kind = from->kind;
	to->order = from->order;
	to->on_failure = from->on_failure;
}

void override_init(void)
{
	struct acq_module *next = rt.outcome->modules;
	size_t got;

	rt.below++;
	dl_iterate_phdr(note_module, &next);
	rt.below--;
	const struct acq_array *a = &rt.outcome->request.overrides;

	if (!a->count)
		return;
	char *p = mmap(NULL, a->off + a->count * sizeof(struct acq_override), PROT_READ, MAP_SHARED,
	               rt.outcome_fd, 0);
	if (p == MAP_FAILED)
		engine_out_of_memory("the orders to be tried");
	overrides = engine_reserve(a->count * sizeof *overrides, &got);
	if (got < a->count * sizeof *overrides)
		engine_out_of_memory("the orders to be tried");
	for (size_t i = 0; i < a->count; i++) {
		const struct acq_override *o = (const struct acq_override *)(p + a->off) + i;
		if (o->kind == ACQ_OVERRIDE_LINE || o->kind == ACQ_OVERRIDE_LINE_ACCESS)
			line_lock_add(o, address_of);
		else
			take_over(o, &overrides[override_count++]);
	}
	override_any = true;
}

/*
 * Whether the operation is the one that is meant: it returns there, and its callers do too. These are found
 * through the frame pointers of code that was not optimized, which alone calls helpers of the library and
 * does not inline them.
 */
static bool is_meant(const struct override *o, uint64_t pc, uintptr_t frame)
{
	const struct fiber *f = rt.current;

	if (!o->pcs[0])
		return true;
	if (o->pcs[0] != pc)
		return false;
	for (int i = 1; i < ACQ_MOST_CALLERS && o->pcs[i]; i++) {
		if (frame % 8 || frame < (uintptr_t)f->stack_low || frame + 16 > (uintptr_t)f->stack_high)
			return false;
		const uintptr_t *at = (const uintptr_t *)frame;
		if (at[1] != o->pcs[i])
			return false;
		frame = at[0];
	}
	return true;
}

static const struct override *find(uint8_t kind, uint64_t pc, uintptr_t frame)
{
	for (uint32_t i = 0; i < override_count; i++)
		if (overrides[i].kind == kind && is_meant(&overrides[i], pc, frame)) {
			rt.outcome->overridden = 1;
			return &overrides[i];
		}
	return NULL;
}

/* What an order means for a load: there is nothing that it could release. */
static uint8_t for_load(uint8_t order)
{
	return order == ACQ_REL ? ACQUIRE : order == RELEASE ? RELAXED : order;
}

static uint8_t for_store(uint8_t order)
{
	return order == ACQ_REL ? RELEASE : order == ACQUIRE || order == CONSUME ? RELAXED : order;
}

static void replace_order(struct request *q, const struct override *o)
{
	q->order = q->op == OP_LOAD ? for_load(o->order) : q->op == OP_STORE ? for_store(o->order) : o->order;
	if (q->op == OP_CAS && o->on_failure)
		q->order_failure = for_load(o->order);
}

const struct event *override_and_perform(struct request *q)
{
	uintptr_t frame = override_program_frame(q->frame);
	const struct override *order = find(ACQ_OVERRIDE_ORDER, q->pc, frame);
	const struct override *fence = find(ACQ_OVERRIDE_FENCE, q->pc, frame);

	const struct override *after = find(ACQ_OVERRIDE_FENCE_AFTER, q->pc, frame);

	if (UNLIKELY(rt.lines))
		line_lock_see_access(q->address, q->op != OP_LOAD, q->pc, q->frame);
	if (fence)
		operation_fence(fence->order, q->pc);
	if (order)
		replace_order(q, order);
	const struct event *e = operation_perform(q);
	if (after)
		operation_fence(after->order, q->pc);
	return e;
}

uint8_t override_atomic(const struct hook_frame *frame)
{
	const struct override *o = find(ACQ_OVERRIDE_ATOMIC, frame->pc, override_program_frame(frame));

	return o ? o->order : UNORDERED;
}

void override_plain(uint64_t address, uint32_t size, bool write, const struct hook_frame *frame)
{
	uint8_t order = size <= 8 && !(address & (size - 1)) ? override_atomic(frame) : UNORDERED;

	if (order != UNORDERED) {
		volatile_access(address, size, write, order, frame);
		return;
	}
	plain_access_from(address, size, write, frame);
}

bool override_broadcasts(uint64_t pc, uintptr_t frame)
{
	return UNLIKELY(override_any) && find(ACQ_OVERRIDE_BROADCAST, pc, frame);
}

uint8_t override_order_of_fence(uint8_t order, uint64_t pc, const void *frame)
{
	const struct override *o = find(ACQ_OVERRIDE_ORDER, pc, *(const uintptr_t *)frame);

	return o ? o->order : order;
}
