/*
 * Where some accesses to the same memory hold a lock and others do not: whether all is well if these hold it
 * too. What is tried is to hold it at the lines of the accesses that the error is about. Where there is
 * another race then, its lines are added, as long as the same lock is missing there.
 */
#include "cli/explore/fix_search.h"
#include "protocol/override.h"
#include "protocol/step.h"
#include "protocol/verdict.h"

#define MOST_LOCKS 6
#define ROUNDS     8

static bool same_lock(const struct report_lock *a, const struct report_lock *b)
{
	return a->where == b->where && a->place == b->place && a->outside == b->outside;
}

/* False: all were known. */
static bool add_lines(struct search *s, const struct report_lock *l)
{
	bool more = false;

	for (size_t i = 0; i < l->line_count; i++) {
		const struct report_operation *o = &l->lines[i];
		struct candidate *c = fix_find_candidate(s, o);
		if (c && o->op != c->operation.op && o->op == ACQ_LOCK_WRITE) {
			c->operation = *o; /* a line that writes as well */
			more = true;
		} else if (c && o->op == c->operation.op) {
			more |= fix_add_places(c, o);
		} else if (!c && s->count < MOST_OPERATIONS) {
			s->at[s->count++] = (struct candidate){.operation = *o, .order = ACQ_RELAXED};
			more = true;
		}
	}
	return more;
}

/* The lines of the error that has come instead, if the lock is missing there too. */
static bool add_more_lines(struct search *s, const struct report_lock *l, const struct report_run *run)
{
	size_t n;
	const struct report_lock *locks =
		report_locks(report_new(run), &n); /* lives until the command ends */

	for (size_t i = 0; i < n; i++)
		if (same_lock(&locks[i], l))
			return add_lines(s, &locks[i]);
	return false;
}

static bool is_deadlock(const struct report_run *run)
{
	return run->outcome && run->outcome->verdict == ACQ_DEADLOCK;
}

/* *fails: it was tried, and the error remains, or there is a deadlock. */
static bool holds(struct search *s, const struct report_lock *l, bool *fails)
{
	add_lines(s, l);
	*fails = false;
	for (int i = 0; i < ROUNDS; i++) {
		struct report_run run = {0};
		enum rerun_result result = fix_try(s, &run);
		if (rerun_holds(result))
			return true;
		*fails = result == RERUN_SAME || (result == RERUN_OTHER && is_deadlock(&run));
		if (result != RERUN_SAME || !run.outcome || !add_more_lines(s, l, &run))
			return false;
	}
	return false;
}

bool fix_hold_lock(struct search *s, struct report_run *run, bool own)
{
	size_t n, before = run->fix_count;
	const struct report_lock *locks =
		report_locks(report_new(run), &n); /* lives until the command ends */

	if (!own)
		run->no_lock_fixes = run->lock_is_missing = n && locks[0].where != ACQ_LOCK_OWN;
	for (size_t i = 0; i < n && (i < MOST_LOCKS || own) && run->fix_count == before; i++) {
		struct search t = {.rerun = s->rerun};
		if ((locks[i].where == ACQ_LOCK_OWN) != own)
			continue;
		bool fails, holds_so = holds(&t, &locks[i], &fails);
		run->no_lock_fixes &= fails || own;
		if (holds_so) {
			fix_reduce(&t);
			fix_add(&t, run);
		}
		s->rerun = t.rerun;
	}
	if (run->fix_count > before)
		run->no_order_fixes = run->no_lock_fixes = false;
	return run->fix_count > before;
}
