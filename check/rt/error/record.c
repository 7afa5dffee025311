/*
 * The record of the execution that is reported: it is run once more from its graph, and everything that
 * the report may want to show is written down as it happens, with the program's call stacks.
 */
#include "rt/error/record.h"

#include "engine/parts.h"
#include "engine/reserve.h"
#include "rt/abi/assembly.h"
#include "rt/error/asserted.h"
#include "rt/error/debugger.h"
#include "rt/error/hand_over.h"
#include "rt/error/object_step.h"
#include "rt/error/unwind.h"
#include "rt/error/violation.h"
#include "rt/error/wire.h"
#include "rt/memory/heap.h"
#include "rt/memory/leaks.h"
#include "rt/memory/units.h"
#include "rt/memory/wide.h"
#include "rt/run/fiber.h"
#include "rt/sync/futex.h"

static struct acq_step *steps;
static uint32_t step_count, max_steps;
static uint64_t *pcs;
static uint32_t pc_count, max_pcs;
static char *output;
static size_t output_size, max_output;
static struct acq_block *blocks;
static uint32_t block_count, max_blocks;
static uint32_t *step_of; /* by event: its step plus one */
static size_t max_step_of;
static bool found_access, found_previous, found_alloc, found_free;

static void prepare(void)
{
	size_t got;

	if (steps)
		return;
	steps = engine_reserve(sizeof *steps << 26, &got);
	max_steps = (uint32_t)(got / sizeof *steps);
	pcs = engine_reserve(sizeof *pcs << 29, &got);
	max_pcs = (uint32_t)(got / sizeof *pcs);
	blocks = engine_reserve(sizeof *blocks << 20, &got);
	max_blocks = (uint32_t)(got / sizeof *blocks);
	output = engine_reserve((size_t)1 << 32, &max_output);
	step_of = engine_reserve(sizeof *step_of << 28, &got);
	max_step_of = got / sizeof *step_of;
}

#define MOST_RECENT 64 /* blocks that are looked through before one is noted again */

#define MAX_STACK 100 /* frames shown; a deeper recursion is cut */

static uint32_t add_stack(const struct fiber *f, uint64_t pc, uint16_t *length)
{
	uint32_t off = pc_count;

	if (max_pcs - pc_count < MAX_STACK + 1) {
		*length = 0;
		return 0;
	}
	if (pc)
		pcs[pc_count++] = pc;
	if (pc)
		pc_count += (uint32_t)(f == rt.current ? unwind_find(pc, &pcs[pc_count], MAX_STACK / 2)
		                                       : unwind_noted(f, pc, &pcs[pc_count], MAX_STACK / 2));
	for (uint32_t i = f->depth; i-- > 0 && pc_count - off < MAX_STACK;)
		pcs[pc_count++] = f->calls[i].return_address;
	*length = (uint16_t)(pc_count - off);
	return off;
}

static struct acq_step *new_step(const struct fiber *f, uint8_t kind, uint64_t pc)
{
	prepare();
	if (step_count == max_steps)
		return &steps[step_count - 1];
	struct acq_step *s = &steps[step_count++];
	*s = (struct acq_step){
		.kind = kind,
		.order = ACQ_NO_ORDER,
		.thread = f->thread,
		.peer = ACQ_NO_THREAD,
		.from = ACQ_NO_STEP,
		.newest = ACQ_NO_STEP,
		.repeat = 1,
		.flags = f->on_volatile ? ACQ_STEP_VOLATILE : 0,
	};
	s->stack_off = add_stack(f, pc, &s->stack_len);
	return s;
}

static void add_site(uint8_t role, uint8_t kind, uint8_t order, uint16_t thread, uint32_t step,
                     uint64_t address, uint64_t size, uint32_t stack_off, uint16_t stack_len)
{
	struct acq_outcome *o = rt.outcome;

	if (o->n_sites == ACQ_MAX_SITES)
		return;
	o->sites[o->n_sites++] = (struct acq_site){
		.role = role,
		.kind = kind,
		.order = order,
		.thread = thread,
		.stack_len = stack_len,
		.stack_off = stack_off,
		.step = step,
		.addr = address,
		.len = size,
	};
}

static void add_step_site(uint8_t role, const struct acq_step *s)
{
	add_site(role, s->kind, s->order, s->thread, (uint32_t)(s - steps), s->addr, s->len, s->stack_off,
	         s->stack_len);
}

/* --- Events ------------------------------------------------------------------------------------------- */

static uint8_t step_kind(const struct event *e)
{
	switch (e->kind) {
	case EV_FENCE:
		return ACQ_STEP_FENCE;
	case EV_CREATE:
		return ACQ_STEP_CREATE;
	case EV_BEGIN:
		return ACQ_STEP_BEGIN;
	case EV_END:
		return ACQ_STEP_END;
	case EV_JOIN:
		return ACQ_STEP_JOIN;
	case EV_CHOICE:
		return ACQ_STEP_CHOICE;
	case EV_WOKEN:
		return ACQ_STEP_CALL;
	}
	switch (e->op) {
	case OP_LOAD:
		return ACQ_STEP_LOAD;
	case OP_STORE:
		return ACQ_STEP_STORE;
	case OP_UNLOCK:
		return ACQ_STEP_UNLOCK;
	case OP_ONCE:
		return e->blocked ? ACQ_STEP_STUCK : e->kind == EV_RMW ? ACQ_STEP_LOCK : ACQ_STEP_LOAD;
	case OP_LOCK:
		return e->blocked ? ACQ_STEP_STUCK : ACQ_STEP_LOCK;
	case OP_TRYLOCK:
		return e->kind == EV_RMW ? ACQ_STEP_LOCK : ACQ_STEP_TRYLOCK_FAILED;
	case OP_CAS:
	case OP_WEAK_CAS:
		return e->kind == EV_RMW ? ACQ_STEP_CAS : ACQ_STEP_CAS_FAILED;
	default:
		return ACQ_STEP_RMW;
	}
}

static uint8_t rmw_op(uint8_t op)
{
	switch (op) {
	case OP_EXCHANGE:
		return ACQ_OP_EXCHANGE;
	case OP_ADD:
		return ACQ_OP_ADD;
	case OP_SUB:
		return ACQ_OP_SUB;
	case OP_AND:
		return ACQ_OP_AND;
	case OP_OR:
		return ACQ_OP_OR;
	case OP_XOR:
		return ACQ_OP_XOR;
	case OP_NAND:
		return ACQ_OP_NAND;
	case OP_NEGATE:
		return ACQ_OP_NEGATE;
	default:
		return ACQ_OP_NONE;
	}
}

static uint32_t step_of_event(event_id id)
{
	if (graph_event(rt_graph(), id)->kind == EV_INIT)
		return ACQ_FROM_INIT;
	return id < max_step_of && step_of[id] ? step_of[id] - 1 : ACQ_NO_STEP;
}

/*
 * What a value points to is known while it is there: an integer that looks like a pointer points to nothing.
 */
static void note_block(uint64_t value)
{
	const struct block *b = heap_block(value);

	if (!b || value - b->address > b->size)
		return;
	for (uint32_t i = block_count; i-- > 0 && block_count - i <= MOST_RECENT;)
		if (blocks[i].address == b->address)
			return;
	if (block_count < max_blocks)
		blocks[block_count++] = (struct acq_block){b->address, b->size};
}

static void fill_memory_step(struct acq_step *s, const struct event *e)
{
	s->op = rmw_op(e->op);
	s->size = e->size;
	s->addr = event_address(e);
	s->len = e->size;
	s->value_read = e->kind == EV_PART ? 0 : parts_value(rt_graph(), e, e->value_read);
	s->value_written = parts_value(rt_graph(), e, e->value_written);
	if (e->size == 8) {
		note_block(s->value_read);
		note_block(s->value_written);
	}
	if (e->size > 8) {
		wide read = wide_value(e->value_read), written = wide_value(e->value_written);
		s->value_read = (uint64_t)read;
		s->high_read = (uint64_t)(read >> 64);
		s->value_written = (uint64_t)written;
		s->high_written = (uint64_t)(written >> 64);
		note_block(s->value_read);
		note_block(s->high_read);
		note_block(s->value_written);
		note_block(s->high_written);
	}
}

static bool gives_message(const struct event *e)
{
	event_id at = e->rf, w;
	uint16_t left = e->bytes;

	while ((w = parts_next_source(rt_graph(), &at, &left)))
		if (!view_empty(&graph_event(rt_graph(), w)->message))
			return true;
	return false;
}

/* Whether what was read from gave the reader a happens-before edge at once. */
static bool synchronizes(const struct event *e)
{
	if (e->kind == EV_BEGIN || e->kind == EV_JOIN)
		return true;
	return event_reads(e) && order_acquires(e->order) && gives_message(e);
}

/* The fences around a locked instruction, which is one step. */
static bool is_part_of_instruction(const struct event *e)
{
	const struct assembly_operation *o = e->kind == EV_FENCE && e->pc ? assembly_at(e->pc) : NULL;

	if (e->kind == EV_FENCE && e->pc && !o)
		o = assembly_at(e->pc - 1);
	return o && assembly_locks(o);
}

void record_event(const struct fiber *f, event_id id)
{
	const struct event *e = graph_event(rt_graph(), id);

	if (e->kind == EV_CHOICE && e->expected != ACQ_CHOICE_ASKED && !e->value_read)
		return; /* something that might have failed did not: that is not worth a step */
	if (object_is_hidden(e) || is_part_of_instruction(e)) {
		if (id < max_step_of && e->index)
			step_of[id] = step_of[graph_thread_event(rt_graph(), e->thread, e->index - 1)];
		return;
	}
	struct acq_step *s = new_step(f, step_kind(e), e->pc);

	if (id < max_step_of)
		step_of[id] = (uint32_t)(s - steps) + 1;
	s->peer = e->peer;
	if ((event_reads(e) || event_writes(e)) && e->pc && assembly_at(e->pc))
		s->flags |= ACQ_STEP_ASSEMBLY;
	if (event_reads(e) || event_writes(e)) {
		fill_memory_step(s, e);
		s->order = e->order == UNORDERED ? ACQ_RELAXED : e->order;
	} else if (e->kind == EV_FENCE) {
		s->order = e->order;
	} else if (e->kind == EV_CHOICE) {
		s->value_read = e->value_read;
		s->op = (uint8_t)e->expected;
	}
	if (event_failed_spuriously(e))
		s->flags |= ACQ_STEP_SPURIOUS;
	if (e->rf && e->kind != EV_PART)
		s->from = step_of_event(e->rf);
	if (synchronizes(e))
		s->flags |= ACQ_STEP_SYNCHRONIZES;
	if (e->queue) {
		futex_describe(s, e);
	} else if (e->op == OP_OBJECT) {
		object_describe(s, e);
	} else if (e->in_vain) {
		s->stuck = ACQ_STUCK_SPIN;
	} else if (e->blocked) {
		s->stuck = ACQ_STUCK_LOCK;
		s->peer = e->op == OP_ONCE ? graph_event(rt_graph(), e->rf)->thread
		                           : (uint16_t)(parts_value(rt_graph(), e, e->value_read) - 1);
	}
	if (e->op == OP_ONCE && s->kind == ACQ_STEP_LOCK)
		s->op = ACQ_CALL_ONCE;
	if (s->kind == ACQ_STEP_LOCK)
		asserted_locks(f);
	const struct violation *v = &rt_violation;
	if (v->atomic && v->thread == f->thread && v->epoch == e->index && !found_access) {
		s->flags |= ACQ_STEP_OFFENDING;
		found_access = true;
		add_step_site(ACQ_SITE_ACCESS, s);
	} else if (v->has_previous && v->previous_atomic && v->previous_thread == f->thread &&
	           v->previous_epoch == e->index && !found_previous) {
		s->flags |= ACQ_STEP_OFFENDING;
		found_previous = true;
		add_step_site(ACQ_SITE_PREVIOUS, s);
	}
}

/* Of the writes that it misses, the newest that comes before it in the record, or else the newest of all. */
static event_id missed_write(event_id read, event_id newest)
{
	const struct graph *g = rt_graph();
	const struct event *r = graph_event(g, read);

	for (event_id n = newest; n && n != r->rf; n = graph_event(g, n)->mo_prev) {
		const struct event *w = graph_event(g, n);
		if (w->thread != r->thread && !porf_before(r, w) && n < max_step_of && step_of[n] &&
		    step_of[n] < step_of[read])
			return n;
	}
	return newest;
}
#define MOST_MARKED 10000 /* steps, the last ones: to look through all of a long execution takes for ever */

/* Which reads were stale is known once all steps are there. */
static void mark_stale(void)
{
	const struct graph *g = rt_graph();

	for (event_id id = 1; id < g->next_event && id < max_step_of; id++) {
		const struct event *e = graph_event(g, id);
		if (!step_of[id] || step_of[id] + MOST_MARKED < step_count || !event_reads(e) ||
		    e->kind == EV_RMW || !e->in_rf || event_on_queue(e))
			continue;
		event_id newer = explore_newer_write(g, id, true);
		if (!newer)
			continue;
		struct acq_step *s = &steps[step_of[id] - 1];
		s->flags |= ACQ_STEP_STALE;
		s->newest = step_of_event(missed_write(id, newer));
	}
}

/* --- Plain accesses and the heap ---------------------------------------------------------------------- */

static bool overlaps(uint64_t a, uint64_t n, uint64_t b, uint64_t m)
{
	return a < b + m && b < a + n;
}

/* The bytes whose accesses are worth showing: those of the error, or the heap block around them. */
static bool of_interest(uint64_t address, size_t size)
{
	const struct violation *v = &rt_violation;
	const struct block *b = heap_block(v->address);

	if (asserted_is_about(address, size))
		return true;
	if (!v->address)
		return false;
	if (b && v->address < b->address + b->size)
		return overlaps(address, size, b->address, b->size);
	return overlaps(address, size, v->address, v->size);
}

static bool extends(const struct acq_step *s, const struct fiber *f, uint64_t address, bool write,
                    uint64_t pc)
{
	return s->kind == (write ? ACQ_STEP_PLAIN_WRITE : ACQ_STEP_PLAIN_READ) && s->thread == f->thread &&
	       s->stack_len && pcs[s->stack_off] == pc && address == s->addr + s->len;
}

static void match_sites(const struct fiber *f, struct acq_step *s, uint64_t address, size_t size, bool write)
{
	const struct violation *v = &rt_violation;

	if (!overlaps(address, size, v->address, v->size ? v->size : 1) || v->verdict == ACQ_UNINITIALIZED)
		return;
	if (!found_access && !v->atomic && !v->access_is_free && v->thread == f->thread &&
	    v->epoch == f->done && v->kind == (write ? ACQ_STEP_PLAIN_WRITE : ACQ_STEP_PLAIN_READ)) {
		found_access = true;
		s->flags |= ACQ_STEP_OFFENDING;
		add_site(ACQ_SITE_ACCESS, s->kind, ACQ_NO_ORDER, f->thread, (uint32_t)(s - steps), address,
		         size, s->stack_off, s->stack_len);
	} else if (!found_previous && v->has_previous && !v->previous_atomic && !v->previous_is_free &&
	           !v->previous_is_malloc && v->previous_thread == f->thread &&
	           v->previous_epoch == f->done && write == v->previous_write) {
		found_previous = true;
		s->flags |= ACQ_STEP_OFFENDING;
		add_site(v->access_is_free ? ACQ_SITE_ACCESS : ACQ_SITE_PREVIOUS, s->kind, ACQ_NO_ORDER,
		         f->thread, (uint32_t)(s - steps), address, size, s->stack_off, s->stack_len);
	}
}

static _Noreturn void finish_recording(void)
{
	rt_violated = true;
	fiber_switch(NULL);
	__builtin_unreachable();
}

/* A race is recorded when both accesses are: in this run they may come in either order. */
static bool race_complete(void)
{
	const struct violation *v = &rt_violation;

	if (v->verdict != ACQ_DATA_RACE &&
	    !(v->verdict == ACQ_USE_AFTER_FREE && !v->ordered && v->has_previous))
		return false;
	return found_access && (found_previous || found_free) && v->has_previous;
}

void record_plain(const struct fiber *f, uint64_t address, size_t size, bool write, uint64_t pc)
{
	asserted_see(f, address, size, write);
	if (!of_interest(address, size))
		return;
	struct acq_step *last = step_count ? &steps[step_count - 1] : NULL;
	if (last && extends(last, f, address, write, pc)) {
		last->len += size;
		last->repeat++;
	} else {
		last = new_step(f, write ? ACQ_STEP_PLAIN_WRITE : ACQ_STEP_PLAIN_READ, pc);
		last->addr = address;
		last->len = size;
		if (!write && size <= 8 && asserted_is_about(address, size)) {
			last->flags |= ACQ_STEP_VALUE;
			last->size = (uint8_t)size;
			rt_copy(&last->value_read, (const void *)address, size);
			note_block(last->value_read);
		}
	}
	match_sites(f, last, address, size, write);
	if (race_complete())
		finish_recording();
}

/* The call of malloc that nothing orders before the access. */
static void match_malloc(const struct fiber *f, struct acq_step *s)
{
	const struct violation *v = &rt_violation;

	if (!v->previous_is_malloc || v->previous_thread != f->thread || v->previous_epoch != f->done)
		return;
	*(v->access_is_free ? &found_access : &found_previous) = true;
	s->flags |= ACQ_STEP_OFFENDING;
	add_step_site(v->access_is_free ? ACQ_SITE_ACCESS : ACQ_SITE_PREVIOUS, s);
}

void record_heap(const struct fiber *f, bool is_free, uint64_t address, size_t size, uint64_t pc)
{
	const struct violation *v = &rt_violation;
	uint64_t about = v->block ? v->block : v->address;

	if (v->verdict == ACQ_LEAK ? !leak_is_shown(address)
	                           : !about || !overlaps(about, 1, address, size ? size : 1))
		return;
	struct acq_step *s = new_step(f, is_free ? ACQ_STEP_FREE : ACQ_STEP_ALLOC, pc);
	s->addr = address;
	s->len = size;
	if (!is_free) {
		rt.outcome->block_addr = address;
		rt.outcome->block_len = size;
		found_alloc = true;
		add_step_site(ACQ_SITE_ALLOC, s);
		match_malloc(f, s);
		return;
	}
	if (found_free)
		return;
	bool is_previous =
		v->previous_is_free && v->previous_thread == f->thread && v->previous_epoch == f->done;
	bool is_access = v->access_is_free && v->thread == f->thread && v->epoch == f->done;
	if (!is_previous && !(is_access && v->has_previous && !v->previous_is_free))
		return;
	found_free = true;
	s->flags |= ACQ_STEP_OFFENDING;
	add_step_site(ACQ_SITE_FREE, s);
	if (is_access && race_complete())
		finish_recording();
}

void record_output(const char *text, size_t n)
{
	prepare();
	if (n > max_output - output_size)
		n = max_output - output_size;
	rt_copy(output + output_size, text, n);
	output_size += n;
}

void record_show_output(void)
{
	outcome_show_output(output, output_size);
	output_size = 0;
}

/* --- What was never written ---------------------------------------------------------------------------- */

static uint64_t other_stack[MAX_STACK + 1];
static uint16_t other_thread, other_length;
static uint64_t other_value, other_width;

void record_other_way(const struct fiber *f, uint64_t pc, uint64_t value, uint32_t width)
{
	prepare();
	uint32_t off = add_stack(f, pc, &other_length);
	rt_copy(other_stack, &pcs[off], other_length * sizeof *pcs);
	other_thread = f->thread;
	other_value = value;
	other_width = width;
	pc_count = off;
}

/* The last read of the bytes before they decide, by the thread that they decide for if it has made one. */
static struct acq_step *deciding_read(uint16_t thread)
{
	const struct violation *v = &rt_violation;
	struct acq_step *any = NULL;

	for (uint32_t i = step_count; i-- > 0;) {
		struct acq_step *s = &steps[i];
		if (s->kind != ACQ_STEP_PLAIN_READ || !overlaps(s->addr, s->len, v->address, v->size))
			continue;
		if (s->thread == thread)
			return s;
		if (!any)
			any = s;
	}
	return any;
}

static void record_deciding_read(uint16_t thread)
{
	struct acq_step *s = found_access ? NULL : deciding_read(thread);

	if (!s)
		return;
	found_access = true;
	s->flags |= ACQ_STEP_OFFENDING;
	add_site(ACQ_SITE_ACCESS, s->kind, ACQ_NO_ORDER, s->thread, (uint32_t)(s - steps),
	         rt_violation.address, rt_violation.size, s->stack_off, s->stack_len);
}

static void add_decision(uint16_t thread, uint64_t value, uint64_t width, uint32_t stack_off,
                         uint16_t stack_len)
{
	add_site(ACQ_SITE_DECISION, ACQ_STEP_PLAIN_READ, ACQ_NO_ORDER, thread, ACQ_NO_STEP, value, width,
	         stack_off, stack_len);
}

_Noreturn void record_decision(const struct fiber *f, uint64_t pc)
{
	uint16_t length;
	uint32_t off = add_stack(f, pc, &length);

	debugger_stop();
	record_deciding_read(f->thread);
	add_decision(f->thread, 0, 8, off, length);
	finish_recording();
}

static void record_other_decision(void)
{
	if (!other_length || max_pcs - pc_count < other_length)
		return;
	rt_copy(&pcs[pc_count], other_stack, other_length * sizeof *pcs);
	add_decision(other_thread, other_value, other_width, pc_count, other_length);
	pc_count += other_length;
}

/* --- The end ------------------------------------------------------------------------------------------ */

void record_violation(const struct fiber *f, const struct violation *v)
{
	if (rt.mode != RUN_RECORD || found_access)
		return;
	asserted_fails(f);
	struct acq_step *s = new_step(f, v->kind, v->pc);
	s->addr = v->address;
	s->len = v->size;
	s->order = v->order;
	s->value_read = v->exit_status;
	s->flags |= ACQ_STEP_OFFENDING;
	found_access = true;
	add_step_site(ACQ_SITE_ACCESS, s);
}

static void record_stuck_fiber(const struct fiber *f)
{
	struct acq_step *s;

	event_id last = f->done ? rt_graph()->threads[f->thread].at[f->done - 1] : 0;
	if (f->state == FIBER_SLEEPING || f->state == FIBER_WAITING) {
		s = &steps[step_of[last] - 1];
	} else if (f->state == FIBER_LOCKING) {
		s = &steps[step_of[last] - 1];
		s->peer = f->waits_for;
	} else if (f->state == FIBER_SPINNING && graph_event(rt_graph(), last)->blocked) {
		s = &steps[step_of[last] - 1];
	} else if (f->state == FIBER_ASLEEP) {
		s = new_step(f, ACQ_STEP_STUCK, f->stuck_pc);
		s->stuck = ACQ_STUCK_SLEEP;
		s->op = ACQ_CALL_FUTEX_WOKEN;
		s->addr = futex_slept_on(f);
		s->len = s->size = 4;
	} else if (f->state == FIBER_JOINING) {
		s = new_step(f, ACQ_STEP_STUCK, f->stuck_pc);
		s->stuck = ACQ_STUCK_JOIN;
		s->peer = f->waits_for;
	} else if (f->state == FIBER_SPINNING) {
		s = new_step(f, ACQ_STEP_STUCK, f->stuck_pc);
		s->stuck = ACQ_STUCK_SPIN;
		s->addr = f->stuck_address;
		for (uint32_t i = f->done; i-- > 0;) {
			const struct event *e = graph_event(rt_graph(), rt_graph()->threads[f->thread].at[i]);
			if (!event_reads(e) || event_address(e) != f->stuck_address)
				continue;
			s->len = s->size = e->size;
			s->value_read = parts_value(rt_graph(), e, e->value_read);
			s->from = step_of_event(e->rf);
			break;
		}
	} else {
		return;
	}
	s->flags |= ACQ_STEP_OFFENDING;
	add_step_site(ACQ_SITE_STUCK, s);
}

bool record_begin_again(bool always)
{
	uint32_t v = rt_violation.verdict;
	bool by_thread = v == ACQ_DATA_RACE || v == ACQ_ASSERTION || v == ACQ_USE_AFTER_FREE ||
	                 v == ACQ_DOUBLE_FREE || v == ACQ_INVALID_FREE || v == ACQ_OUT_OF_BOUNDS ||
	                 v == ACQ_CRASH || v == ACQ_MISUSE || v == ACQ_EXIT_FAILURE;

	if (!always && (!by_thread || found_access))
		return false;
	if (step_of)
		rt_fill(step_of, 0, rt_graph()->next_event * sizeof *step_of);
	step_count = pc_count = block_count = 0;
	output_size = 0;
	rt.outcome->n_sites = 0;
	found_access = found_previous = found_alloc = found_free = false;
	return true;
}

void record_stuck(void)
{
	prepare();
	if (rt_violation.verdict == ACQ_UNINITIALIZED)
		record_deciding_read(rt_violation.thread);
	if (!acq_verdict_is(rt_violation.verdict, ACQ_WAITS))
		return;
	for (uint32_t i = 0; i < rt_fiber_count; i++)
		record_stuck_fiber(&rt_fibers[i]);
}

uint32_t record_step_of(event_id event)
{
	return event && event < max_step_of && step_of[event] ? step_of[event] - 1 : ACQ_NO_STEP;
}

/* The most important first: in the order of the roles. */
static void sort_sites(void)
{
	struct acq_site *s = rt.outcome->sites;

	for (uint32_t i = 1; i < rt.outcome->n_sites; i++)
		for (uint32_t k = i; k > 0 && s[k].role < s[k - 1].role; k--) {
			struct acq_site t = s[k];
			s[k] = s[k - 1];
			s[k - 1] = t;
		}
}

void record_hand_over(struct record *r)
{
	record_other_decision();
	sort_sites();
	if (step_count)
		mark_stale();
	*r = (struct record){steps, step_count, pcs, pc_count, output, output_size, blocks, block_count};
}
