/* Smaller programs that still show a difference: one change after the other, as long as any helps. */
#include "compare.h"

struct shrinking {
	struct program *p;
	unsigned policy;
	uint64_t limit;
};

/* Takes over `smaller` if it still shows a difference. */
static bool try(struct shrinking *s, const struct program *smaller)
{
	struct difference d;

	if (compare(smaller, s->policy, s->limit, &d) != DIFFERENT)
		return false;
	*s->p = *smaller;
	return true;
}

static void forget_register(struct operand *o, int i)
{
	if (o->from == i)
		o->from = -1;
	else if (o->from > i)
		o->from--;
}

/* False: something that cannot do without the instruction is left. */
static bool remove_instruction(struct program *p, unsigned t, int i)
{
	struct code_of_thread *c = &p->threads[t];

	if (c->at[i].code == I_CREATE)
		p->threads[c->at[i].thread].created = false;
	for (int k = 0; k < c->length; k++) {
		struct instruction *in = &c->at[k];
		if (code_needs_register(in->code) && in->expected.from == i && k != i)
			return false;
		if (code_is_if(in->code) && k < i && k + in->skip >= i)
			in->skip--;
		forget_register(&in->value, i);
		forget_register(&in->expected, i);
	}
	for (int k = i; k + 1 < c->length; k++)
		c->at[k] = c->at[k + 1];
	c->length--;
	return true;
}

/* It is one step with those before it. */
static bool belongs_to_previous(const struct instruction *in)
{
	return in->step_index || in->code == I_SLEEP;
}

/* Removes the instruction and those that are one step with it. */
static bool remove_step(struct program *p, unsigned t, int i)
{
	int last = i;

	if (belongs_to_previous(&p->threads[t].at[i]))
		return false;
	while (last + 1 < p->threads[t].length && belongs_to_previous(&p->threads[t].at[last + 1]))
		last++;
	for (; last >= i; last--)
		if (!remove_instruction(p, t, last))
			return false;
	return true;
}

static bool fewer_instructions(struct shrinking *s)
{
	for (unsigned t = 0; t < s->p->thread_count; t++)
		for (int i = 0; i < s->p->threads[t].length; i++) {
			struct program smaller = *s->p;
			if (remove_step(&smaller, t, i) && try(s, &smaller))
				return true;
		}
	return false;
}

/* A last thread that does nothing and that nobody mentions goes. */
static bool fewer_threads(struct shrinking *s)
{
	struct program smaller = *s->p;

	if (smaller.threads[smaller.thread_count - 1].length || smaller.thread_count == 1)
		return false;
	for (unsigned t = 0; t < smaller.thread_count; t++)
		for (int i = 0; i < smaller.threads[t].length; i++)
			if (smaller.threads[t].at[i].code >= I_CREATE)
				return false;
	smaller.thread_count--;
	return try(s, &smaller);
}

/* One change of an instruction to something simpler; false: that one changes nothing. */
static bool simplify(struct instruction *in, unsigned how)
{
	struct instruction before = *in;

	if (in->queue)
		return false;
	switch (how) {
	case 0:
		in->order = in->code == I_FENCE ? in->order : M_RELAXED;
		break;
	case 1:
		in->order_failure = M_RELAXED;
		break;
	case 2:
		in->value.from = -1;
		break;
	case 3:
		in->expected.from = code_needs_register(in->code) ? in->expected.from : -1;
		break;
	case 4:
		in->code = in->code != I_LOAD && code_may_read(in->code) ? I_LOAD : in->code;
		break;
	case 5:
		in->code = in->code != I_STORE && code_may_write(in->code) ? I_STORE : in->code;
		break;
	case 7:
		in->code = in->code == I_WEAK_CAS ? I_CAS : in->code == I_POLL_LOCK ? I_LOCK : in->code;
		break;
	case 6:
		in->value.constant = in->code == I_CHOOSE ? in->value.constant : 1;
		break;
	}
	return before.order != in->order || before.order_failure != in->order_failure ||
	       before.code != in->code || before.value.from != in->value.from ||
	       before.expected.from != in->expected.from || before.value.constant != in->value.constant;
}

static bool narrower_locations(struct shrinking *s)
{
	for (unsigned l = 0; l < s->p->location_count && s->p->size[l] < 8; l++) {
		struct program smaller = *s->p;
		smaller.size[l] = 1;
		if (s->p->size[l] != 1 && !s->p->parts[l] && try(s, &smaller))
			return true;
	}
	return false;
}

static bool simpler_instructions(struct shrinking *s)
{
	for (unsigned t = 0; t < s->p->thread_count; t++)
		for (int i = 0; i < s->p->threads[t].length; i++)
			for (unsigned how = 0; how < 8; how++) {
				struct program smaller = *s->p;
				if (!simplify(&smaller.threads[t].at[i], how))
					continue;
				/* An order that a load or store cannot have. */
				if (how == 4 || how == 5)
					smaller.threads[t].at[i].order = M_RELAXED;
				if (try(s, &smaller))
					return true;
			}
	return false;
}

void shrink(struct program *p, unsigned policy, uint64_t limit)
{
	struct shrinking s = {p, policy, limit};

	while (fewer_instructions(&s) || fewer_threads(&s) || simpler_instructions(&s) ||
	       narrower_locations(&s))
		;
}
