/* The places that the error is about. */
#define _GNU_SOURCE
#include "report/locations.h"

#include "protocol/outcome.h"
#include "protocol/step.h"
#include "protocol/verdict.h"
#include "report/explain/circle.h"
#include "report/names.h"
#include "report/source/stacks.h"
#include "report/words.h"

#include <string.h>

static bool writes(uint8_t kind)
{
	return kind == ACQ_STEP_STORE || kind == ACQ_STEP_RMW || kind == ACQ_STEP_CAS ||
	       kind == ACQ_STEP_PLAIN_WRITE || kind == ACQ_STEP_FREE;
}

static bool is_atomic(uint8_t kind)
{
	return kind == ACQ_STEP_LOAD || kind == ACQ_STEP_STORE || kind == ACQ_STEP_RMW ||
	       kind == ACQ_STEP_CAS || kind == ACQ_STEP_CAS_FAILED;
}

static const char *atomic_words(struct report *r, const struct acq_site *site)
{
	static const char *const names[] = {"load", "store", "read-modify-write", "compare-exchange",
	                                    "failed compare-exchange"};

	return arena_print(r->arena, "atomic %s, %s", names[site->kind], order_name(site->order));
}

static const char *stuck_words(struct report *r, const struct acq_site *site)
{
	const struct acq_step *s = site->step < r->step_count ? &r->steps[site->step] : NULL;

	if (!s)
		return "goes no further";
	if (s->stuck == ACQ_STUCK_LOCK)
		return arena_print(r->arena, "waits for `%s`", object_name(r, site->step));
	if (s->op == ACQ_CALL_LIBRARY && (s->stuck == ACQ_STUCK_SLEEP || s->stuck == ACQ_STUCK_WAIT))
		return s->stuck == ACQ_STUCK_SLEEP ? "sleeps" : "waits";
	if (s->stuck == ACQ_STUCK_SLEEP)
		return arena_print(r->arena, "sleeps on `%s`", object_name(r, site->step));
	if (s->stuck == ACQ_STUCK_WAIT)
		return arena_print(r->arena, "waits for `%s`", object_name(r, site->step));
	if (s->stuck == ACQ_STUCK_JOIN)
		return arena_print(r->arena, "waits for %s to end", thread_name(r, s->peer));
	if (s->stuck == ACQ_STUCK_SPIN) {
		struct value_type type = {0};
		address_name(r, s->addr, s->len, &type);
		return arena_print(r->arena, "reads %s again and again",
		                   value_text(r, s->value_read, s->size, &type));
	}
	return "goes no further";
}

/* Where an execution goes on if what was never written holds this. */
static const char *decision_words(struct report *r, const struct acq_site *site)
{
	struct value_type type = {0};

	if (site->len == 8 && site->addr + 1 <= 1)
		return site->addr ? "goes on here if all their bits are set"
		                  : "goes on here if they are zero";
	if (!site->len)
		return "goes on here if no two of them are alike";
	return arena_print(r->arena, "goes on here if they hold %s",
	                   value_text(r, site->addr, (unsigned)site->len, &type));
}

static const char *access_words(struct report *r, const struct acq_site *site)
{
	uint64_t n = site->len;

	if (site->role == ACQ_SITE_STUCK)
		return stuck_words(r, site);
	if (site->role == ACQ_SITE_DECISION)
		return decision_words(r, site);
	if (site->role == ACQ_SITE_ALLOC || site->kind == ACQ_STEP_ALLOC)
		return arena_print(r->arena, "allocated here: %s", bytes_text(r, n));
	if (site->role == ACQ_SITE_FREE || site->kind == ACQ_STEP_FREE)
		return "freed here";
	if (is_atomic(site->kind))
		return atomic_words(r, site);
	if (r->verdict == ACQ_EXIT_FAILURE)
		return arena_print(r->arena, "ends with status %u here", r->o->exit_status);
	if (acq_verdict_is(r->verdict, ACQ_POINT))
		return r->verdict == ACQ_ASSERTION  ? "fails here"
		       : r->verdict == ACQ_LIVELOCK ? "runs on here"
		                                    : "here";
	if ((r->verdict == ACQ_CRASH || r->verdict == ACQ_OUT_OF_BOUNDS) && !n)
		return "here";
	return arena_print(r->arena, "%s%s%s",
	                   writes(site->kind)        ? "write"
	                   : r->verdict == ACQ_CRASH ? "access"
	                                             : "read",
	                   n ? " of " : "", n ? bytes_text(r, n) : "");
}

/* clang has assert() say "int pop(void)" where gcc says "pop". */
static const char *asserted_function(struct report *r)
{
	const char *s = r->o->asserted_function;
	size_t end = strnlen(s, sizeof r->o->asserted_function), start;
	const char *bracket = memchr(s, '(', end);

	if (bracket)
		end = (size_t)(bracket - s);
	for (start = end; start > 0 && s[start - 1] != ' ' && s[start - 1] != '*';)
		start--;
	return arena_copy(r->arena, s + start, end - start);
}

/*
 * Compilers make one call of the failures of several inlined copies of an assert(), and that has no line.
 * But assert() itself says where it is.
 */
static void place_asserted(struct report *r, struct location *l)
{
	const struct acq_outcome *o = r->o;
	const struct frame *top = stack_top(&l->stack);

	if (l->site->role != ACQ_SITE_ACCESS || !o->asserted_line || (top->line && !top->nearby))
		return;
	struct frame asserted = {
		.function = asserted_function(r),
		.file = arena_copy(r->arena, o->asserted_file,
	                           strnlen(o->asserted_file, sizeof o->asserted_file)),
		.line = (int)o->asserted_line,
	};
	asserted.path = asserted.file;
	size_t inlined = top->function && !strcmp(top->function, asserted.function) ? 0 : 1;
	struct frame *frames = arena_alloc(r->arena, (l->stack.count + 1) * sizeof *frames);
	for (size_t i = 0; i < l->stack.count; i++)
		frames[i + inlined] = l->stack.frames[i];
	frames[0] = asserted;
	l->stack = (struct stack){frames, l->stack.count ? l->stack.count + inlined : 1};
	if (l->site->step < r->step_count)
		r->step_stacks[l->site->step] = l->stack;
}

/* clang has the code of `a[i] = 1` at the operator, and tells a check of the index where the array is. */
static void place_index(struct report *r, struct location *l)
{
	if (l->site->role != ACQ_SITE_ACCESS || !r->o->column || !l->stack.count)
		return;
	struct frame *frames = arena_alloc(r->arena, l->stack.count * sizeof *frames);
	for (size_t i = 0; i < l->stack.count; i++)
		frames[i] = l->stack.frames[i];
	frames[0].column = (int)r->o->column;
	l->stack.frames = frames;
	if (l->site->step < r->step_count)
		r->step_stacks[l->site->step] = l->stack;
}

/* In the order in which they happen; what is not among the steps comes last. */
static void sort_by_step(struct report *r)
{
	for (size_t i = 1; i < r->location_count; i++) {
		struct location l = r->locations[i];
		size_t k = i;
		for (; k > 0 && r->locations[k - 1].site->step > l.site->step; k--)
			r->locations[k] = r->locations[k - 1];
		r->locations[k] = l;
	}
}

void locations_resolve(struct report *r)
{
	size_t n = r->run->done && r->o->n_sites <= ACQ_MAX_SITES ? r->o->n_sites : 0;

	r->locations = arena_alloc(r->arena, (n + 1) * sizeof *r->locations);
	for (size_t i = 0; i < n; i++) {
		const struct acq_site *site = &r->o->sites[i];
		if (r->verdict == ACQ_LEAK && site->role != ACQ_SITE_ALLOC)
			continue; /* a leak is no access */
		struct location *l = &r->locations[r->location_count++];
		l->site = site;
		l->stack = stack_resolve(r, site->stack_off, site->stack_len, site->thread);
		place_asserted(r, l);
		place_index(r, l);
		l->reads = site->kind == ACQ_STEP_PLAIN_READ && !acq_verdict_is(r->verdict, ACQ_POINT);
		l->calls = site->kind != ACQ_STEP_PLAIN_READ && site->kind != ACQ_STEP_PLAIN_WRITE;
		l->access = access_words(r, site);
	}
	sort_by_step(r);
}

struct location *location_of(const struct report *r, enum acq_site_role role)
{
	for (size_t i = 0; i < r->location_count; i++)
		if (r->locations[i].site->role == role)
			return &r->locations[i];
	return NULL;
}

static bool merely_joins(const struct report *r, const struct location *l)
{
	uint32_t step = l->site->step;

	return l->site->role == ACQ_SITE_STUCK && step < r->step_count &&
	       r->steps[step].stuck == ACQ_STUCK_JOIN && !circle_has(r, step);
}

/* Whether some thread waits for more than others to end. */
static bool has_cause(const struct report *r)
{
	for (size_t i = 0; i < r->location_count; i++)
		if (r->locations[i].site->role == ACQ_SITE_STUCK && !merely_joins(r, &r->locations[i]))
			return true;
	return false;
}

bool location_is_shown(const struct report *r, const struct location *l)
{
	if (r->verdict == ACQ_DATA_RACE && l->site->role == ACQ_SITE_ALLOC)
		return false;
	return !merely_joins(r, l) || !has_cause(r);
}

struct location **locations_by_weight(struct report *r)
{
	static const uint8_t by_weight[] = {
		ACQ_SITE_ACCESS, ACQ_SITE_DECISION, ACQ_SITE_PREVIOUS,
		ACQ_SITE_STUCK,  ACQ_SITE_FREE,     ACQ_SITE_ALLOC,
	};
	struct location **sorted = arena_alloc(r->arena, (r->location_count + 1) * sizeof *sorted);
	size_t n = 0;

	for (size_t k = 0; k < sizeof by_weight; k++)
		for (size_t i = 0; i < r->location_count; i++)
			if (r->locations[i].site->role == by_weight[k])
				sorted[n++] = &r->locations[i];
	return sorted;
}
