/*
 * Where there are signals to condition variables, they are made broadcasts. Else, or if that does not help,
 * the lock is held that other accesses to the same memory hold (fix_locks.c). Else, or if that does not
 * help:
 *
 * The operations that the explanation names are made as strong as acquire and release can be. If that does
 * not help, everything is made seq_cst: if the error is still there, no order helps. Else all operations of
 * the execution are tried, and those of the executions that go wrong then. Of what holds one change after the
 * other is taken back as long as it goes on to hold; so each one that is left is needed.
 *
 * Stronger orders only take executions away, so that what was needed among many changes is needed among
 * fewer.
 */
#define _GNU_SOURCE
#include "cli/explore/fix.h"

#include "cli/explore/fix_search.h"
#include "cli/process.h"
#include "cli/strings.h"
#include "protocol/outcome.h"
#include "protocol/override.h"
#include "protocol/step.h"
#include "protocol/verdict.h"

#include <stdlib.h>
#include <string.h>

#define MOST_NAMED 6 /* changes: a longer list is no help */

/* --- Orders --------------------------------------------------------------------------------------------- */

static bool acquires(uint8_t order)
{
	return order == ACQ_ACQUIRE || order == ACQ_ACQ_REL || order == ACQ_SEQ_CST;
}

static bool releases(uint8_t order)
{
	return order == ACQ_RELEASE || order == ACQ_ACQ_REL || order == ACQ_SEQ_CST;
}

/* The weakest order that is as strong as both, for an operation of this kind. */
static uint8_t joined(uint8_t a, uint8_t b, uint8_t kind)
{
	bool acquire = (acquires(a) || acquires(b)) && kind != ACQ_STEP_STORE;
	bool release = (releases(a) || releases(b)) && kind != ACQ_STEP_LOAD;

	if (a == ACQ_SEQ_CST || b == ACQ_SEQ_CST)
		return ACQ_SEQ_CST;
	return acquire && release ? ACQ_ACQ_REL : acquire ? ACQ_ACQUIRE : release ? ACQ_RELEASE : ACQ_RELAXED;
}

static uint8_t strengthened(const struct candidate *c, uint8_t order)
{
	bool plain = c->operation.kind == ACQ_STEP_PLAIN_READ || c->operation.kind == ACQ_STEP_PLAIN_WRITE;

	if (c->operation.kind == ACQ_STEP_CALL || c->operation.kind == ACQ_STEP_LOCK)
		return NO_CHANGE;
	if (plain) /* any order is a change */
		return joined(ACQ_RELAXED, order,
		              c->operation.kind == ACQ_STEP_PLAIN_READ ? ACQ_STEP_LOAD : ACQ_STEP_STORE);
	uint8_t o = joined(c->operation.order, order, c->operation.kind);

	return o == c->operation.order ? NO_CHANGE : o;
}

/* --- Trying --------------------------------------------------------------------------------------------- */

/* The change of a candidate at one of its places. */
static struct acq_override override(const struct search *s, size_t candidate, size_t place)
{
	const struct candidate *c = &s->at[candidate];
	struct acq_override o = c->operation.places[place];

	if (c->operation.kind == ACQ_STEP_LOCK) {
		o.line = (uint16_t)candidate;
		return o;
	}
	o.kind = c->operation.kind == ACQ_STEP_CALL ? ACQ_OVERRIDE_BROADCAST
	         : c->operation.variable            ? ACQ_OVERRIDE_ATOMIC
	         : c->after                         ? ACQ_OVERRIDE_FENCE_AFTER
	         : c->fence                         ? ACQ_OVERRIDE_FENCE
	                                            : ACQ_OVERRIDE_ORDER;
	o.on_failure = c->operation.fails;
	o.order = c->order;
	return o;
}

enum rerun_result fix_try(struct search *s, struct report_run *run)
{
	struct acq_override *all;
	size_t n = 0, room = 0;
	uint64_t executions = 0;

	for (size_t i = 0; i < s->count; i++)
		room += s->at[i].operation.place_count;
	all = must_allocate(room * sizeof *all);
	for (size_t i = 0; i < s->count; i++)
		for (size_t k = 0; s->at[i].order != NO_CHANGE && k < s->at[i].operation.place_count; k++)
			all[n++] = override(s, i, k);
	enum rerun_result result = n ? rerun(&s->rerun, all, n, &executions, run) : RERUN_SAME;
	free(all);
	if (rerun_holds(result)) {
		s->executions = executions;
		s->exhaustive = result == RERUN_HOLDS;
	}
	return result;
}

/* The same with every operation seq_cst. */
static enum rerun_result try_everything(struct search *s)
{
	struct acq_override all = {.kind = ACQ_OVERRIDE_ORDER, .order = ACQ_SEQ_CST, .on_failure = 1};
	uint64_t executions;

	return rerun(&s->rerun, &all, 1, &executions, NULL);
}

/* --- Candidates ----------------------------------------------------------------------------------------- */

struct candidate *fix_find_candidate(struct search *s, const struct report_operation *o)
{
	for (size_t i = 0; i < s->count; i++) {
		const struct report_operation *p = &s->at[i].operation;
		if (p->line == o->line && p->kind == o->kind && !strcmp(p->path, o->path))
			return &s->at[i];
	}
	return NULL;
}

static bool same_override(const struct acq_override *a, const struct acq_override *b)
{
	return a->kind == b->kind && !memcmp(a->places, b->places, sizeof a->places);
}

bool fix_add_places(struct candidate *c, const struct report_operation *o)
{
	struct report_operation *known = &c->operation;
	size_t n = known->place_count;
	struct acq_override *all = must_allocate((n + o->place_count) * sizeof *all);

	memcpy(all, known->places, n * sizeof *all);
	for (size_t k = 0; k < o->place_count; k++) {
		size_t i = 0;
		while (i < n && !same_override(&all[i], &o->places[k]))
			i++;
		if (i == n)
			all[n++] = o->places[k];
	}
	bool more = n > known->place_count;
	known->places = all;
	known->place_count = n;
	return more;
}

static bool add_all(struct search *s, const struct report_operation *o, size_t n)
{
	bool more = false;

	for (; n--; o++) {
		struct candidate *c = fix_find_candidate(s, o);
		if (c) {
			more |= fix_add_places(c, o);
			c->operation.fails |= o->fails;
		} else if (s->count < MOST_OPERATIONS) {
			s->at[s->count++] = (struct candidate){.operation = *o, .order = NO_CHANGE};
			more = true;
		}
	}
	return more;
}

/*
 * Adds the operations of an execution that goes wrong, and the plain accesses that could be atomic if that is
 * tried. False: all were known. The run stays mapped.
 */
static bool add_operations(struct search *s, const struct report_run *run)
{
	struct report *report = report_new(run); /* what it says lives until the command ends */
	size_t n;
	const struct report_operation *o = report_operations(report, &n);
	bool more = add_all(s, o, n);

	if (s->with_plain) {
		o = report_plain_accesses(report, &n);
		more |= add_all(s, o, n);
	}
	return more;
}

/* --- Searching ------------------------------------------------------------------------------------------ */

static void change_none(struct search *s)
{
	for (size_t i = 0; i < s->count; i++)
		s->at[i].order = NO_CHANGE;
}

static void change_all(struct search *s, uint8_t order)
{
	for (size_t i = 0; i < s->count; i++)
		s->at[i].order = strengthened(&s->at[i], order);
}

/* What the explanation calls too weak. */
static bool try_suspects(struct search *s)
{
	bool any = false;

	change_all(s, ACQ_ACQ_REL);
	for (size_t i = 0; i < s->count; i++) {
		if (!s->at[i].operation.suspected)
			s->at[i].order = NO_CHANGE;
		any |= s->at[i].order != NO_CHANGE;
	}
	return any && rerun_holds(fix_try(s, NULL));
}

#define ROUNDS 8

static bool try_all(struct search *s, uint8_t order)
{
	for (int i = 0; i < ROUNDS; i++) {
		struct report_run run = {0};
		change_all(s, order);
		enum rerun_result result = fix_try(s, &run);
		if (rerun_holds(result))
			return true;
		if ((result != RERUN_SAME && result != RERUN_OTHER) || !run.outcome ||
		    !add_operations(s, &run))
			return false;
	}
	return false;
}

/* Goes over to another order if that holds. */
static void relax(struct search *s, struct candidate *c, uint8_t order)
{
	uint8_t before = c->order;

	if (before == NO_CHANGE || order == before)
		return;
	c->order = order;
	if (!rerun_holds(fix_try(s, NULL)))
		c->order = before;
}

/* Takes back what is not needed; what the explanation names comes last. */
void fix_reduce(struct search *s)
{
	for (int suspected = 0; suspected < 2; suspected++)
		for (size_t i = s->count; i-- > 0;)
			if (s->at[i].operation.suspected == suspected)
				relax(s, &s->at[i], NO_CHANGE);
	for (size_t i = 0; i < s->count; i++) {
		struct candidate *c = &s->at[i];
		static const uint8_t weaker[] = {ACQ_ACQ_REL, ACQ_RELEASE, ACQ_ACQUIRE, ACQ_RELAXED};
		for (size_t k = 0; k < sizeof weaker && !c->fence; k++) {
			uint8_t order = strengthened(c, weaker[k]);
			/* Of release and acquire the first that is enough is taken. */
			if (order != NO_CHANGE && joined(order, c->order, c->operation.kind) == c->order)
				relax(s, c, order);
		}
	}
}

/* Whether each change is needed; *same: because the same error is there without it. */
static bool each_is_needed(struct search *s, bool *same)
{
	struct search t = *s;
	size_t n = 0;

	*same = true;
	for (size_t i = 0; i < s->count; i++) {
		if (s->at[i].order == NO_CHANGE)
			continue;
		n++;
		t.at[i].order = NO_CHANGE;
		enum rerun_result result = fix_try(&t, NULL);
		t.at[i].order = s->at[i].order;
		if (result != RERUN_SAME && result != RERUN_OTHER)
			return false;
		*same &= result == RERUN_SAME;
	}
	return n > 1;
}

static int by_place(const void *a, const void *b)
{
	const struct report_operation *x = &((const struct report_change *)a)->operation,
				      *y = &((const struct report_change *)b)->operation;
	int files = strcmp(x->path, y->path);

	return files ? files : (x->line > y->line) - (x->line < y->line);
}

void fix_add(struct search *s, struct report_run *run)
{
	struct report_fix *all = must_allocate((run->fix_count + 1) * sizeof *all), *fix;
	struct report_change *changes = must_allocate(s->count * sizeof *changes);
	bool same;

	/* The last that held may have been another set. */
	if (!rerun_holds(fix_try(s, NULL)))
		return;
	if (run->fix_count)
		memcpy(all, run->fixes, run->fix_count * sizeof *all);
	fix = &all[run->fix_count];
	fix->executions = s->executions;
	fix->exhaustive = s->exhaustive;
	for (size_t i = 0; i < s->count; i++)
		if (s->at[i].order != NO_CHANGE)
			changes[fix->change_count++] = (struct report_change){
				.operation = s->at[i].operation,
				.order = s->at[i].order,
				.fence = s->at[i].fence,
				.after = s->at[i].after,
			};
	if (!fix->change_count || fix->change_count > MOST_NAMED)
		return;
	qsort(changes, fix->change_count, sizeof *changes, by_place);
	fix->changes = changes;
	fix->each_is_needed = each_is_needed(s, &same);
	fix->error_is_same = same;
	run->fixes = all;
	run->fix_count++;
}

/*
 * A release fence before a store serves all later ones too, and an acquire fence after a load all earlier
 * ones. So fewer fences may do as well as the orders that help.
 */
static void try_fewer_fences(struct search *s, struct report_run *run)
{
	size_t orders = 0, fences = 0;

	for (size_t i = 0; i < s->count; i++) {
		struct candidate *c = &s->at[i];
		bool stores = c->operation.kind == ACQ_STEP_STORE, loads = c->operation.kind == ACQ_STEP_LOAD;
		if (c->order == NO_CHANGE)
			continue;
		if (c->order != (stores ? ACQ_RELEASE : ACQ_ACQUIRE) || !(stores || loads))
			return;
		orders++;
	}
	if (orders < 2)
		return;
	for (size_t i = 0; i < s->count; i++) {
		s->at[i].fence = s->at[i].order != NO_CHANGE;
		s->at[i].after = s->at[i].fence && s->at[i].operation.kind == ACQ_STEP_LOAD;
	}
	if (rerun_holds(fix_try(s, NULL))) {
		fix_reduce(s);
		for (size_t i = 0; i < s->count; i++)
			fences += s->at[i].order != NO_CHANGE;
		if (fences < orders)
			fix_add(s, run);
	}
	for (size_t i = 0; i < s->count; i++)
		s->at[i].fence = s->at[i].after = false;
}

/* Where only seq_cst helps, a fence before each read that misses something may do as well. */
static void try_fences(struct search *s, struct report_run *run)
{
	bool any_seq_cst = false, any = false;

	for (size_t i = 0; i < s->count; i++)
		any_seq_cst |= s->at[i].order == ACQ_SEQ_CST;
	if (!any_seq_cst)
		return;
	change_none(s);
	for (size_t i = 0; i < s->count; i++) {
		struct candidate *c = &s->at[i];
		c->fence = c->operation.misses && c->operation.kind != ACQ_STEP_FENCE;
		c->order = c->fence ? ACQ_SEQ_CST : NO_CHANGE;
		any |= c->fence;
	}
	if (!any || !rerun_holds(fix_try(s, NULL)))
		return;
	fix_reduce(s);
	fix_add(s, run);
}

/* One signal may wake the wrong one of several threads, or one where two are to go on. */
static bool try_broadcasts(struct search *s)
{
	bool any = false;

	change_none(s);
	for (size_t i = 0; i < s->count; i++)
		if (s->at[i].operation.kind == ACQ_STEP_CALL) {
			s->at[i].order = ACQ_RELAXED; /* any order: it is a change */
			any = true;
		}
	return any && rerun_holds(fix_try(s, NULL));
}

static bool any_kind(const struct search *s, uint8_t one, uint8_t other)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->at[i].operation.kind == one || s->at[i].operation.kind == other)
			return true;
	return false;
}

static bool any_suspects(const struct search *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->at[i].operation.suspected)
			return true;
	return false;
}

static void search_orders(struct search *s, struct report_run *run)
{
	if (!s->count)
		return;
	if (!try_suspects(s)) {
		enum rerun_result everything = try_everything(s);
		run->no_order_fixes = everything == RERUN_SAME;
		if (!rerun_holds(everything) || (!try_all(s, ACQ_ACQ_REL) && !try_all(s, ACQ_SEQ_CST)))
			return;
	}
	fix_reduce(s);
	fix_add(s, run);
	try_fewer_fences(s, run);
	try_fences(s, run);
}

/*
 * Whether all is well with the plain accesses of a race as atomic ones. An update such as `n++` is tried as a
 * load and a store: if that is enough, one operation is as well, which only leaves executions out.
 */
static void make_atomic(struct search *s, struct report_run *run)
{
	struct search t = {.rerun = s->rerun, .with_plain = true};
	bool none = !add_operations(&t, run) || !any_kind(&t, ACQ_STEP_PLAIN_READ, ACQ_STEP_PLAIN_WRITE);

	if (!none && (try_all(&t, ACQ_ACQ_REL) || try_all(&t, ACQ_SEQ_CST))) {
		fix_reduce(&t);
		fix_add(&t, run);
	}
	s->rerun = t.rerun;
	if (run->fix_count)
		run->no_order_fixes = false;
}

/*
 * A chain of reads that an order is missing in comes first: a lock that is held there by the way need not be
 * what is meant.
 */
static void search(struct search *s, struct report_run *run)
{
	if (try_broadcasts(s)) {
		fix_reduce(s);
		fix_add(s, run);
		return;
	}
	bool orders_first = any_suspects(s);
	if (!orders_first && fix_hold_lock(s, run, false))
		return;
	search_orders(s, run);
	if (orders_first && !run->fix_count)
		fix_hold_lock(s, run, false);
	if (!run->fix_count)
		make_atomic(s, run);
	if (!run->fix_count)
		fix_hold_lock(s, run, true);
}

/* --- What is searched for ------------------------------------------------------------------------------- */

#define DEFAULT_TIME 1.0
#define MOST_TIME    5.0 /* if the exploration itself has taken so long */
#define ENOUGH       10  /* times as many executions as it took to find the error */

static double time_limit(const struct options *o, const struct report_run *run)
{
	double taken = run->processor_seconds;

	if (o->help_time > 0)
		return o->help_time;
	return taken < DEFAULT_TIME ? DEFAULT_TIME : taken < MOST_TIME ? taken : MOST_TIME;
}

/* What has come to an end before anything was known. */
static const char *limit_words(const struct search *s, double limit)
{
	const struct options *o = s->rerun.options;

	if (!s->rerun.cut)
		return must_print("--max-executions %llu", (unsigned long long)o->max_executions);
	if (o->time > 0)
		return must_print("--time %g and --help-time %g", o->time, limit);
	return must_print("--help-time %g", limit);
}

void fix_find(const char *path, char *const *argv, const struct options *o, struct report_run *run)
{
	const struct acq_progress *p = &run->outcome->progress;
	bool shown = !o->quiet || o->json;
	struct search s = {
		.rerun =
			{
				.path = path,
				.argv = argv,
				.options = o,
				.verdict = (enum acq_verdict)run->outcome->verdict,
			},
	};

	if (o->no_help || !shown || !run->done || !acq_verdict_is(s.rerun.verdict, ACQ_FIX) ||
	    process_interrupted())
		return;
	s.rerun.enough = ENOUGH * (p->complete + p->blocked + 10);
	double limit = s.rerun.left = time_limit(o, run);
	if (o->time > 0) /* of which the exploration has had its part */
		s.rerun.deadline = rerun_now() + o->time - run->seconds;
	add_operations(&s, run);
	search(&s, run);
	if ((s.rerun.cut || s.rerun.at_limit) && !run->fix_count && !run->no_order_fixes &&
	    !process_interrupted())
		run->fix_cut = limit_words(&s, limit);
}
