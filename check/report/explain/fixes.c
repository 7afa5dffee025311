/* What fixes the program, in sentences. Nothing is said that was not tried. */
#include "report/explain/fixes.h"

#include "protocol/outcome.h"
#include "protocol/step.h"
#include "protocol/verdict.h"
#include "report/explain/why_missed.h"
#include "report/source/places.h"
#include "report/words.h"

#include <string.h>

bool fix_is_known(const struct report *r)
{
	return r->run->fix_count || r->run->no_order_fixes;
}

static bool is_order(const struct report_change *c)
{
	return c->operation.kind <= ACQ_STEP_FENCE;
}

bool fix_is_about_orders(const struct report *r)
{
	return r->run->fix_count && is_order(&r->run->fixes[0].changes[0]);
}

bool fix_is_about_locks(const struct report *r)
{
	return r->run->fix_count && r->run->fixes[0].changes[0].operation.kind == ACQ_STEP_LOCK;
}

bool fix_is_about_signals(const struct report *r)
{
	return r->run->fix_count && r->run->fixes[0].changes[0].operation.kind == ACQ_STEP_CALL;
}

static void say(struct report *r, const char *sentence)
{
	const char **all = arena_alloc(r->arena, (r->fix_count + 1) * sizeof *all);

	for (size_t i = 0; i < r->fix_count; i++)
		all[i] = r->fixes[i];
	all[r->fix_count++] = sentence;
	r->fixes = all;
}

static const char *kind_words(const struct report_operation *o)
{
	switch (o->kind) {
	case ACQ_STEP_LOAD:
		return "load";
	case ACQ_STEP_STORE:
		return "store";
	case ACQ_STEP_CAS:
		return "compare-exchange";
	case ACQ_STEP_FENCE:
		return "fence";
	default:
		return rmw_name(o->op);
	}
}

static const char *line_words(struct report *r, const struct report_operation *o)
{
	struct frame f = {.file = o->file, .path = o->path, .function = o->function, .line = o->line};

	return place_words(r, &f);
}

/* In the source's words. */
static const char *broadcast_words(struct report *r, const struct report_operation *o)
{
	const struct wakers *w = wakers_at(r, o->path, o->line);

	if (w)
		return arena_print(r->arena, "the %s at %s a %s", w->one, line_words(r, o), w->all);
	if (o->op == ACQ_CALL_FUTEX_WAKE)
		return arena_print(r->arena, "the futex wake-up at %s wake all sleeping threads (INT_MAX)",
		                   line_words(r, o));
	return arena_print(r->arena, "the signal at %s a broadcast", line_words(r, o));
}

static const char *change_words(struct report *r, const struct report_change *c)
{
	const struct report_operation *o = &c->operation;
	const char *order = order_name(c->order), *kind = kind_words(o), *failing = "";

	if (o->kind == ACQ_STEP_CALL)
		return broadcast_words(r, o);
	if (c->fence && c->order != ACQ_SEQ_CST)
		return arena_print(r->arena, "%s %s fence %s the %s at %s", order[0] == 'a' ? "an" : "a",
		                   order, c->after ? "after" : "before", kind, line_words(r, o));
	if (c->fence)
		return arena_print(r->arena, "before the %s at %s", kind, line_words(r, o));
	if (o->fails && c->order == ACQ_ACQ_REL)
		failing = " (acquire where it fails)";
	else if (o->fails && c->order != ACQ_RELEASE)
		failing = " (also where it fails)";
	return arena_print(r->arena, "%s %s %s %s%s", line_words(r, o), order[0] == 'a' ? "an" : "a", order,
	                   kind, failing);
}

/* "the race remains" */
static const char *error_remains(const struct report *r, const struct report_fix *fix)
{
	if (!fix->error_is_same)
		return "there is still an error";
	return verdict_remains(r->verdict);
}

static const char *make_words(struct report *r, const struct report_fix *fix)
{
	const char *words = "";

	for (size_t i = 0; i < fix->change_count; i++)
		words = arena_print(r->arena, "%s%s%s", words,
		                    i == 0                      ? ""
		                    : i + 1 < fix->change_count ? ", "
		                                                : " and ",
		                    change_words(r, &fix->changes[i]));
	return words;
}

/*
 * "at line 40" or "at lines 40 and 52": of changes that are done in the same way; all in one file if not
 * alone.
 */
static const char *places_of(struct report *r, const struct report_change *c, size_t n)
{
	const char *words = "";
	bool lines = n > 1;

	for (size_t i = 0; i < n; i++)
		lines &= !strncmp(line_words(r, &c[i].operation), "line ", strlen("line "));
	for (size_t i = 0; i < n; i++)
		words = arena_print(r->arena, "%s%s%s", words,
		                    i == 0      ? ""
		                    : i + 1 < n ? ", "
		                                : " and ",
		                    line_words(r, &c[i].operation) + (lines ? strlen("line ") : 0));
	return arena_print(r->arena, "at %s%s", lines ? "lines " : "", words);
}

/*
 * "Hold `m` at line 40 too, where `n` is written"; "Read-lock `l` at lines 40 and 52, and write-lock it at
 * line 60 too"
 */
static const char *hold_words(struct report *r, const struct report_fix *fix)
{
	static const char *const verbs[] = {"hold", "read-lock", "write-lock"}, *const first[] = {
											"Hold", "Read-lock",
											"Write-lock"};
	const struct report_change *c = fix->changes;
	const char *words = "";
	size_t n = fix->change_count, same;

	if (!c->operation.lock)
		return arena_print(r->arena, "Hold a mutex, always the same, %s", places_of(r, c, n));

	for (size_t i = 0; i < n; i += same) {
		for (same = 1; i + same < n && c[i + same].operation.op == c[i].operation.op &&
		               !strcmp(c[i + same].operation.lock, c[i].operation.lock);)
			same++;
		words = arena_print(r->arena, "%s%s%s `%s` %s", words, i ? ", and " : "",
		                    (i ? verbs : first)[c[i].operation.op], c[i].operation.lock,
		                    places_of(r, &c[i], same));
	}
	return n == 1 && c->operation.accessed
	               ? arena_print(r->arena, "%s too, where %s", words, c->operation.accessed)
	               : arena_print(r->arena, "%s too", words);
}

static const char *outcome_words(struct report *r, const struct report_fix *fix)
{
	unsigned long long n = fix->executions;
	const char *with = fix->change_count == 1 ? "it" : fix->change_count == 2 ? "both" : "all of them";

	if (!fix->exhaustive)
		return arena_print(r->arena,
		                   "Tried: with %s there was no error in %llu executions; there are more",
		                   with, n);
	return n == 1 ? arena_print(r->arena, "Checked: with %s, the only execution passes", with)
	              : arena_print(r->arena, "Checked: with %s, all %llu executions pass", with, n);
}

static bool is_plain(const struct report_change *c)
{
	return c->operation.kind == ACQ_STEP_PLAIN_READ || c->operation.kind == ACQ_STEP_PLAIN_WRITE;
}

static bool ends_with(const char *s, const char *end)
{
	size_t n = s ? strlen(s) : 0, k = strlen(end);

	return n >= k && !strcmp(s + n - k, end);
}

/* Headers may be either: then it is C that is spoken. */
static bool is_cxx(const struct report_operation *o)
{
	return !ends_with(o->file, ".c") && !ends_with(o->file, ".h");
}

/* Whether another change is the same line's read or write of that variable: one operation, in the source. */
static bool updates(const struct report_change *a, const struct report_change *b)
{
	return a->operation.kind != b->operation.kind && is_plain(a) && is_plain(b) &&
	       a->operation.line == b->operation.line && !strcmp(a->operation.path, b->operation.path) &&
	       !strcmp(a->operation.variable, b->operation.variable);
}

static const char *access_words(struct report *r, const struct report_change *c,
                                const struct report_change *other)
{
	const struct report_operation *o = &c->operation;
	bool cxx = is_cxx(o), stores = o->kind == ACQ_STEP_PLAIN_WRITE;
	const char *order = order_name(c->order), *name = o->variable, *line = line_words(r, o);

	if (other)
		order = c->order == ACQ_SEQ_CST || other->order == ACQ_SEQ_CST ? "seq_cst"
		        : !c->order                                            ? order_name(other->order)
		        : !other->order                                        ? order
		                                                               : "acq_rel";
	if (other && cxx)
		return arena_print(
			r->arena, "at %s a read-modify-write such as %s.fetch_add(..., std::memory_order_%s)",
			line, name, order);
	if (other)
		return arena_print(r->arena,
		                   "at %s a read-modify-write such as atomic_fetch_add_explicit(&%s, ..., "
		                   "memory_order_%s)",
		                   line, name, order);
	if (cxx)
		return arena_print(r->arena, "at %s %s.%s(%sstd::memory_order_%s)", line, name,
		                   stores ? "store" : "load", stores ? "..., " : "", order);
	return arena_print(r->arena, "at %s atomic_%s_explicit(&%s, %smemory_order_%s)", line,
	                   stores ? "store" : "load", name, stores ? "..., " : "", order);
}

/* "`ready`", "`data` and `ready`" */
static const char *variables_of(struct report *r, const struct report_fix *fix, size_t *count)
{
	const char *names[16], *words = "";
	size_t n = 0, k;

	for (size_t i = 0; i < fix->change_count; i++) {
		const struct report_change *c = &fix->changes[i];
		for (k = 0; k < n && is_plain(c) && strcmp(names[k], c->operation.variable);)
			k++;
		if (k == n && is_plain(c) && n < sizeof names / sizeof names[0])
			names[n++] = c->operation.variable;
	}
	for (k = 0; k < n; k++)
		words = arena_print(r->arena, "%s%s`%s`", words,
		                    !k          ? ""
		                    : k + 1 < n ? ", "
		                                : " and ",
		                    names[k]);
	*count = n;
	return words;
}

/*
 * "Make `ready` _Atomic: at line 10 atomic_store_explicit(&ready, ..., memory_order_release) and at line 20
 * ..."
 */
static const char *atomic_words(struct report *r, const struct report_fix *fix)
{
	const char *list = NULL, *last = NULL;
	size_t n;
	const char *variables = variables_of(r, fix, &n);
	const struct report_operation *o = &fix->changes[0].operation;

	for (size_t i = 0; i < fix->change_count; i++) {
		const struct report_change *c = &fix->changes[i], *other = NULL;
		bool said = false;
		for (size_t k = 0; k < fix->change_count; k++)
			if (updates(c, &fix->changes[k])) {
				other = &fix->changes[k];
				said = k < i;
			}
		if (said)
			continue;
		if (last)
			list = list ? arena_print(r->arena, "%s, %s", list, last) : last;
		last = is_plain(c) ? access_words(r, c, other)
		                   : arena_print(r->arena, "%s", change_words(r, c));
	}
	return arena_print(r->arena, "%s %s: %s%s%s", variables,
	                   is_cxx(o) ? n > 1 ? "std::atomic" : "a std::atomic" : "_Atomic", list ? list : "",
	                   list ? " and " : "", last);
}

static bool any_plain(const struct report_fix *fix)
{
	for (size_t i = 0; i < fix->change_count; i++)
		if (is_plain(&fix->changes[i]))
			return true;
	return false;
}

static void tell_fix(struct report *r, const struct report_fix *fix, bool first)
{
	const struct report_change *c = &fix->changes[0];
	const char *rest = "";

	if (any_plain(fix))
		say(r, arena_print(r->arena, "%s %s.", first ? "Make" : "Or make", atomic_words(r, fix)));
	else if (c->fence && c->order != ACQ_SEQ_CST)
		say(r, arena_print(r->arena, "%s %s.", first ? "Put" : "Or put", make_words(r, fix)));
	else if (c->fence)
		say(r, arena_print(r->arena, "%s a %s fence %s.", first ? "Put" : "Or put",
		                   order_name(c->order), make_words(r, fix)));
	else if (c->operation.kind == ACQ_STEP_LOCK)
		say(r, arena_print(r->arena, "%s.", hold_words(r, fix)));
	else
		say(r, arena_print(r->arena, "%s %s.", first ? "Make" : "Or make", make_words(r, fix)));
	if (fix->each_is_needed)
		rest = arena_print(r->arena, "; with either alone, %s", error_remains(r, fix));
	if (fix->each_is_needed && fix->change_count > 2)
		rest = arena_print(r->arena, "; without any one of them, %s", error_remains(r, fix));
	say(r, arena_print(r->arena, "%s%s.", outcome_words(r, fix), rest));
}

static bool is_about_volatile(const struct report *r)
{
	for (uint32_t i = 0; r->verdict == ACQ_DATA_RACE && i < r->o->n_sites && i < ACQ_MAX_SITES; i++) {
		uint32_t step = r->o->sites[i].step;
		if (step < r->step_count && r->steps[step].flags & ACQ_STEP_VOLATILE)
			return true;
	}
	return false;
}

static bool has_assembly(const struct report *r)
{
	for (size_t i = 0; i < r->step_count; i++)
		if (r->steps[i].flags & ACQ_STEP_ASSEMBLY)
			return true;
	return false;
}

void fixes_resolve(struct report *r)
{
	const struct report_run *run = r->run;

	if (is_about_volatile(r))
		say(r, "volatile only keeps the compiler from leaving accesses out: it neither orders them "
		       "nor makes threads "
		       "synchronize. Make the variable atomic, with release where it is stored and acquire "
		       "where it is loaded "
		       "if it announces other data, else relaxed. (In kernel code volatile accesses count as "
		       "relaxed "
		       "atomic ones: --volatile=relaxed.)");
	if (run->outcome->c11_orders)
		say(r, "C11's and C17's rule for release sequences, in which a thread's later stores to the "
		       "variable belong to "
		       "that of its release store, orders the two: by it this is no race. C++20's rule does "
		       "not. --release-sequences=c11 explores by the older rule.");
	if (run->fix_cut)
		say(r, arena_print(r->arena, "Whether %s help is not known: trying them was cut short by %s.",
		                   run->lock_is_missing ? "a lock or stronger memory orders"
		                                        : "stronger memory orders",
		                   run->fix_cut));
	/* Where it is known which lock or signal is missing, no order is looked for. */
	if (run->no_order_fixes && !r->advice && !r->circle_count)
		say(r,
		    arena_print(
			    r->arena,
			    "No memory order helps here. Checked: with every atomic operation%s seq_cst it "
			    "still happens.",
			    has_assembly(r) ? " but those in assembly" : ""));
	for (size_t i = 0; i < run->fix_count; i++)
		tell_fix(r, &run->fixes[i], i == 0);
}
