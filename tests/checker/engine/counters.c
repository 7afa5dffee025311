#include "counters.h"

#include "reference.h"

#include <string.h>

static struct executions expected, visited; /* kept for the next comparison's use */

static bool is_counter(const struct program *p, unsigned location)
{
	for (unsigned t = 0; t < p->thread_count; t++)
		for (unsigned i = 0; i < p->threads[t].length; i++)
			if (p->threads[t].at[i].blind && p->threads[t].at[i].location == location)
				return true;
	return false;
}

/* An acquire in what commutes, or fences around it, allow less than is explored: see engine/commute.c. */
static bool is_exact(const struct program *p)
{
	for (unsigned t = 0; t < p->thread_count; t++)
		for (unsigned i = 0; i < p->threads[t].length; i++) {
			const struct instruction *in = &p->threads[t].at[i];
			if (in->code == I_FENCE ||
			    (in->blind && in->order != M_RELAXED && in->order != M_RELEASE))
				return false;
		}
	return true;
}

/* Leaves in the execution what does not depend on the order of what commutes. */
static void project(const struct program *p, struct execution *e)
{
	for (unsigned t = 0; t < p->thread_count; t++)
		for (unsigned i = 0; i < p->threads[t].length; i++) {
			const struct instruction *in = &p->threads[t].at[i];
			struct step *s = &e->at[t][i];
			if (!code_has_location(in->code) || !is_counter(p, in->location))
				continue;
			s->from_thread = s->from_instruction = s->position = 0;
			if (in->blind)
				s->read = s->written = 0;
		}
}

/* The outcomes of complete executions, each once. Returns how many were there several times. */
static size_t outcomes(const struct program *p, struct executions *set)
{
	size_t n = 0, kept = 0, twice = 0;

	for (size_t i = 0; i < set->count; i++) {
		if (!set->at[i].complete)
			continue;
		set->at[n] = set->at[i];
		project(p, &set->at[n++]);
	}
	set->count = n;
	executions_sort(set);
	for (size_t i = 0; i < n; i++) {
		if (kept && !executions_compare(&set->at[kept - 1], &set->at[i]))
			twice++;
		else
			set->at[kept++] = set->at[i];
	}
	set->count = kept;
	return twice;
}

/* As in compare.c, not execution by execution. */
static bool any_stuck(const struct executions *set)
{
	for (size_t i = 0; i < set->count; i++)
		if (set->at[i].stuck)
			return true;
	return false;
}

static bool writes_otherwise(const struct program *p)
{
	for (unsigned t = 0; t < p->thread_count; t++)
		for (unsigned i = 0; i < p->threads[t].length; i++) {
			const struct instruction *in = &p->threads[t].at[i];
			if (!in->blind && code_may_write(in->code) && is_counter(p, in->location))
				return true;
		}
	return false;
}

static void walk(struct counters_difference *d)
{
	size_t i = 0, k = 0;

	while (i < expected.count || k < visited.count) {
		int order = i == expected.count  ? 1
		            : k == visited.count ? -1
		                                 : executions_compare(&expected.at[i], &visited.at[k]);
		if (order < 0) {
			d->missing++;
			d->example = expected.at[i];
		} else if (order > 0) {
			d->extra++;
			if (d->exact)
				d->example = visited.at[k];
		}
		i += order <= 0;
		k += order >= 0;
	}
}

enum comparison counters_compare(const struct program *p, unsigned policy, uint64_t limit,
                                 struct counters_difference *d)
{
	bool beyond;

	memset(d, 0, sizeof *d);
	expected.count = visited.count = 0;
	if (!reference_executions(p, limit, &expected, &beyond))
		return TOO_LARGE;
	d->expected = expected.count;
	drive_reduce(true);
	bool good = drive(p, policy, 64 * expected.count + 1000, &visited);
	drive_reduce(false);
	if (!good)
		d->error = drive_error;
	d->irreducible = drive_is_irreducible();
	if (d->irreducible)
		return SAME;
	d->exact = is_exact(p);
	bool stuck = any_stuck(&expected), visited_stuck = any_stuck(&visited);
	outcomes(p, &expected);
	d->visited = visited.count;
	d->twice = outcomes(p, &visited);
	if (writes_otherwise(p))
		d->twice = 0; /* two orders of those are two executions */
	d->outcomes = expected.count;
	walk(d);
	d->missing += stuck && !visited_stuck;
	d->extra += visited_stuck && !stuck;
	return d->error || d->missing || d->twice || (d->exact && d->extra) ? DIFFERENT : SAME;
}

void counters_print(const struct counters_difference *d, const struct program *p, FILE *out)
{
	program_print(p, out);
	if (d->error)
		fprintf(out, "the engine went wrong: %s\n", d->error);
	if (d->irreducible)
		fprintf(out, "something does not commute\n");
	fprintf(out,
	        "%zu executions with %zu outcomes, %zu explored; %zu missing, %zu of their own, %zu again\n",
	        d->expected, d->outcomes, d->visited, d->missing, d->extra, d->twice);
	if (d->missing || (d->exact && d->extra)) {
		fprintf(out, "for example:\n");
		execution_print(&d->example, p, out);
	}
}
