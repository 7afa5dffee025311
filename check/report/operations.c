/* The operations of the source that help may change, as far as the reported execution has them. */
#include "report/operations.h"

#include "protocol/outcome.h"
#include "protocol/override.h"
#include "protocol/step.h"
#include "protocol/verdict.h"
#include "report/names.h"
#include "report/rows.h"
#include "report/source/stacks.h"

#include <string.h>

struct list {
	struct report_operation *at;
	size_t count, room;
};

/* 0: it is in none of the modules that are known. */
uint64_t place_of(const struct acq_outcome *o, uint64_t pc)
{
	for (size_t i = 0; i < ACQ_MOST_MODULES; i++)
		if (o->modules[i].start <= pc && pc < o->modules[i].end)
			return ACQ_PLACE(i + 1, pc - o->modules[i].start);
	return 0;
}

/*
 * The calls from the operation to the user's code, which are more than one where a function of a library is
 * not inlined. False: there are too many.
 */
static bool find_place(struct report *r, const struct acq_step *s, struct acq_override *place)
{
	struct frame frames[32];

	if (s->stack_off > r->pc_count || s->stack_len > r->pc_count - s->stack_off)
		return false;
	for (uint32_t i = 0; i < s->stack_len && i < ACQ_MOST_CALLERS; i++) {
		uint64_t pc = r->pcs[s->stack_off + i];
		place->places[i] = place_of(r->o, pc);
		if (!place->places[i])
			return false;
		size_t n = symbols_frames(r->symbols, pc - 1, frames, 32);
		for (size_t k = 0; k < n; k++)
			if (!frames[k].hidden)
				return true;
	}
	return false;
}

static uint8_t kind_of(const struct acq_step *s)
{
	return s->kind == ACQ_STEP_CAS_FAILED ? ACQ_STEP_CAS : s->kind;
}

static struct report_operation *find(struct report *r, struct list *l, const struct frame *f, uint8_t kind)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->at[i].line == f->line && l->at[i].kind == kind && !strcmp(l->at[i].path, f->path))
			return &l->at[i];
	l->at = arena_grow(r->arena, l->at, l->count, &l->room, sizeof *l->at);
	struct report_operation *o = &l->at[l->count++];
	*o = (struct report_operation){
		.path = f->path,
		.file = f->file,
		.function = f->function,
		.line = f->line,
		.column = f->column,
		.kind = kind,
		.order = ACQ_SEQ_CST,
	};
	return o;
}

static void add_place(struct report *r, struct report_operation *o, const struct acq_override *place)
{
	struct acq_override *all = arena_alloc(r->arena, (o->place_count + 1) * sizeof *all);

	for (size_t i = 0; i < o->place_count; i++) {
		if (!memcmp(o->places[i].places, place->places, sizeof place->places))
			return;
		all[i] = o->places[i];
	}
	all[o->place_count++] = *place;
	o->places = all;
}

static bool is_named(const struct report *r, uint32_t step)
{
	for (size_t i = 0; i < r->why_count; i++)
		if (r->why[i].code && r->why[i].step == step)
			return true;
	return false;
}

/* Acquire and release are weaker than both, and neither than the other. */
static uint8_t weaker(uint8_t a, uint8_t b)
{
	bool differ = (a == ACQ_ACQUIRE && b == ACQ_RELEASE) || (a == ACQ_RELEASE && b == ACQ_ACQUIRE);

	return differ ? ACQ_RELAXED : a < b ? a : b;
}

/*
 * Whether help may change it: its memory order, or a signal into a broadcast, also one to some who sleep on a
 * futex.
 */
static bool is_candidate(const struct acq_step *s)
{
	bool wakes_some = s->op == ACQ_CALL_FUTEX_WAKE && s->value_written < s->value_read;

	return (s->kind <= ACQ_STEP_FENCE && s->order != ACQ_LIGHT && s->order != ACQ_HEAVY) ||
	       (s->kind == ACQ_STEP_CALL && (s->op == ACQ_CALL_SIGNAL || wakes_some));
}

const struct report_operation *report_operations(struct report *r, size_t *count)
{
	struct list l = {0};

	for (uint32_t i = 0; i < r->step_count; i++) {
		const struct acq_step *s = &r->steps[i];
		const struct frame *f = step_frame(r, i);
		struct acq_override place = {0};
		if (!is_candidate(s) || r->of_library[i] || f->hidden || !f->path ||
		    !find_place(r, s, &place))
			continue;
		struct report_operation *o = find(r, &l, f, kind_of(s));
		o->op = s->op;
		o->order = weaker(o->order, s->order == ACQ_CONSUME ? ACQ_ACQUIRE : s->order);
		o->fails |= s->kind == ACQ_STEP_CAS_FAILED;
		o->misses |= (s->flags & ACQ_STEP_STALE) != 0;
		o->suspected |= is_named(r, i);
		add_place(r, o, &place);
	}
	*count = l.count;
	return l.at;
}

/* What the bytes of an access are called in the source, there or at another access to them; NULL: nothing. */
static const char *variable_name(struct report *r, uint32_t step)
{
	for (uint32_t i = 0; i <= r->step_count; i++) {
		uint32_t k = i ? i - 1 : step;
		if (!(r->steps[k].flags & ACQ_STEP_OFFENDING) || r->steps[k].addr != r->steps[step].addr)
			continue;
		const char *name = address_name(r, r->steps[k].addr, r->steps[k].len, NULL);
		name = name ? name : expression_of(r, k);
		if (name)
			return name;
	}
	return NULL;
}

/* Of a size and at an address that atomic objects have, and with a name in the source. */
static bool could_be_atomic(struct report *r, uint32_t step)
{
	const struct acq_step *s = &r->steps[step];
	uint64_t size = s->len;

	return step_is_plain(s) && s->flags & ACQ_STEP_OFFENDING && s->repeat == 1 && size && size <= 8 &&
	       !(size & (size - 1)) && !(s->addr & (size - 1)) && variable_name(r, step);
}

const struct report_operation *report_plain_accesses(struct report *r, size_t *count)
{
	struct list l = {0};

	for (uint32_t i = 0; r->verdict == ACQ_DATA_RACE && i < r->step_count; i++) {
		const struct frame *f = step_frame(r, i);
		struct acq_override place = {0};
		if (r->of_library[i] || f->hidden || !f->path || !could_be_atomic(r, i) ||
		    !find_place(r, &r->steps[i], &place))
			continue;
		struct report_operation *o = find(r, &l, f, r->steps[i].kind);
		o->order = ACQ_RELAXED;
		o->variable = variable_name(r, i);
		add_place(r, o, &place);
	}
	*count = l.count;
	return l.at;
}
