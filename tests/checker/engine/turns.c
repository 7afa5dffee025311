#include "turns.h"

#include "reference.h"

#include <string.h>

#define MOST_EXECUTIONS 60000

static struct executions all, left, outcomes, outcomes_left;

/* What can be told after the loops: the values left in memory, and what was read outside of them. */
static struct execution outcome(const struct program *p, const struct execution *e)
{
	struct execution o;

	memset(&o, 0, sizeof o);
	memcpy(o.memory, e->memory, sizeof o.memory);
	for (unsigned t = 0; t < p->thread_count; t++)
		for (unsigned i = 0; i < p->threads[t].length; i++) {
			const struct instruction *in = &p->threads[t].at[i];
			if (!in->state && code_may_read(in->code) && e->at[t][i].done)
				o.at[t][i].read = e->at[t][i].read;
		}
	return o;
}

static size_t collect(const struct program *p, const struct executions *from, struct executions *to)
{
	size_t n = 0;

	to->count = 0;
	for (size_t i = 0; i < from->count; i++)
		if (from->at[i].complete) {
			struct execution o = outcome(p, &from->at[i]);
			executions_add(to, &o);
			n++;
		}
	executions_sort(to);
	return n;
}

static bool is_among(const struct execution *o, const struct executions *set)
{
	for (size_t low = 0, high = set->count; low < high;) {
		size_t middle = low + (high - low) / 2;
		int order = executions_compare(o, &set->at[middle]);
		if (!order)
			return true;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

/* The same program, whose turns are nothing but instructions. */
static struct program without_turns(const struct program *p)
{
	struct program plain = *p;

	for (unsigned t = 0; t < plain.thread_count; t++)
		for (unsigned i = 0; i < plain.threads[t].length; i++) {
			plain.threads[t].at[i].turn = false;
			plain.threads[t].at[i].state = 0;
		}
	return plain;
}

static void find_missing(const struct program *p, struct turns_difference *d)
{
	for (size_t i = 0; i < all.count; i++) {
		struct execution o = outcome(p, &all.at[i]);
		if (all.at[i].complete && !is_among(&o, &outcomes_left))
			d->missing = all.at[i];
	}
}

/* Walks through the sorted outcomes, which may be there several times. */
static bool compare_outcomes(struct turns_difference *d)
{
	bool same = true;

	for (size_t i = 0; i < outcomes.count; i++) {
		if (i && !executions_compare(&outcomes.at[i - 1], &outcomes.at[i]))
			continue;
		d->outcomes++;
		same &= d->cut || is_among(&outcomes.at[i], &outcomes_left);
	}
	for (size_t i = 0; i < outcomes_left.count; i++)
		if (!is_among(&outcomes_left.at[i], &outcomes))
			d->error = "an outcome that is none of the program";
	return same && !d->error;
}

enum comparison turns_compare(const struct program *p, unsigned policy, uint64_t limit,
                              struct turns_difference *d)
{
	struct program plain = without_turns(p);
	bool beyond;

	memset(d, 0, sizeof *d);
	all.count = left.count = 0;
	d->by_axioms = reference_executions(&plain, limit, &all, &beyond);
	if (!d->by_axioms) {
		all.count = 0;
		if (!drive(&plain, policy, MOST_EXECUTIONS, &all))
			return TOO_LARGE;
	}
	if (!drive(p, policy, MOST_EXECUTIONS, &left))
		d->error = drive_error;
	d->cut = drive_was_cut();
	d->all = collect(p, &all, &outcomes);
	d->left = collect(p, &left, &outcomes_left);
	bool same = compare_outcomes(d);
	if (!same && !d->error)
		find_missing(p, d);
	return same ? SAME : DIFFERENT;
}

void turns_print(const struct turns_difference *d, const struct program *p, FILE *out)
{
	program_print(p, out);
	if (d->error)
		fprintf(out, "the engine went wrong: %s\n", d->error);
	fprintf(out, "%zu complete executions (%s), %zu without turns that are left out%s\n%zu outcomes\n",
	        d->all, d->by_axioms ? "reference" : "engine", d->left,
	        d->cut ? ", and more may be missing" : "", d->outcomes);
	if (d->missing.complete) {
		fprintf(out, "not the outcome of:\n");
		execution_print(&d->missing, p, out);
	}
}
