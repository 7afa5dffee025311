#include "twins.h"

#include "drive.h"
#include "reference.h"

#include <string.h>

static struct executions expected, visited; /* kept for the next comparison's use */

/* The threads that are the same: they come last. */
static unsigned first_twin(const struct program *p)
{
	unsigned t = p->thread_count;

	while (t > 1 && p->threads[t - 1].created)
		t--;
	return t;
}

static bool is_queue(const struct program *p, unsigned location)
{
	for (unsigned t = 0; t < p->thread_count; t++)
		for (unsigned i = 0; i < p->threads[t].length; i++)
			if (code_is_on_queue(p->threads[t].at[i].code) &&
			    p->threads[t].at[i].location == location)
				return true;
	return false;
}

static uint64_t rename_bits(uint64_t bits, const uint8_t *names)
{
	uint64_t renamed = 0;

	for (unsigned t = 0; t < MAX_THREADS; t++)
		renamed |= (bits >> t & 1) << names[t];
	return renamed;
}

/* Thread t is called names[t]. */
static struct execution renamed(const struct program *p, const struct execution *e, const uint8_t *names)
{
	struct execution r = *e;

	for (unsigned t = 0; t < p->thread_count; t++)
		for (unsigned i = 0; i < p->threads[t].length; i++) {
			const struct instruction *in = &p->threads[t].at[i];
			struct step s = e->at[t][i];
			bool reads = code_may_read(in->code) || in->code == I_SLEEP;
			if (s.done && reads && s.from_thread != FROM_INITIAL)
				s.from_thread = names[s.from_thread];
			if (code_has_location(in->code) && is_queue(p, in->location)) {
				s.read = rename_bits(s.read, names);
				s.written = rename_bits(s.written, names);
			}
			r.at[names[t]][i] = s;
		}
	for (unsigned l = 0; l < p->location_count; l++)
		if (is_queue(p, l))
			r.memory[l] = rename_bits(e->memory[l], names);
	return r;
}

/* The least of those that the execution is when threads change their names. */
static struct execution least(const struct program *p, const struct execution *e)
{
	static const uint8_t orders[6][3] = {{0, 1, 2}, {1, 0, 2}, {0, 2, 1},
	                                     {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
	unsigned first = first_twin(p), twins = p->thread_count - first;
	struct execution best = *e;

	for (unsigned k = 1; k < (twins == 3 ? 6u : twins == 2 ? 2u : 1u); k++) {
		uint8_t names[MAX_THREADS] = {0, 1, 2, 3};
		for (unsigned i = 0; i < twins; i++)
			names[first + i] = (uint8_t)(first + orders[k][i]);
		struct execution other = renamed(p, e, names);
		if (executions_compare(&other, &best) < 0)
			best = other;
	}
	return best;
}

/* Each once; returns how many were there several times. */
static size_t sort(struct executions *set)
{
	size_t kept = 0, twice = 0;

	executions_sort(set);
	for (size_t i = 0; i < set->count; i++)
		if (kept && !executions_compare(&set->at[kept - 1], &set->at[i]))
			twice++;
		else
			set->at[kept++] = set->at[i];
	set->count = kept;
	return twice;
}

static void make_least(const struct program *p, struct executions *set)
{
	for (size_t i = 0; i < set->count; i++)
		set->at[i] = least(p, &set->at[i]);
	sort(set);
}

static bool any_stuck(const struct executions *set)
{
	for (size_t i = 0; i < set->count; i++)
		if (set->at[i].stuck)
			return true;
	return false;
}

static size_t count_complete(const struct executions *set)
{
	size_t n = 0;

	for (size_t i = 0; i < set->count; i++)
		n += set->at[i].complete;
	return n;
}

static void walk(struct twins_difference *d)
{
	size_t i = 0, k = 0;

	while (i < expected.count || k < visited.count) {
		int order = i == expected.count  ? 1
		            : k == visited.count ? -1
		                                 : executions_compare(&expected.at[i], &visited.at[k]);
		if (order < 0 && expected.at[i].complete) {
			d->missing++;
			d->example = expected.at[i];
		} else if (order > 0) {
			d->extra++;
			d->example = visited.at[k];
		}
		i += order <= 0;
		k += order >= 0;
	}
}

enum comparison twins_compare(const struct program *p, unsigned policy, uint64_t limit,
                              struct twins_difference *d)
{
	bool beyond; /* none is, without parts */

	memset(d, 0, sizeof *d);
	expected.count = visited.count = 0;
	if (!reference_executions(p, limit, &expected, &beyond))
		return TOO_LARGE;
	d->expected = count_complete(&expected);
	drive_pair(true);
	bool good = drive(p, policy, 4 * expected.count + 1000, &visited);
	drive_pair(false);
	d->error = good ? NULL : drive_error;
	d->irreducible = good && drive_is_irreducible();
	if (d->irreducible)
		return SAME;
	d->visited = count_complete(&visited);
	d->twice = sort(&visited);
	d->stuck = any_stuck(&expected);
	d->visited_stuck = any_stuck(&visited);
	make_least(p, &expected);
	make_least(p, &visited);
	d->outcomes = count_complete(&expected);
	walk(d);
	return d->error || d->missing || d->extra || d->twice || d->stuck != d->visited_stuck ? DIFFERENT
	                                                                                      : SAME;
}

void twins_print(const struct twins_difference *d, const struct program *p, FILE *out)
{
	program_print(p, out);
	if (d->error)
		fprintf(out, "the engine went wrong: %s\n", d->error);
	if (d->irreducible)
		fprintf(out, "the threads are not the same\n");
	fprintf(out,
	        "%zu complete executions, %zu but for renaming, %zu explored; %zu missing, %zu inconsistent, "
	        "%zu visited again%s\n",
	        d->expected, d->outcomes, d->visited, d->missing, d->extra, d->twice,
	        d->stuck == d->visited_stuck ? ""
	        : d->stuck                   ? "; none is stuck for good"
	                                     : "; one is stuck for good");
	if (d->missing || d->extra) {
		fprintf(out, "for example:\n");
		execution_print(&d->example, p, out);
	}
}
