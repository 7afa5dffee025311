/*
 * Random programs with loops whose turns take back what they do, some turns written out one after the other:
 * a thread that needs more goes no further. In between, and in other threads, there are some other accesses.
 */
#include "program.h"
#include "random.h"

#include <string.h>

#define TURNS        2   /* that may fail, */
#define TURNS_OF_TWO 3   /* where there are only two threads */
#define NEVER        100 /* no value is so far from 0 */

struct generator {
	struct program *p;
	uint64_t state;
	uint8_t strong; /* of 100 orders */
	bool watched;   /* other threads may read what the loops change */
};

/* How a turn begins, what it looks at then, and how it ends. */
struct pattern {
	uint8_t first, last;
	uint8_t fails;    /* what holds of the value found if it fails, */
	uint8_t constant; /* compared with this */
};

static const struct pattern patterns[] = {
	{I_ADD, I_SUB, I_IF_MORE, 0}, {I_ADD, I_SUB, I_IF_MORE, 0}, {I_ADD, I_SUB, I_IF_MORE, 1},
	{I_SUB, I_ADD, I_IF_LESS, 1}, {I_XOR, I_XOR, I_IF_MORE, 0}, {I_OR, I_AND, I_IF_MORE, 0},
};

static unsigned below(struct generator *g, unsigned n)
{
	return random_below(&g->state, n);
}

static bool percent(struct generator *g, unsigned n)
{
	return below(g, 100) < n;
}

static struct instruction *append(struct generator *g, unsigned t, uint8_t code, unsigned location)
{
	static const uint8_t orders[] = {M_RELAXED, M_RELAXED, M_ACQUIRE, M_RELEASE, M_ACQ_REL, M_SEQ_CST};
	struct code_of_thread *c = &g->p->threads[t];
	struct instruction *in = &c->at[c->length++];

	*in = (struct instruction){
		.code = code, .location = (uint8_t)location, .value.from = -1, .expected.from = -1};
	in->order = percent(g, g->strong) ? M_SEQ_CST : orders[below(g, 6)];
	in->value.constant = 1;
	if (code == I_LOAD || code == I_AWAIT)
		in->order = in->order == M_RELEASE || in->order == M_ACQ_REL ? M_ACQUIRE : in->order;
	else if (code == I_STORE)
		in->order = in->order == M_ACQUIRE || in->order == M_ACQ_REL ? M_RELEASE : in->order;
	else if (code == I_FENCE && in->order == M_RELAXED)
		in->order = M_SEQ_CST;
	in->order_failure = M_RELAXED;
	return in;
}

/* Mostly of a location that the loops do not change. */
static void add_access(struct generator *g, unsigned t)
{
	static const uint8_t codes[] = {I_STORE, I_STORE, I_LOAD, I_LOAD, I_ADD, I_CAS};
	unsigned location = percent(g, 85) ? 1 + below(g, g->p->location_count - 1u) : 0;
	uint8_t code = codes[below(g, sizeof codes)];

	if (location == 0 && (code == I_STORE || (!g->watched && code != I_ADD)))
		code = I_ADD;
	append(g, t, code, location)->value.constant = (uint8_t)(1 + below(g, 2));
}

/*
 * One more turn, the last that there is room for if `last`. What comes after a turn is done only if it fails.
 */
static void add_turn(struct generator *g, unsigned t, const struct pattern *pattern, uint8_t kind, bool last)
{
	struct code_of_thread *c = &g->p->threads[t];
	uint8_t bit = (uint8_t)(pattern->first == I_OR || pattern->first == I_XOR ? 1u << t : 1u);
	struct instruction *in = append(g, t, pattern->first, 0);
	int8_t found = (int8_t)(c->length - 1);

	in->order = kind & 8 ? M_ACQUIRE : in->order;
	in->value.constant = bit;
	in->state = 1;
	in->turn = true;
	if (kind & 1) {
		found = (int8_t)c->length;
		append(g, t, I_LOAD, 1)->state = 2;
	}
	in = append(g, t, kind & 1 ? I_IF : pattern->fails, 0);
	in->expected = (struct operand){kind & 1 ? 0 : pattern->constant, found};
	if (kind & 2)
		append(g, t, I_FENCE, 0);
	in = append(g, t, pattern->last, 0);
	in->value.constant = pattern->last == I_AND ? (uint8_t)~bit : bit;
	in->state = 3;
	if (last) {
		in = append(g, t, I_ASSUME, 0);
		in->expected = (struct operand){NEVER, found};
	}
}

/* The orders of all turns are those of the first. */
static void add_loop(struct generator *g, unsigned t, unsigned turns)
{
	struct code_of_thread *c = &g->p->threads[t];
	const struct pattern *pattern = &patterns[below(g, sizeof patterns / sizeof *patterns)];
	uint8_t kind = (uint8_t)below(g, 16), begin = c->length;

	if (kind & 1 && kind & 2)
		kind &= (uint8_t)~2u;
	add_turn(g, t, pattern, kind, false);
	uint8_t length = (uint8_t)(c->length - begin);
	for (unsigned n = 1; n < turns; n++) {
		add_turn(g, t, pattern, kind, n + 1 == turns);
		for (unsigned i = 0; i < length; i++)
			c->at[begin + n * length + i].order = c->at[begin + i].order;
	}
	for (unsigned i = begin; i < c->length; i++)
		if (code_is_if(c->at[i].code))
			c->at[i].skip = (uint8_t)(c->length - i - 1);
	if (percent(g, 80) && c->length < MAX_INSTRUCTIONS)
		add_access(g, t);
	if (percent(g, 40) && c->length < MAX_INSTRUCTIONS)
		add_access(g, t);
	if (percent(g, 80) && c->length < MAX_INSTRUCTIONS) {
		struct instruction *in = append(g, t, pattern->last, 0);
		in->value = c->at[begin + length - 1].value;
	}
}

static void add_other(struct generator *g, unsigned t)
{
	unsigned n = 1 + below(g, 3);

	if (percent(g, 30)) {
		append(g, t, I_STORE, 1);
		n--;
	}
	if (g->watched && percent(g, 30))
		append(g, t, I_AWAIT, 0)->expected.constant = (uint8_t)below(g, 2);
	for (; n; n--)
		add_access(g, t);
}

void program_generate_turns(struct program *p, uint64_t seed)
{
	struct generator g = {.p = p, .state = seed};

	memset(p, 0, sizeof *p);
	p->thread_count = (uint8_t)(2 + percent(&g, 60));
	p->location_count = (uint8_t)(2 + percent(&g, 40));
	g.strong = (uint8_t)(percent(&g, 30) ? 80 : 10);
	g.watched = percent(&g, 40);
	for (unsigned l = 0; l < p->location_count; l++)
		p->size[l] = 1;
	p->initial[0] = percent(&g, 30);
	for (unsigned t = 0; t < p->thread_count; t++) {
		if (percent(&g, 30))
			add_access(&g, t);
		if (t == 0 || percent(&g, p->thread_count == 2 ? 80 : 60))
			add_loop(&g, t, p->thread_count == 2 ? TURNS_OF_TWO : TURNS);
		else
			add_other(&g, t);
	}
}
