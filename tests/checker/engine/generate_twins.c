/*
 * Random programs with threads that run the same. They are those of the other kinds, of which one thread's
 * code is copied to others; the first thread creates all.
 */
#include "program.h"
#include "random.h"

#include <string.h>

struct generator {
	struct program *p;
	uint64_t state;
	unsigned first, count; /* the threads that are the same */
};

static unsigned below(struct generator *g, unsigned n)
{
	return random_below(&g->state, n);
}

static bool percent(struct generator *g, unsigned n)
{
	return below(g, 100) < n;
}

static struct instruction *append(struct generator *g, uint8_t code)
{
	struct code_of_thread *c = &g->p->threads[0];
	struct instruction *in = &c->at[c->length++];

	*in = (struct instruction){.code = code, .value.from = -1, .expected.from = -1};
	return in;
}

/* Takes out the instructions of these kinds, and those behind that look at them. */
static void drop(struct code_of_thread *c, bool (*dropped)(const struct instruction *in))
{
	int8_t now_at[MAX_INSTRUCTIONS];
	uint8_t n = 0;

	for (unsigned i = 0; i < c->length; i++) {
		struct instruction in = c->at[i];
		now_at[i] = -1;
		if (in.value.from >= 0)
			in.value.from = now_at[in.value.from];
		bool looks = in.expected.from >= 0;
		if (looks)
			in.expected.from = now_at[in.expected.from];
		if (dropped(&in) || (code_needs_register(in.code) && looks && in.expected.from < 0))
			continue;
		now_at[i] = (int8_t)n;
		c->at[n++] = in;
	}
	c->length = n;
}

static bool is_about_threads(const struct instruction *in)
{
	return in->code == I_CREATE || in->code == I_JOIN;
}

static bool is_of_queues(const struct instruction *in)
{
	return is_about_threads(in) || in->queue || in->code == I_SLEEP || in->step_index;
}

static bool sleeps(const struct code_of_thread *c)
{
	for (unsigned i = 0; i < c->length; i++)
		if (c->at[i].code == I_ENTER)
			return true;
	return false;
}

static bool has_queues(const struct program *p)
{
	for (unsigned t = 0; t < p->thread_count; t++)
		for (unsigned i = 0; i < p->threads[t].length; i++)
			if (p->threads[t].at[i].queue)
				return true;
	return false;
}

/* They begin with a choice, of which something later makes use. */
static void begin_with_choice(struct code_of_thread *c)
{
	for (unsigned i = c->length; i-- > 0;) {
		struct instruction *in = &c->at[i + 1];
		*in = c->at[i];
		if (in->value.from >= 0)
			in->value.from++;
		if (in->expected.from >= 0)
			in->expected.from++;
	}
	c->length++;
	c->at[0] = (struct instruction){.code = I_CHOOSE, .value = {2, -1}, .expected.from = -1};
	struct instruction *last = &c->at[c->length - 1];
	if (code_may_write(last->code) && !code_is_lock(last->code) && !code_is_on_queue(last->code) &&
	    last->code != I_UNLOCK)
		last->value.from = 0;
}

static void copy(struct generator *g, unsigned from, unsigned to)
{
	struct code_of_thread *c = &g->p->threads[to];

	*c = g->p->threads[from];
	for (unsigned i = 0; i < c->length; i++)
		if (c->at[i].code == I_ENTER)
			c->at[i].value.constant = (uint8_t)(1 << to);
}

/* Now and then with something in between, which makes a difference. */
static void add_for_each(struct generator *g, uint8_t code, bool backwards)
{
	for (unsigned i = 0; i < g->count; i++) {
		append(g, code)->thread = (uint8_t)(g->first + (backwards ? g->count - 1 - i : i));
		if (percent(g, 4)) {
			struct instruction *in = append(g, percent(g, 50) ? I_LOAD : I_STORE);
			in->value.constant = 1;
		}
	}
}

/* What the first thread does itself comes before all, between creating and waiting, or behind. */
static void relate(struct generator *g)
{
	struct code_of_thread own = g->p->threads[0], *c = &g->p->threads[0];
	unsigned order = below(g, 4);

	drop(&own, has_queues(g->p) && sleeps(&own) ? is_of_queues : is_about_threads);
	if (own.length > 3)
		own.length = 3;
	for (unsigned i = own.length; i-- > 0;)
		if (own.at[i].skip || own.at[i].step_index || own.at[i].queue) {
			own.length = (uint8_t)i; /* no part of a step */
		}
	c->length = 0;
	if (order == 0)
		*c = own;
	add_for_each(g, I_CREATE, false);
	if (order == 1) {
		for (unsigned i = 0; i < own.length; i++) {
			struct instruction in = own.at[i];
			if (in.value.from >= 0)
				in.value.from = (int8_t)(in.value.from + (int)g->count);
			if (in.expected.from >= 0)
				in.expected.from = (int8_t)(in.expected.from + (int)g->count);
			c->at[c->length++] = in;
		}
	}
	if (percent(g, 60))
		add_for_each(g, I_JOIN, percent(g, 20));
	if (percent(g, 40)) {
		struct instruction *in = append(g, I_LOAD);
		in->location = (uint8_t)below(g, g->p->location_count);
	}
}

void program_generate_twins(struct program *p, uint64_t seed)
{
	struct generator g = {.p = p, .state = seed ^ 0x7415};
	unsigned kind = below(&g, 10);

	if (kind < 5)
		program_generate(p, seed);
	else if (kind < 7)
		program_generate_sleepers(p, seed);
	else if (kind < 8)
		program_generate_counters(p, seed);
	else
		program_generate_waiters(p, seed);
	bool queues = has_queues(p);
	g.count = queues || percent(&g, 60) ? 2 : 3;
	g.first = g.count == 2 && !queues && p->thread_count > 2 && percent(&g, 50) ? 2 : 1;
	for (unsigned t = 0; t < p->thread_count; t++) {
		drop(&p->threads[t], is_about_threads);
		p->threads[t].created = false;
	}
	unsigned most = g.count == 3 ? 2 : 4;
	struct code_of_thread *c = &p->threads[g.first];
	if (!queues && c->length > most)
		c->length = (uint8_t)most;
	if (!queues && percent(&g, 15))
		begin_with_choice(c);
	for (unsigned k = 1; k < g.count; k++)
		copy(&g, g.first, g.first + k);
	copy(&g, g.first, g.first);
	p->thread_count = (uint8_t)(g.first + g.count);
	for (unsigned k = 0; k < g.count; k++)
		p->threads[g.first + k].created = true;
	relate(&g);
}
