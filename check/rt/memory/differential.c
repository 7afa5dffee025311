/*
 * Whether what was never written decides anything. An execution that has read such bytes is run twice more
 * through its graph: once as it was, when all that can be seen of the program is written down (which memory
 * it accesses, which functions it enters, its operations with their operands, its output), and once with
 * other contents for the bytes. The first difference is where they have decided something.
 */
#include "engine/reserve.h"
#include "rt/error/record.h"
#include "rt/error/violation.h"
#include "rt/memory/heap.h"
#include "rt/memory/uninitialized.h"
#include "rt/run/execution.h"
#include "rt/run/fiber.h"
#include "rt/run/observer.h"

static enum { OFF, LOG, COMPARE, FIND } mode;

static uint64_t *seen; /* in the run as it was */
static size_t seen_count, max_seen;
static bool open_end; /* it was ended by the clock: what comes behind is not known */

/*
 * All bits set and none make no difference to `x == 5`: values with which the bytes are compared right after
 * they were read are tried too, each in a run of its own.
 */
#define MAX_VALUES 32
#define MAX_TRIES \
	10000 /* of such values in a process: where they have made no difference so often, they will not */
static struct uninitialized_pattern values[MAX_VALUES];
static uint32_t value_count, tries;

static size_t position; /* in the run that is compared, or recorded */
static bool differs;
static const struct uninitialized_pattern
	*shown; /* the run is to show where the program goes on with this pattern; else NULL */

static _Noreturn void stop(void)
{
	rt_violated = true;
	fiber_switch(NULL);
	__builtin_unreachable();
}

static _Noreturn void differ(uint64_t pc)
{
	differs = true;
	if (shown)
		record_other_way(rt.current, pc, shown->value, shown->width);
	stop();
}

static uint64_t mix(uint64_t h, uint64_t word)
{
	h = (h ^ word) * 0x9fb21c651e98df25u;
	return h ^ h >> 32;
}

static void log_one(uint64_t h)
{
	size_t got;

	if (!seen) {
		seen = engine_reserve(sizeof *seen << 34, &got);
		max_seen = got / sizeof *seen;
	}
	if (seen_count == max_seen)
		engine_out_of_memory("comparing what an execution does with uninitialized memory");
	seen[seen_count++] = h;
}

void differential_see(uint64_t pc, uint64_t what, uint64_t with)
{
	uint64_t h = mix(mix(mix(rt.current->thread + 1u, pc), what), with);

	switch (mode) {
	case OFF:
		return;
	case LOG:
		log_one(h);
		return;
	case COMPARE:
		if (position == seen_count && open_end)
			stop();
		if (position == seen_count || seen[position] != h)
			differ(pc);
		position++;
		return;
	case FIND:
		if (position-- == 0)
			record_decision(rt.current, pc);
		return;
	}
}

static void add_value(uint64_t value, uint32_t width)
{
	if (width < 8)
		value &= ((uint64_t)1 << 8 * width) - 1;
	for (uint32_t i = 0; i < value_count; i++)
		if (values[i].value == value && values[i].width == width)
			return;
	if (value_count < MAX_VALUES)
		values[value_count++] = (struct uninitialized_pattern){value, width};
}

/* Compared with a constant: equal to it and, for < and >, next to it. */
static void add_values(uint64_t constant, uint32_t size)
{
	add_value(constant, size);
	add_value(constant + 1, size);
	if (constant < 255 && size > 1) { /* a byte or bool that was promoted */
		add_value(constant, 1);
		add_value(constant + 1, 1);
	}
}

void differential_differs(uint64_t pc)
{
	if (mode == COMPARE)
		differ(pc);
}

void differential_ends(struct fiber *f, const struct violation *v)
{
	(void)f;
	bool by_the_clock = v->verdict == ACQ_LIVELOCK;

	if (!by_the_clock)
		differential_see(v->pc, v->verdict, v->address);
	else if (mode == LOG)
		open_end = true;
	else if (mode == COMPARE && !open_end)
		differ(v->pc);
	if (rt.mode != RUN_RECORD)
		stop();
}

/* --- Runs ----------------------------------------------------------------------------------------- */

static const struct observer comparing = {
	.event = observe_no_event,
	.access = observe_no_access,
	.heap = observe_no_heap,
	.output = observe_no_output,
	.step = differential_see,
	.differs = differential_differs,
	.adds = observe_nothing_added,
	.violation = differential_ends,
};

static void run_as_it_was(uint64_t snapshot)
{
	seen_count = 0;
	open_end = false;
	mode = LOG;
	execution_run_again(snapshot, &comparing);
	mode = OFF;
}

/* Whether the program does something else when these reads find the pattern. */
static bool run_with(uint64_t snapshot, const struct uninitialized_pattern *p, uint32_t from, uint32_t to)
{
	for (uint32_t i = 0; i < uninitialized_count; i++)
		uninitialized_get(i)->filled = i >= from && i < to;
	position = 0;
	differs = false;
	mode = COMPARE;
	uninitialized_use_pattern(p);
	execution_run_again(snapshot, &comparing);
	uninitialized_use_pattern(NULL);
	mode = OFF;
	return differs || (position < seen_count && !open_end);
}

/* --- The culprit ------------------------------------------------------------------------------------ */

/* The read without which there is no difference; the first of several that make one only together. */
static struct uninitialized_read *find_read(const struct uninitialized_pattern *p, uint32_t *from,
                                            uint32_t *to)
{
	*from = 0;
	*to = uninitialized_count;
	while (*to - *from > 1) {
		uint32_t middle = *from + (*to - *from) / 2;
		if (run_with(0, p, *from, middle))
			*to = middle;
		else if (run_with(0, p, middle, *to))
			*from = middle;
		else
			break;
	}
	return uninitialized_get(*from);
}

/* Of the bytes that were read, those that matter, as far as halving finds them; not parts of a number. */
static void find_bytes(const struct uninitialized_pattern *p, struct uninitialized_read *r, uint32_t from,
                       uint32_t to)
{
	uint64_t least = p->width && p->width < 8 ? p->width : 4;

	while (r->size > least && to - from == 1 && !r->atomic) {
		struct uninitialized_read whole = *r;
		r->size /= 2;
		bool first = run_with(0, p, from, to);
		struct uninitialized_read half = *r;
		r->address = whole.address + half.size;
		r->size = whole.size - half.size;
		bool second = run_with(0, p, from, to);
		if (first == second) {
			*r = whole;
			return;
		}
		if (first)
			*r = half;
	}
}

static void describe(struct violation *v, const struct uninitialized_read *r)
{
	const struct block *b = heap_block(r->address);
	uint64_t first = b ? r->address - b->address : 0, last = first + r->size - 1;

	if (!b || (!first && r->size == b->size))
		violation_message(v,
		                  "a heap block of %llu byte%s was never written, but what the program does "
		                  "depends on what it holds",
		                  (unsigned long long)r->size, r->size == 1 ? "" : "s");
	else if (first == last)
		violation_message(v,
		                  "byte %llu of a heap block of %zu bytes was never written, but what the "
		                  "program does depends on it",
		                  (unsigned long long)first, b->size);
	else
		violation_message(v,
		                  "bytes %llu to %llu of a heap block of %zu bytes were never written, but "
		                  "what the program does depends on them",
		                  (unsigned long long)first, (unsigned long long)last, b->size);
}

static void report(const struct uninitialized_pattern *p, struct violation *v)
{
	uint32_t from, to;

	run_as_it_was(0);
	struct uninitialized_read *r = find_read(p, &from, &to);
	find_bytes(p, r, from, to);
	shown = p;
	run_with(0, p, from, to);
	*v = (struct violation){
		.verdict = ACQ_UNINITIALIZED,
		.kind = r->atomic ? ACQ_STEP_LOAD : ACQ_STEP_PLAIN_READ,
		.order = ACQ_NO_ORDER,
		.address = r->address,
		.size = r->size,
		.pc = r->pc,
		.atomic = r->atomic,
		.thread = r->thread,
		.epoch = r->epoch,
	};
	describe(v, r);
	uninitialized_begin();
	mode = FIND; /* the place is where the run as it was does what the other one does not */
}

static const struct uninitialized_pattern *try_values(uint32_t snapshot)
{
	value_count = 0;
	for (uint32_t i = 0; i < uninitialized_count; i++)
		compared_constants_each(uninitialized_get(i)->pc, add_values);
	for (uint32_t i = 0; i < value_count && tries < MAX_TRIES; i++, tries++)
		if (run_with(snapshot, &values[i], 0, uninitialized_count))
			return &values[i];
	return NULL;
}

/*
 * Contents with which the program does something else than with those that are there; NULL: none were found.
 */
static const struct uninitialized_pattern *find_difference(uint32_t snapshot)
{
	static const struct uninitialized_pattern ones = {UINT64_MAX, 8}, all_different = {0, 0};

	if (run_with(snapshot, &ones, 0, uninitialized_count))
		return &ones;
	if (run_with(snapshot, &all_different, 0, uninitialized_count))
		return &all_different;
	return try_values(snapshot);
}

bool differential_check(struct violation *v)
{
	uint32_t snapshot = (uint32_t)explore_return_to(&rt.explorer, uninitialized_oldest_snapshot());

	run_as_it_was(snapshot);
	const struct uninitialized_pattern *p = find_difference(snapshot);
	if (p)
		report(p, v);
	return p;
}
