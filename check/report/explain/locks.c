/*
 * Locks that may be missing: of the accesses to the same bytes some hold one and others do not. Where such a
 * lock is in another execution can be described in several ways.
 */
#include "protocol/override.h"
#include "protocol/step.h"
#include "protocol/verdict.h"
#include "report/explain/why_locks.h"
#include "report/explain/why_stale.h"
#include "report/names.h"
#include "report/operations.h"
#include "report/resolved.h"
#include "report/rows.h"
#include "report/source/stacks.h"

#include <string.h>

#define MOST_LOOKED_AT ((size_t)200) /* accesses, the last ones */
#define NEAR           ((uint64_t)65536)

struct locks {
	struct report *r;
	struct report_lock *at;
	size_t count, room;
};

/* In the program, where it can be changed. */
static bool is_access(struct report *r, uint32_t step)
{
	const struct acq_step *s = &r->steps[step];
	const struct frame *f = step_frame(r, step);

	return (step_is_plain(s) || s->kind <= ACQ_STEP_CAS_FAILED) && s->addr && !r->of_library[step] &&
	       f->path && !f->hidden;
}

static bool is_offending(const struct report *r, uint32_t step)
{
	return r->steps[step].flags & ACQ_STEP_OFFENDING;
}

/*
 * --- Where it is ------------------------------------------------------------------------------------------
 */

static bool same_block(const struct report *r, uint64_t a, uint64_t b)
{
	for (size_t i = 0; i < r->heap_count; i++)
		if (a - r->heap[i].address < r->heap[i].size && b - r->heap[i].address < r->heap[i].size)
			return true;
	return a - r->o->block_addr < r->o->block_len && b - r->o->block_addr < r->o->block_len;
}

static uint64_t block_of(const struct report *r, uint64_t a)
{
	for (size_t i = 0; i < r->heap_count; i++)
		if (a - r->heap[i].address < r->heap[i].size)
			return r->heap[i].address;
	return r->o->block_addr;
}

/* Of the heap the addresses themselves are the same in every run. */
static uint64_t fixed_place(const struct report *r, uint64_t address)
{
	uint64_t place = place_of(r->o, address);

	for (size_t t = 0; !place && t < r->thread_count && t < ACQ_MOST_STACKS; t++)
		if (r->threads[t].stack_low <= address && address < r->threads[t].stack_high)
			place = ACQ_PLACE(ACQ_PLACE_STACKS + t, r->threads[t].stack_high - address);
	return place ? place : address;
}

/* The place of the lock, if it is described that way; false: it cannot be. */
static bool find_place(struct report *r, uint64_t lock, uint64_t access, uint8_t where, uint64_t *place)
{
	bool block = same_block(r, lock, access);

	switch (where) {
	case ACQ_LOCK_BEHIND:
		*place = lock - access;
		return (block || symbols_same_variable(r->symbols, lock, access)) &&
		       lock - access + NEAR < 2 * NEAR;
	case ACQ_LOCK_INSIDE:
		*place = lock - block_of(r, lock);
		return block;
	default:
		*place = fixed_place(r, lock);
		return true;
	}
}

/*
 * --- Lines ------------------------------------------------------------------------------------------------
 */

static uint8_t how_to_lock(const struct report *r, uint32_t lock, uint32_t access)
{
	uint8_t op = lock < r->step_count ? r->steps[lock].op : ACQ_CALL_NONE;

	if (op != ACQ_CALL_READ_LOCK && op != ACQ_CALL_WRITE_LOCK)
		return ACQ_LOCK_MUTEX;
	return step_changes(&r->steps[access]) ? ACQ_LOCK_WRITE : ACQ_LOCK_READ;
}

static void add_override(struct report *r, struct report_operation *o, struct acq_override *new)
{
	struct acq_override *all = arena_alloc(r->arena, (o->place_count + 1) * sizeof *all);

	memcpy(all, o->places, o->place_count * sizeof *all);
	all[o->place_count++] = *new;
	o->places = all;
}

static void add_stretches(struct report *r, struct report_operation *o, const struct report_lock *l)
{
	size_t n;
	const struct stretch *s = symbols_line(r->symbols, o->path, o->line, &n);

	for (size_t i = 0; i < n; i++)
		add_override(
			r, o,
			&(struct acq_override){
				.places = {place_of(r->o, s[i].start), place_of(r->o, s[i].end), l->place},
				.kind = ACQ_OVERRIDE_LINE,
				.where = l->where,
				.how = o->op,
			});
}

static void add_access(struct report *r, struct report_operation *o, const struct acq_step *s)
{
	struct acq_override new = {.kind = ACQ_OVERRIDE_LINE_ACCESS};

	new.places[0] = s->stack_len && s->stack_off < r->pc_count ? place_of(r->o, r->pcs[s->stack_off]) : 0;
	for (size_t i = 0; i < o->place_count; i++)
		if (o->places[i].kind == new.kind && o->places[i].places[0] == new.places[0])
			return;
	add_override(r, o, &new);
}

static const char *accessed_words(struct report *r, uint32_t step)
{
	const char *name = object_name(r, step);

	if (!strncmp(name, "block#", strlen("block#"))) /* a heap block that has no name in the source */
		return NULL;
	return arena_print(r->arena, "`%s` is %s", name, step_changes(&r->steps[step]) ? "written" : "read");
}

/* Where the last member of an expression begins: "p->" of "p->n[i]"; 0: it has none. */
static size_t member_start(const char *s)
{
	size_t start = 0;
	int depth = 0;

	for (size_t i = 0; s[i]; i++) {
		depth += (s[i] == '[' || s[i] == '(') - (s[i] == ']' || s[i] == ')');
		if (!depth && (s[i] == '.' || (s[i] == '-' && s[i + 1] == '>')))
			start = i + (s[i] == '.' ? 1 : 2);
	}
	return start;
}

/* What the lock is called where the access is: that of the same object, if it is found that way. */
static const char *lock_words(struct report *r, uint32_t lock, uint32_t access, uint8_t where)
{
	const char *name = object_name(r, lock), *other = expression_of(r, access);
	size_t start = other ? member_start(other) : 0;

	if (where == ACQ_LOCK_FIXED || !start || !member_start(name))
		return name;
	return arena_print(r->arena, "%.*s%s", (int)start, other, name + member_start(name));
}

/*
 * The thread that has the lock may have taken it in a function further out than that of its access. The line
 * that corresponds to that one for the other access; NULL: there is none.
 */
static const struct frame *outer_frame(struct report *r, uint32_t lock, uint32_t with, uint32_t without)
{
	struct stack locks = step_stack(r, lock), accesses = step_stack(r, with),
		     other = step_stack(r, without);

	if (accesses.count <= locks.count || other.count <= accesses.count - locks.count)
		return NULL;
	const struct frame *f = &other.frames[accesses.count - locks.count];
	return f->path && f->line && !f->hidden ? f : NULL;
}

static void add_line(struct report *r, struct report_lock *l, uint32_t lock, uint32_t access,
                     const struct frame *f)
{
	uint8_t how = how_to_lock(r, lock, access);
	struct report_operation *o = NULL, *all;

	for (size_t i = 0; i < l->line_count; i++)
		if (l->lines[i].line == f->line && !strcmp(l->lines[i].path, f->path))
			o = (struct report_operation *)&l->lines[i];
	if (!o) {
		all = arena_alloc(r->arena, (l->line_count + 1) * sizeof *all);
		memcpy(all, l->lines, l->line_count * sizeof *all);
		o = &all[l->line_count++];
		*o = (struct report_operation){
			.path = f->path,
			.file = f->file,
			.function = f->function,
			.line = f->line,
			.column = f->column,
			.kind = ACQ_STEP_LOCK,
			.op = how,
			.lock = lock < r->step_count ? lock_words(r, lock, access, l->where) : NULL,
			.accessed = l->outside ? NULL : accessed_words(r, access),
		};
		l->lines = all;
	} else if (how == ACQ_LOCK_WRITE && o->op == ACQ_LOCK_READ) {
		o->op = how;
		o->place_count = 0;
	}
	if (!o->place_count)
		add_stretches(r, o, l);
	if (l->where == ACQ_LOCK_BEHIND || l->where == ACQ_LOCK_INSIDE)
		add_access(r, o, &r->steps[access]);
}

/*
 * --- Locks ------------------------------------------------------------------------------------------------
 */

struct way { /* to find the lock, and where to take it */
	uint8_t where;
	bool outside;
};

/* lock: a step of the thread that makes the access `with`; access: the one without it */
static void add_lock(struct locks *l, uint32_t lock, uint32_t with, uint32_t access, struct way way)
{
	struct report *r = l->r;
	struct report_lock *known = NULL;
	const struct frame *f = way.outside ? outer_frame(r, lock, with, access) : step_frame(r, access);
	uint64_t place;

	if (!f || !find_place(r, r->steps[lock].addr, r->steps[access].addr, way.where, &place))
		return;
	for (size_t i = 0; i < l->count; i++)
		if (l->at[i].where == way.where && l->at[i].place == place && l->at[i].outside == way.outside)
			known = &l->at[i];
	if (!known) {
		l->at = arena_grow(r->arena, l->at, l->count, &l->room, sizeof *l->at);
		known = &l->at[l->count++];
		*known = (struct report_lock){.place = place, .where = way.where, .outside = way.outside};
	}
	add_line(r, known, lock, access, f);
}

/* The locks held at the one access that are not, or not so that they keep anybody out, at the other. */
static void compare(struct locks *l, uint32_t with, uint32_t without, struct way way)
{
	struct report *r = l->r;
	struct held a = held_at(r, with), b = held_at(r, without);

	for (size_t i = 0; i < a.count; i++) {
		const struct acq_step *lock = &r->steps[a.at[i]];
		bool reading = lock->op == ACQ_CALL_READ_LOCK && step_changes(&r->steps[with]);
		if (lock->op != ACQ_CALL_ONCE && lock->op != ACQ_CALL_ROBUST_LOCK &&
		    !r->of_library[a.at[i]] && !reading && !is_held(r, &b, lock->addr))
			add_lock(l, a.at[i], with, without, way);
	}
}

static void look(struct locks *l, struct way way)
{
	struct report *r = l->r;
	bool race = r->verdict == ACQ_DATA_RACE;
	uint32_t first = first_create(r), looked = 0;

	for (uint32_t i = (uint32_t)r->step_count; i-- > first && looked < MOST_LOOKED_AT;) {
		if ((race && !is_offending(r, i)) || !is_access(r, i))
			continue;
		looked++;
		for (uint32_t k = (uint32_t)r->step_count;
		     k-- > first && r->step_count - k < 10 * MOST_LOOKED_AT;)
			if (k != i && steps_meet(&r->steps[i], &r->steps[k]) && !r->of_library[k])
				compare(l, k, i, way);
	}
}

/* A mutex that there is not yet, for both accesses. */
static void add_own(struct locks *l)
{
	struct report *r = l->r;
	struct report_lock own = {.where = ACQ_LOCK_OWN};

	for (uint32_t i = 0; i < r->step_count; i++)
		if (is_offending(r, i) && is_access(r, i))
			add_line(r, &own, ACQ_NO_STEP, i, step_frame(r, i));
	if (!own.line_count)
		return;
	l->at = arena_grow(r->arena, l->at, l->count, &l->room, sizeof *l->at);
	l->at[l->count++] = own;
}

const struct report_lock *report_locks(struct report *r, size_t *count)
{
	static const struct way ways[] = {
		{.where = ACQ_LOCK_BEHIND},
		{.where = ACQ_LOCK_INSIDE},
		{.where = ACQ_LOCK_FIXED},
		{.where = ACQ_LOCK_FIXED, .outside = true},
	};
	struct locks l = {.r = r};

	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
		look(&l, ways[i]);
	if (r->verdict == ACQ_DATA_RACE)
		add_own(&l);
	*count = l.count;
	return l.at;
}
