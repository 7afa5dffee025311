#include "compare.h"

#include "reference.h"

#include <string.h>

static struct executions expected, visited; /* kept for the next comparison's use */

static size_t count_complete(const struct executions *set)
{
	size_t n = 0;

	for (size_t i = 0; i < set->count; i++)
		n += set->at[i].complete;
	return n;
}

static bool any_stuck(const struct executions *set)
{
	for (size_t i = 0; i < set->count; i++)
		if (set->at[i].stuck)
			return true;
	return false;
}

/* Which of the two sets has the lower execution next, as memcmp says it. */
static int compare_next(size_t i, size_t k)
{
	if (i == expected.count)
		return 1;
	if (k == visited.count)
		return -1;
	return executions_compare(&expected.at[i], &visited.at[k]);
}

/* Walks through both sorted sets at once. */
static void walk(struct difference *d)
{
	size_t i = 0, k = 0;

	while (i < expected.count || k < visited.count) {
		int order = compare_next(i, k);
		if (k && k < visited.count && !executions_compare(&visited.at[k - 1], &visited.at[k])) {
			d->twice++;
			d->example = visited.at[k++];
		} else if (order < 0) {
			/* Which other blocked executions are worth a visit is the engine's business. */
			if (expected.at[i].complete || expected.at[i].stuck) {
				d->missing++;
				d->example = expected.at[i];
			}
			i++;
		} else if (order > 0) {
			d->extra++;
			d->example = visited.at[k++];
		} else {
			i++;
			k++;
		}
	}
}

enum comparison compare(const struct program *p, unsigned policy, uint64_t limit, struct difference *d)
{
	memset(d, 0, sizeof *d);
	expected.count = visited.count = 0;
	if (!reference_executions(p, limit, &expected, &d->beyond))
		return TOO_LARGE;
	d->complete = count_complete(&expected);
	d->blocked = expected.count - d->complete;
	if (!drive(p, policy, 4 * expected.count + 1000, &visited))
		d->error = drive_error;
	d->visited_complete = count_complete(&visited);
	d->visited_blocked = visited.count - d->visited_complete;
	executions_sort(&expected);
	executions_sort(&visited);
	walk(d);
	/*
	 * Not execution by execution: to the engine an increment by 0 is no news for those who wait, but then
	 * there is another execution in which they have read that as well.
	 */
	d->told = drive_was_reordered();
	d->stuck = any_stuck(&expected);
	d->visited_stuck = any_stuck(&visited);
	return d->error || (d->beyond && !d->told) || d->missing || d->extra || d->twice ||
	                       d->stuck != d->visited_stuck
	               ? DIFFERENT
	               : SAME;
}

void difference_print(const struct difference *d, const struct program *p, FILE *out)
{
	program_print(p, out);
	if (d->error)
		fprintf(out, "the engine went wrong: %s\n", d->error);
	fprintf(out, "reference: %zu complete, %zu blocked%s\n", d->complete, d->blocked,
	        d->stuck ? ", some for good" : "");
	fprintf(out, "engine: %zu complete, %zu blocked%s\n", d->visited_complete, d->visited_blocked,
	        d->visited_stuck ? ", some for good" : "");
	if (d->beyond || d->told)
		fprintf(out, "%s beyond, %s\n", d->beyond ? "others" : "no others",
		        d->told ? "told" : "not told");
	fprintf(out, "%zu missing, %zu inconsistent, %zu visited again\n", d->missing, d->extra, d->twice);
	if (d->missing || d->extra || d->twice) {
		fprintf(out, "for example:\n");
		execution_print(&d->example, p, out);
	}
}
