/* What the literal axioms of tests/checker/engine say of a program, and of its plain accesses. */
#include "source.h"

#include "../engine/candidate.h"
#include "../engine/reference.h"

#include <string.h>

#define CANDIDATES 20000

struct judged {
	const struct source *s;
	const struct program *p;
	const struct execution *e;
	struct candidate c;
	struct nodes n;
};

static bool is_plain(const struct instruction *in)
{
	return in->code == I_PLAIN_READ || in->code == I_PLAIN_WRITE;
}

/* Whether instruction i of thread t happens before k of u. */
static bool happens_before(const struct judged *j, unsigned t, unsigned i, unsigned u, unsigned k)
{
	if (t == u)
		return i < k;
	return relation_has(&j->c.hb, j->n.next[t][i], j->n.next[u][k] - 1u);
}

static const struct instruction *plain_at(const struct judged *j, unsigned t, unsigned i)
{
	const struct instruction *in = &j->p->threads[t].at[i];

	return i < j->p->threads[t].length && j->e->at[t][i].done && is_plain(in) ? in : NULL;
}

static bool has_race(const struct judged *j)
{
	for (unsigned a = 0; a < j->p->thread_count * MAX_INSTRUCTIONS; a++)
		for (unsigned b = 0; b < a; b++) {
			unsigned t = a / MAX_INSTRUCTIONS, i = a % MAX_INSTRUCTIONS;
			unsigned u = b / MAX_INSTRUCTIONS, k = b % MAX_INSTRUCTIONS;
			const struct instruction *x = plain_at(j, t, i), *y = plain_at(j, u, k);
			if (t != u && x && y && x->location == y->location &&
			    (x->code == I_PLAIN_WRITE || y->code == I_PLAIN_WRITE) &&
			    !happens_before(j, t, i, u, k) && !happens_before(j, u, k, t, i))
				return true;
		}
	return false;
}

/* What a plain read without a race reads: the last write before it. */
static uint64_t plain_value(const struct judged *j, unsigned t, unsigned i)
{
	uint64_t value = 0;
	int last = -1;

	for (int b = 0; b < j->p->thread_count * MAX_INSTRUCTIONS; b++) {
		unsigned u = (unsigned)b / MAX_INSTRUCTIONS, k = (unsigned)b % MAX_INSTRUCTIONS;
		const struct instruction *w = plain_at(j, u, k);
		if (!w || w->code != I_PLAIN_WRITE || w->location != j->p->threads[t].at[i].location ||
		    !happens_before(j, u, k, t, i))
			continue;
		if (last >= 0 && !happens_before(j, (unsigned)last / MAX_INSTRUCTIONS,
		                                 (unsigned)last % MAX_INSTRUCTIONS, u, k))
			continue;
		last = b;
		value = w->value.constant;
	}
	return value;
}

static void add_outcome(const struct judged *j, struct expected *x)
{
	uint64_t registers[MAX_THREADS][MAX_INSTRUCTIONS] = {{0}};

	for (unsigned t = 0; t < j->p->thread_count; t++)
		for (unsigned i = 0; i < j->p->threads[t].length; i++)
			if (j->e->at[t][i].done)
				registers[t][i] = j->p->threads[t].at[i].code == I_PLAIN_READ
				                          ? plain_value(j, t, i)
				                          : j->e->at[t][i].read;
	expected_add(x, outcome_hash(j->s, registers));
}

bool expect_by_axioms(const struct source *s, struct expected *x)
{
	static struct executions set;
	struct judged j = {.s = s, .p = &s->program};

	set.count = 0;
	bool beyond;
	if (!reference_executions(j.p, CANDIDATES, &set, &beyond))
		return false;
	for (size_t k = 0; k < set.count; k++) {
		j.e = &set.at[k];
		if (!candidate_build(j.p, j.e, &j.c, &j.n) || !axioms_without_mo(&j.c))
			return false;
		x->stuck |= j.e->stuck;
		x->count += j.e->complete;
		x->race |= has_race(&j);
	}
	for (size_t k = 0; k < set.count && !x->race; k++) {
		j.e = &set.at[k];
		candidate_build(j.p, j.e, &j.c, &j.n);
		axioms_without_mo(&j.c);
		if (j.e->complete)
			add_outcome(&j, x);
	}
	expected_sort(x);
	return true;
}
